import t, { type Test } from 'tap'
import { importRelease } from '../../../src/import/run.ts'
import type { Mapped } from '../../../src/sources/source.ts'
import type { Fact } from '../../../src/vocabulary/fact.ts'
import { service } from '../../service.ts'
import { contextOf, count, madeUpFile, madeUpSource, rowsOf } from '../made-up.ts'

/** Imports made-up rows, and tells what the release holds as the API shows it. */
async function held(t: Test, rows: Mapped[], source = madeUpSource()) {
  const { json } = await service(t, {}, async database => {
    const context = await contextOf(t, database, source)
    await database.pool.query('insert into sources (source, about) values ($1, $2)', [
      'made-up',
      source.about
    ])
    const paths = [await madeUpFile(t, 'made-up.whole', rows)]
    await importRelease(context, { source: 'made-up', paths, release: 'r1' })
  })
  return (await json('/v1/sources/made-up/releases/r1')).data.holdings
}

const year = (of: number) => ({
  ...{ period: String(of), period_from: `${of}-01-01`, period_to: `${of}-12-31` }
})

t.test(
  'published figures: values and when each reporter tells them, totals, and what is not there',
  async t => {
    const source = madeUpSource()
    const [series] = source.about.series
    if (series)
      series.reporting = {
        ...{ absent_row: 'not_told', reason: '', unit: ['country_of_asylum'], reporters: 'own' },
        parts: { outcome: [{ values: ['rejected'] }, { values: ['refugee_status_granted'] }] }
      }
    const total = { nationality: 'not_split', total_over: ['nationality', 'sex'] }
    const holdings = await held(
      t,
      rowsOf(
        count('a', { ...year(2021), ...total }),
        count('b', { ...year(2022), ...total }),
        // A hole in 2023.
        count('c', { ...year(2024), sex: 'female', nationality: 'SYR' }),
        count('d', { ...year(2024), sex: 'male', nationality: 'OTHER', value: null, status: 'suppressed' }),
        // What is not reported is not told.
        count('e', { ...year(2025), value: null, status: 'not_reported' }),
        count('f', { ...year(2022), country_of_asylum: 'FRA', outcome: 'refugee_status_granted' })
      ),
      source
    )
    t.same(holdings.nationality, { values: ['OTHER', 'RUS', 'SYR'], has_total: true })
    const [deu, fra] = holdings.reporters
    t.match(deu, { reporter: 'DEU', periods: ['2021-01-01/2022-12-31', '2024-01-01/2024-12-31'] })
    t.same(deu.in_parts.sex, { female: ['2024-01-01/2024-12-31'], male: ['2024-01-01/2024-12-31'] })
    t.same(deu.totals, { sex: ['2021-01-01/2022-12-31'] })
    t.same(deu.in_parts.outcome, { rejected: ['2021-01-01/2022-12-31', '2024-01-01/2024-12-31'] })
    t.same(deu.not_told, { outcome: ['refugee_status_granted'] })
    t.ok(deu.total_only.includes('age_group') && !deu.total_only.includes('return_type'))
    t.match(fra, { reporter: 'FRA', periods: ['2022-01-01/2022-12-31'], not_told: { outcome: ['rejected'] } })
    t.ok(fra.total_only.includes('sex'))
    t.same(holdings.breakdowns, [
      { split_by: [], outcomes: ['rejected'], from: '2021-01-01', to: '2022-12-31' },
      {
        split_by: ['nationality'],
        outcomes: ['refugee_status_granted'],
        from: '2022-01-01',
        to: '2022-12-31'
      },
      { split_by: ['nationality', 'sex'], outcomes: ['rejected'], from: '2024-01-01', to: '2024-12-31' }
    ])
    t.same(holdings.records, [])
  }
)

t.test('where a row that is not there is a zero, the first and last period bound what is told', async t => {
  const source = madeUpSource()
  const [series] = source.about.series
  if (series)
    series.reporting = { absent_row: 'zero', reason: '', unit: ['year'], reporters: 'own', parts: {} }
  const { reporters } = await held(t, rowsOf(count('a', year(2021)), count('b', year(2024))), source)
  t.same(reporters[0].periods, ['2021-01-01/2024-12-31'])
})

t.test('records: how many a year, at which stages and with which outcomes', async t => {
  const decision = (decision_id: string, more: object): Fact => ({
    ...{ grain: 'decision', decision_id, source_table: 's', line: 1, decision_stage: 'first_instance' },
    ...{ outcome: 'rejected', nationality: 'RUS', source_code: 'R', ...more }
  })
  const facts = [
    decision('1', { decided_on: '2021-05-01' }),
    decision('2', { decided_on: '2021-06-01', decision_stage: 'appeal', outcome: 'appeal_dismissed' }),
    decision('3', { decided_on: '1950-01-01' }),
    decision('4', { nationality: 'UNK' })
  ]
  const { records, reporters, nationality } = await held(
    t,
    facts.map(fact => ({ facts: [fact] }))
  )
  t.same(records, [
    {
      ...{ grain: 'decision', rows: 4, undated: 1, years: { 1950: 1, 2021: 2 } },
      values: {
        nationality: { RUS: 3, UNK: 1 },
        decision_stage: { first_instance: 3, appeal: 1 },
        outcome: { rejected: 3, appeal_dismissed: 1 }
      }
    }
  ])
  t.same([reporters, nationality.values], [[], ['RUS', 'UNK']])
})
