import path from 'node:path'
import t from 'tap'
import { casesIn, openSpill, openSpilled } from '../../../src/import/cases/spill.ts'
import type { CasePart } from '../../../src/sources/source.ts'

const part = (case_id: string, line: number, ...fields: string[]): CasePart => ({
  ...{ case_id, table: 3, line, repaired: line % 2 === 0, fields }
})

/** All cases of all buckets, in which two lanes put parts. */
async function spilled(folder: string, lanes: CasePart[][], buckets: number): Promise<CasePart[][]> {
  const files = lanes.map((parts, lane) => {
    const spill = openSpill(path.join(folder, `lane-${lane}`), buckets)
    for (const each of parts) spill.put(each)
    return spill.close()
  })
  const opened = await openSpilled(files)
  const cases: CasePart[][] = []
  for (let bucket = 0; bucket < buckets; bucket++) cases.push(...casesIn(await opened.bucket(bucket)))
  await opened.close()
  return cases
}

t.test('a part comes back as it was put: blanks, odd letters and no fields at all', async t => {
  const parts = [
    part('7', 1),
    part('7', 2, ''),
    part('7', 3, '', 'a', '', ''),
    part('7', 4, 'Türkiye', '\u2028', 'a "b"'),
    part('7', 123_456_789, 'x'.repeat(200_000))
  ]
  t.same(await spilled(t.testdir({}), [parts], 1), [parts])
})

t.test('parts of one case come together from all lanes, and keys that look alike are not one', async t => {
  const keys = [
    '1',
    '01',
    '001',
    '10',
    '0',
    '123456789012345',
    '12345678901234567890',
    '12345678901234567891'
  ]
  const lane = (line: number) => keys.map(key => part(key, line, key))
  const cases = await spilled(t.testdir({}), [lane(1), lane(2)], 7)
  t.same(
    cases.map(parts => parts.map(({ line }) => line)),
    keys.map(() => [1, 2])
  )
  t.same(
    cases.flatMap(parts => parts.map(({ case_id }) => case_id)).sort(),
    [...keys, ...keys].sort(),
    'each key twice'
  )
  for (const parts of cases) t.equal(new Set(parts.map(({ case_id }) => case_id)).size, 1)
})

t.test('many parts fill many blocks, and none is lost', async t => {
  const parts = Array.from({ length: 20_000 }, (_, i) => part(String(i % 5_000), i, `field ${i}`))
  const cases = await spilled(t.testdir({}), [parts], 3)
  t.equal(cases.length, 5_000)
  t.same(
    cases.flat().sort((a, b) => a.line - b.line),
    parts
  )
})
