import t from 'tap'
import type { ReturnFact } from '../../src/vocabulary/fact.ts'
import type { Coverage } from '../../src/vocabulary/time/coverage.ts'
import { madeUpSource } from '../import/made-up.ts'
import { departure, importFacts } from '../queries/made-up-records.ts'
import { type Service, service } from '../service.ts'

/** A return every month of 2019 and from 2022 on, and none in the two years between. */
const months = [2019, 2022, 2023].flatMap(year =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-14`)
)
const back = (returned_on: string, i: number): ReturnFact => ({
  ...departure(1),
  return_id: String(i),
  nationality: 'RUS',
  returned_on
})
const facts = months.map(back)

const covering = async (t: Test, coverage: Partial<Coverage>, more: ReturnFact[] = []): Promise<Service> => {
  const source = madeUpSource({ layouts: [{ id: 'whole', coverage }] })
  return service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, [...facts, ...more], 'first', source)
  )
}
type Test = Parameters<typeof service>[0]

t.test('returns resumed after the two years without any', async t => {
  const { json } = await covering(t, { complete: true })
  const told = async (query = '') =>
    (await json(`/v1/countries-of-return/RUS?usual_min=4&resumed_min=1${query}`)).data.executed[0]
  t.match(await told(), {
    value: 36,
    coverage: { from: '2019-01-14', to: '2023-12-14', complete: true },
    gaps: [
      {
        ...{ from: '2020-01', to: '2021-12', months: 24, usual_before: 4, is_pause: true },
        ...{ next_in: '2022-01', next_value: 1, is_resumed: true, flags: [] }
      }
    ],
    open_gap: null,
    resumed_on: '2022-01-14',
    longest_pause: { last_before: '2019-12-14', first_after: '2022-01-14', days: 762 },
    resumed_in: null,
    not_told: null
  })
  t.equal((await told('&pause_months=24')).resumed_on, '2022-01-14', '24 whole months')
  t.equal((await told('&pause_months=25')).resumed_on, null)
  t.match((await told('&pause_months=25')).not_told, 'no time of at least 2 months and 25 months')
  t.equal((await told('&returned_on_from=2022-01-01')).resumed_on, null, 'a pause before the time asked for')
  t.equal((await told()).series_by_period.length, 60, 'every month that is covered')
})

t.test('a time without a return is no pause where the release does not have every return', async t => {
  const { json } = await covering(t, { complete: false })
  const [block] = (await json('/v1/countries-of-return/RUS')).data.executed
  t.equal(block.value, 36)
  t.equal(block.resumed_on, null)
  t.equal(block.longest_pause, null)
  t.match(block.not_told, 'does not cover every return')
})

t.test('nor where it lies outside the time that the release covers', async t => {
  const { json } = await covering(t, { complete: true, from: '2021-06-01', to: '2023-12-31' })
  const [block] = (await json('/v1/countries-of-return/RUS')).data.executed
  t.equal(block.value, 36, 'what was found outside is counted all the same')
  t.equal(block.resumed_on, null)
  t.match(block.not_told, 'in the 4 months before, from 2021-06-01 to 2023-12-31.')
  t.same(block.gaps, [], 'no return is known before those of 2022')
})

t.test('one return without a date leaves it open when returns resumed', async t => {
  const { returned_on, returned_precision, ...undated } = back('2020-01-01', 900)
  const { json } = await covering(t, { complete: true }, [undated])
  const [block] = (await json('/v1/countries-of-return/RUS')).data.executed
  t.match(block, { value: 37, undated: 1, resumed_on: null, last_on: '2023-12-14' })
  t.match(block.not_told, 'Of 1 return the date is not known')
})
