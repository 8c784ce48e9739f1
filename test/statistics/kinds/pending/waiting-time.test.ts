import { DuckDBInstance } from '@duckdb/node-api'
import t from 'tap'
import { bindAll } from '../../../../src/snapshot/duckdb.ts'
import { raw, sql, statementOf } from '../../../../src/snapshot/sql/sql.ts'
import {
  bandSql,
  bandWordSql,
  waitingDaysSql
} from '../../../../src/statistics/kinds/pending/waiting-time.ts'
import { addMonths } from '../../../../src/vocabulary/time/day.ts'

t.test('months before a day end on the same day of the month, or on the last of a shorter one', async t => {
  t.equal(addMonths('2026-09-02', -6), '2026-03-02')
  t.equal(addMonths('2026-03-02', -6), '2025-09-02')
  t.equal(addMonths('2026-08-31', -6), '2026-02-28')
  t.equal(addMonths('2024-08-31', -6), '2024-02-29')
  t.equal(addMonths('2024-02-29', -12), '2023-02-28')
  t.equal(addMonths('2026-01-31', -1), '2025-12-31')
  t.equal(addMonths('2026-12-15', -12), '2025-12-15')
  t.equal(addMonths('2026-01-15', -60), '2021-01-15')
})

t.test('each band begins on the day that completes its months', async t => {
  const days: [since: string | null, band: string, waited: number | null][] = [
    ['2026-08-31', 'under_6_months', 0],
    ['2026-03-01', 'under_6_months', 183],
    ['2026-02-28', '6_to_12_months', 184],
    ['2025-09-01', '6_to_12_months', 364],
    ['2025-08-31', '1_to_2_years', 365],
    ['2024-09-01', '1_to_2_years', 729],
    ['2024-08-31', '2_to_3_years', 730],
    ['2023-08-31', '3_to_5_years', 1096],
    ['2021-09-01', '3_to_5_years', 1825],
    ['2021-08-31', '5_years_or_more', 1826],
    ['1998-01-01', '5_years_or_more', 10_469],
    [null, 'UNK', null]
  ]
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  t.teardown(() => {
    connection.closeSync()
    instance.closeSync()
  })
  const band = bandWordSql(bandSql('2026-08-31'))
  const waited = waitingDaysSql('2026-08-31')
  const rows = days.map(([since], i) => `(${i}, ${since === null ? 'null' : `'${since}'`}::date)`)
  const { text, values } = statementOf(
    sql`select ${band}, ${waited}::int from (values ${raw(rows.join(', '))}) as v (i, waiting_since) order by i`
  )
  const statement = await connection.prepare(text)
  bindAll(statement, values)
  const [bands, waits] = await (await statement.run()).getColumns()
  t.same(
    bands,
    days.map(([, name]) => name)
  )
  t.same(
    waits,
    days.map(([, , n]) => n)
  )
})
