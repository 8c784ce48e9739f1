import t from 'tap'
import type { FormatOptions } from '../../src/formats/format.ts'
import { pngFormat, returnsPngFormat } from '../../src/formats/png.ts'
import { statisticsFormats, thoseThere } from '../../src/formats/registry.ts'
import * as examples from './chart/examples.ts'
import { told } from './chart/figures.ts'
import { block, timeline } from './made-up-returns.ts'

async function drawn(options: FormatOptions, answer = examples.bars, more = {}): Promise<Buffer> {
  return (await pngFormat.write(answer, told('en', more), options)) as Buffer
}
const sizeOf = (image: Buffer): number[] => [image.readUInt32BE(16), image.readUInt32BE(20)]

t.test('an image has the points of its width and scale', async t => {
  t.equal((await drawn({ width: 360 })).subarray(1, 4).toString(), 'PNG')
  t.equal(sizeOf(await drawn({ width: 360 }))[0], 720)
  t.equal(sizeOf(await drawn({ width: 360, scale: 1 }))[0], 360)
  const [width, height] = sizeOf(await drawn({ scale: 1 }))
  t.same(sizeOf(await drawn({ scale: 3 })), [Number(width) * 3, Number(height) * 3])
})

t.test('the same figures are the same bytes, and others are not', async t => {
  const first = await drawn({ width: 360, theme: 'dark' })
  const [other, again] = [await drawn({ width: 360 }), await drawn({ width: 360, theme: 'dark' })]
  t.ok(first.equals(again))
  t.notOk(first.equals(other))
  t.notOk(other.equals(await drawn({ width: 360 }, examples.bars, { synthetic: true })), 'made up')
})

t.test('an image for links has one size, whatever is drawn', async t => {
  for (const answer of [examples.bars, examples.rateLines, examples.stages, examples.manyLines])
    t.same(sizeOf(await drawn({ size: 'og' }, answer)), [1200, 630])
  const returns = await returnsPngFormat.write(timeline(block([1, 0, 2])), told(), {
    size: 'og',
    head: false
  })
  t.same(sizeOf(returns as Buffer), [1200, 630])
  await t.rejects(drawn({ size: 'og', width: 600, scale: 2 }), {
    type: 'unsupported-combination',
    message: /width, scale cannot be given with it/
  })
})

t.test('letters of every alphabet are drawn by the fonts of the package', async t => {
  const named = async (citation: string) => drawn({ width: 360, head: false }, examples.oneLine, { citation })
  // Two letters that no font has are the same empty box.
  const pairs = ['ДЖ', 'ΔΩ', 'سع', 'éñ'].map(pair => [...pair] as [string, string])
  for (const [one, other] of pairs)
    t.notOk((await named(one)).equals(await named(other)), `${one} and ${other} differ`)
})

t.test('where the library is not there, the format is not either', t => {
  const without = [
    ...statisticsFormats.filter(({ id }) => id !== 'png'),
    { ...pngFormat, isThere: () => false }
  ]
  t.ok(thoseThere(statisticsFormats).some(({ id }) => id === 'png'))
  t.notOk(thoseThere(without).some(({ id }) => id === 'png'))
  t.end()
})
