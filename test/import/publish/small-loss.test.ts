import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import type { CountFact } from '../../../src/vocabulary/fact.ts'
import { database } from '../../helper.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../made-up.ts'

async function importing(t: Test) {
  const source = madeUpSource({
    layouts: [{ id: 'whole', coverage: { nationality: 'all' } }],
    expectations: { rows_shrink_at_most: 1 }
  })
  const context = await contextOf(t, await database(t), source)
  let number = 0
  return async (facts: CountFact[]) => {
    const paths = [await madeUpFile(t, 'made-up.whole', rowsOf(...facts))]
    return importRelease(context, { source: 'made-up', paths, release: `r${++number}` })
  }
}

let key = 0
const figure = (
  country_of_asylum: string,
  year: number,
  value: number | null,
  more: Partial<CountFact> = {}
) =>
  count(`k${key++}`, {
    ...{ country_of_asylum, value, period: String(year) },
    ...{ period_from: `${year}-01-01`, period_to: `${year}-12-31`, nationality: 'SYR' },
    ...(value === null ? { status: 'suppressed' as const } : {}),
    ...more
  })

/** 60,000 persons a year in Germany, half of them with a sex told, beside which Liechtenstein has 40 and Malta 30. */
const germany = [2023, 2024].flatMap(year => [
  figure('DEU', year, 50_000),
  figure('DEU', year, 10_000, { nationality: 'IRQ' })
])
const liechtenstein = (year: number) => figure('LIE', year, 40)
const malta = (year: number) => figure('MLT', year, 30)
const nauru = (value: number | null) => figure('DEU', 2024, value, { nationality: 'NRU' })
const before = [
  ...germany,
  ...[2023, 2024].flatMap(year => [liechtenstein(year), malta(year)]),
  ...[nauru(3)]
]
const without = (...gone: CountFact[]) => before.filter(fact => !gone.includes(fact))
const ofYear = (place: string, ...years: string[]) =>
  before.filter(({ country_of_asylum, period }) => country_of_asylum === place && years.includes(period))

t.test('a release that lacks next to nothing takes the place, and says what it lacks', async t => {
  for (const [gone, named] of [
    [ofYear('LIE', '2023'), 'figures of LIE 2023'],
    [ofYear('LIE', '2023', '2024'), 'figures of LIE 2023 to 2024'],
    [before.filter(({ nationality }) => nationality === 'NRU'), 'nationalities NRU']
  ] as const) {
    const bring = await importing(t)
    await bring(before)
    t.match(await bring(without(...gone)), {
      status: 'current',
      reason: `it covers all that r1 did, but for next to nothing: ${named}`
    })
  }
})

t.test('a release that lacks more stands beside', async t => {
  const bring = await importing(t)
  await bring(before)
  // 70 of 60,070 persons are more than 0.1 %, where 40 are less.
  t.match(await bring(without(...ofYear('LIE', '2023'), ...ofYear('MLT', '2023'))), {
    status: 'beside',
    reason: 'it does not cover what the current release r1 does: figures of LIE 2023, MLT 2023'
  })
  t.match(await bring(without(...ofYear('DEU', '2023'))), { status: 'beside' })
  t.match(
    await bring(
      [...germany, ...ofYear('LIE', '2023', '2024')].filter(({ nationality }) => nationality !== 'IRQ')
    ),
    { status: 'beside', reason: /nationalities IRQ/ }
  )
})

t.test('what is withheld may be any number, and is missed', async t => {
  const bring = await importing(t)
  await bring([...germany, nauru(null)])
  t.match(await bring(germany), { status: 'beside', reason: /nationalities NRU/ })
})

t.test('what cannot be weighed is missed, however little it is', async t => {
  const bring = await importing(t)
  const total = figure('DEU', 2024, 60_003, { nationality: 'not_split', total_over: ['nationality'] })
  await bring([...before, total])
  t.match(await bring(before), { status: 'beside', reason: /the total of all nationalities/ })
})
