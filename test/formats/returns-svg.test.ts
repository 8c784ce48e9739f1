import t from 'tap'
import { themes } from '../../src/formats/chart/palette.ts'
import { returnsSvg } from '../../src/formats/returns-svg.ts'
import { told } from './chart/figures.ts'
import { block, timeline } from './made-up-returns.ts'

const { bands } = themes.light

const textsIn = (picture: string): string[] =>
  [...picture.matchAll(/<(?:text|tspan)[^>]*>([^<]+)</g)].map(([, text = '']) => text)
const filled = (picture: string, colour: string): number =>
  picture.split(`<path`).filter(mark => mark.includes(`fill="${colour}"`)).length
const ticksIn = (picture: string): number =>
  [...picture.matchAll(/<path[^>]*fill="([^"]*)"/g)].filter(([, colour]) => colour === themes.light.aside)
    .length

t.test('a picture has a panel each type, and a band for every period without a return', async t => {
  const picture = await returnsSvg(
    timeline(
      block([4, 3, 2, 1, 0, 0, 1, 0, 1]),
      block([1, 0, 1, 1, 1, 1, 1, 1, 1], { return_type: 'voluntary' })
    ),
    told()
  )
  const texts = textsIn(picture)
  t.ok(texts.includes('Returns to Syria · 1 January 2020 – 31 December 2022'))
  t.ok(texts.includes('Enforced returns from the United Kingdom: 12 (made-up, by-destination)'))
  t.ok(texts.includes('Voluntary returns from the United Kingdom: 8 (made-up, by-destination)'))
  t.match(texts.join(' '), 'Orange: a pause. Grey: another gap, in which the table has no return.')
  t.match(texts.join(' '), 'A gap is called a pause where 8 returns or more')
  t.match(texts.join(' '), 'Pale: provisional.')
  t.ok(texts.includes('6 months'), 'the pause')
  t.equal(filled(picture, bands.pause), 2, 'two quarters of a pause')
  t.equal(filled(picture, bands.gap), 2, 'one quarter in each panel')
  t.match(picture, /^<svg[^>]*role="img" lang="en"><title>Returns to Syria/)
  t.notMatch(picture, /<script|href=/)
})

t.test('a period that is not told has a mark, and no band', async t => {
  const [first, second, third] = block([4, null, 4]).series_by_period
  if (!first || !second || !third) throw new Error('three quarters')
  const unsaid = block([4, null, 4], {
    series_by_period: [first, { ...second, flags: ['not_reported'] }, third]
  })
  const picture = await returnsSvg(timeline(unsaid), told())
  const texts = textsIn(picture)
  t.ok(texts.includes('?'))
  t.notMatch(texts.join(' '), 'ithheld')
  t.match(texts.join(' '), '?: the number is not reported, which is not a zero.')
  t.notMatch(texts.join(' '), /Orange|Pale/)
  t.equal(filled(picture, bands.gap) + filled(picture, bands.pause), 0)
})

t.test(
  'what is withheld is a word; zero is a tick on the axis; provisional is pale, with an outline',
  async t => {
    const withheld = await returnsSvg(timeline(block([4, null, 4])), told())
    t.ok(textsIn(withheld).includes('withheld'))
    t.match(textsIn(withheld).join(' '), 'Withheld: by the publisher, which is not a zero.')
    t.notOk(textsIn(withheld).includes('?'))
    t.equal(ticksIn(withheld), 0, 'no tick')
    const zeros = await returnsSvg(timeline(block([0, 3, 0, 0, 2, 2, 2, 2, 1])), told())
    t.equal(ticksIn(zeros), 3, 'before the first return too')
    t.equal(zeros.split('fill-opacity="0.4"').length - 1, 1)
  }
)

t.test('after the end of the table there are stripes, and not after the end of the question', async t => {
  const shown = async (to?: string) =>
    textsIn(
      await returnsSvg(
        timeline(block([1, 2])),
        told('en', to === undefined ? {} : { query: { returned_on_to: to } })
      )
    ).includes('not known yet')
  t.same([await shown(), await shown('2023-06-30'), await shown('2022-12-31')], [true, true, false])
})

t.test('without a return the picture says so; made-up figures say what they are', async t => {
  t.match(
    textsIn(await returnsSvg(timeline(), told())).join(' '),
    'There is no figure for this. That is not a zero.'
  )
  t.match(await returnsSvg(timeline(block([1])), told('es', { synthetic: true })), 'DATOS INVENTADOS')
})

t.test('more than can be read is refused, with what would work', async t => {
  const many = Array.from({ length: 17 }, () => block([1, 2]))
  await t.rejects(async () => returnsSvg(timeline(...many), told()), {
    type: 'query-too-large',
    message: /17 panels and 34 periods.* Name a source or return_type/
  })
})

t.test('a picture says whose returns it shows, and what of them is not reported', async t => {
  const union = {
    id: 'EU',
    parameter: 'nationality_group',
    names: { en: 'the European Union', es: '', fr: '' }
  }
  const missing = [{ dimension: 'nationality', values: ['SOM'], period: '2020-Q2' }]
  const picture = await returnsSvg(
    {
      ...timeline(block([4, 3], { flags: ['partial'], missing })),
      country_groups: [{ ...union, ...{ source: '', edition: '', is_own: false, members: [] } }],
      nationality: ['SOM', 'ERI']
    },
    told()
  )
  const texts = textsIn(picture).join(' ')
  t.match(
    texts,
    'Returns to Syria · nationality: Somalia or Eritrea · group of nationalities: the European Union'
  )
  t.match(texts, 'Not reported by the source: the nationality “Somalia” in Q2 2020.')
})
