import t from 'tap'
import { nothingCaveats } from '../../src/snapshot/known/nothing-found.ts'
import { otherCodesOf } from '../../src/vocabulary/countries/territory.ts'
import { textIn } from '../../src/vocabulary/labels/texts/texts.ts'
import { sharedService } from '../service.ts'

/** A release whose table of figures has these nationalities. */
const holding = (...nationalities: string[]) =>
  ({
    source: 'made-up',
    about: { caveats: [] },
    stored: { words: { published_counts: new Map([['nationality', nationalities]]) }, rollups: new Map() }
  }) as unknown as Parameters<typeof nothingCaveats>[0]

const textsOf = (release: Parameters<typeof nothingCaveats>[0], nationality: string): string[] =>
  nothingCaveats(release, 'published_counts', { nationality: [nationality] }).map(({ text }) =>
    textIn(text, 'en')
  )

t.test('a state names the codes of its territory in earlier years, as far as the table has them', async t => {
  t.same(textsOf(holding('SCG', 'YUG', 'RUS'), 'SRB'), [
    'There is no row here with the nationality SRB (Serbia). The same territory, or a state that it was part of, stands in this source in earlier years under SCG (Serbia and Montenegro, until 2006-06-05), YUG (Yugoslavia, until 2003-02-03): ask for nationality=SCG,YUG. Figures of one are never counted for the other.'
  ])
  t.match(textsOf(holding('YUG'), 'SRB'), [/nationality=YUG\./])
  t.same(textsOf(holding('RUS'), 'SRB'), [], 'nothing is said of rows that are not there')
  t.same(textsOf(holding('SCG'), 'DEU'), [])
  t.match(textsOf(holding('SDN'), 'SSD'), [/under SDN \(Sudan\): ask for nationality=SDN\./])
  t.same(textsOf({ ...holding('SCG'), stored: undefined } as never, 'SRB'), [])
})

t.test('a state that is no more names those on its territory today', async t => {
  t.match(textsOf(holding('CZE', 'SVK', 'POL'), 'CSK'), [/today under CZE \(Czechia\), SVK \(Slovakia\)/])
  t.same(
    otherCodesOf('SCG').before.map(({ code }) => code),
    ['YUG']
  )
  t.same(
    otherCodesOf('MNE').before.map(({ code }) => code),
    ['SCG', 'YUG']
  )
})

t.test('a table that names few nationalities says which, and that this one is not among them', async t => {
  t.match(textsOf(holding('CHN', 'COL', 'OTHER', 'UNK'), 'RUS'), [
    'This table names 2 nationalities: CHN (China), COL (Colombia). Not among them is RUS (Russia): it is part of OTHER, and no figure of it alone is published here. Without nationality= the figures are of all nationalities together.'
  ])
  t.same(textsOf(holding('CHN', 'COL'), 'RUS'), [], 'nobody is together with others')
  t.same(
    textsOf(holding('RUS', 'OTHER'), 'RUS'),
    [],
    'it is named, and the answer is empty for another reason'
  )
  t.same(textsOf(holding('CHN', 'OTHER'), 'OTHER'), [])
  t.same(textsOf(holding('CHN', 'OTHER'), 'EU27_2020'), [], 'a group is no nationality')
})

t.test('lists, statistics and countries of return say so where nothing is found', async t => {
  const { json } = await sharedService()
  const noted = async (path: string): Promise<string[]> =>
    (await json(path)).meta.caveats
      .filter(({ id }: { id: string }) => id === 'territory-under-other-code')
      .map(({ text }: { text: string }) => /ask for (\S+)\./.exec(text)?.[1])
  const asked = 'source=documented-cases&country_of_return=SUN'
  t.same(await noted(`/v1/returns?${asked}`), ['country_of_return=RUS'])
  t.same(await noted(`/v1/statistics/returns?${asked}`), ['country_of_return=RUS'])
  t.same(await noted('/v1/countries-of-return/SUN?source=documented-cases'), ['country_of_return=RUS'])
  t.same(await noted('/v1/countries-of-return/SUN/nationalities?source=documented-cases'), [
    'country_of_return=RUS'
  ])
  t.same(await noted('/v1/countries-of-return?source=documented-cases&nationality=SUN'), ['nationality=RUS'])
  t.same(await noted('/v1/returns?source=documented-cases&country_of_return=RUS'), [])
})

t.test('Taiwan has no entry in the list of countries of UNHCR', async t => {
  const { json } = await sharedService()
  const path = '/v1/published-counts?source=unhcr-asylum-decisions&nationality=TWN'
  const { data, meta } = await json(path)
  t.same(data, [])
  t.ok(meta.caveats.some(({ id }: { id: string }) => id === 'unhcr-taiwan'))
})
