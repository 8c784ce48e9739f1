import t, { type Test } from 'tap'
import type { CountFact } from '../../src/vocabulary/fact.ts'
import { count, madeUpSource } from '../import/made-up.ts'
import { importFacts } from '../queries/made-up-records.ts'
import { type Service, service } from '../service.ts'

const path = '/v1/statistics/pending'

const stock = (day: string, nationality: string, rest: Partial<CountFact>): CountFact => {
  const fact = count(`${day} ${nationality} ${JSON.stringify(rest)}`, {
    ...{
      subject: 'pending',
      period: day,
      period_from: day,
      period_to: day,
      as_at: day,
      outcome: 'not_split'
    },
    ...{
      nationality,
      country_of_asylum: 'GBR',
      waiting_at: 'first_instance',
      waiting_time: 'under_6_months'
    },
    ...rest
  })
  const { decision_stage: _, ...figure } = fact
  return figure
}

/** Stocks of two days: what waits for a first decision, by how long, and for a review. */
const facts = ['2023-12-31', '2024-03-31'].flatMap((day, late) => [
  stock(day, 'RUS', { value: 100 + late }),
  stock(day, 'RUS', { value: 40 + late, waiting_time: '6_months_or_more' }),
  stock(day, 'RUS', { value: 7, waiting_at: 'further_review', waiting_time: 'UNK' }),
  stock(day, 'SYR', { value: 300 + late }),
  stock(day, 'SYR', { value: 5, unit: 'cases', waiting_at: 'further_review', waiting_time: 'UNK' })
])

const asking = (t: Test): Promise<Service> =>
  service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first', madeUpSource({ id: 'stocks' }))
  )

t.test('a published stock is of its day, and days and queues are never added', async t => {
  const { get, json } = await asking(t)
  const rows = async (query: string) => {
    const { data, meta } = await json(`${path}?source=stocks&${query}`)
    const cells = data.map(({ flags: _, ...row }: Record<string, unknown>) => Object.values(row))
    return { cells, meta }
  }

  await t.test('the newest day answers where none is named', async t => {
    const { cells, meta } = await rows('nationality=RUS')
    t.same(cells, [
      ['first_instance', 142],
      ['further_review', 7]
    ])
    t.match(meta, {
      as_at: '2024-03-31',
      unit: 'persons',
      query: { as_at: ['2024-03-31'], split_by: ['waiting_at'] }
    })
    t.same(meta.reconciliation.pending.in_scope, 149)
    t.same((await rows('nationality=RUS&as_at=2023-12-31&waiting_at=first_instance')).cells, [[140]])
  })

  await t.test('several days are listed and never summed', async t => {
    const { cells, meta } = await rows(
      'nationality=RUS&waiting_at=first_instance&as_at=2023-12-31,2024-03-31'
    )
    t.same(cells, [
      ['2023-12-31', 140],
      ['2024-03-31', 142]
    ])
    t.equal(meta.as_at, null)
    t.same((await rows('nationality=RUS&waiting_at=first_instance&group_by=as_at')).cells, cells)
  })

  await t.test('how long they waited is a dimension and a filter', async t => {
    t.same((await rows('nationality=RUS&waiting_at=first_instance&group_by=waiting_time')).cells, [
      ['under_6_months', 101],
      ['6_months_or_more', 41]
    ])
    t.same((await rows('nationality=RUS&waiting_time=6_months_or_more')).cells, [[41]])
  })

  await t.test('persons and cases are never added', async t => {
    const refused = await get(`${path}?source=stocks&nationality=SYR`)
    t.match(refused.json(), { status: 400, type: 'incompatible-units' })
    t.same((await rows('nationality=SYR&waiting_at=first_instance')).cells, [[301]])
    const { cells, meta } = await rows('nationality=SYR&waiting_at=further_review')
    t.same(cells, [[5]])
    t.equal(meta.unit, 'cases')
  })

  await t.test('what stocks do not tell is refused with the reason', async t => {
    for (const [query, detail] of [
      ['measures=waiting_days_median', /not since when each waits/],
      ['period_from=2023', /open on one day|one day/i],
      ['group_by=court', /court/],
      ['as_at=1999-01-01', /./]
    ] as const)
      t.match(
        (await get(`${path}?source=stocks&nationality=RUS&${query}`)).json(),
        { status: 400, detail },
        query
      )
    for (const subject of ['decisions', 'returns', 'applications'])
      t.equal((await get(`/v1/statistics/${subject}?source=stocks`)).statusCode, 400, subject)
  })

  await t.test('every format has it', async t => {
    const query = 'source=stocks&nationality=RUS&waiting_at=first_instance'
    for (const ending of ['csv', 'xlsx', 'json-stat', 'svg', 'vega-lite', 'parquet', 'ndjson'])
      t.equal((await get(`${path}.${ending}?${query}&group_by=waiting_time`)).statusCode, 200, ending)
    t.match((await get(`${path}.csv?${query}`)).body, /pending/)
    for (const lang of ['en', 'es', 'fr'])
      t.match((await get(`${path}.sentence?${query}&lang=${lang}`)).body, /142/, lang)
  })
})
