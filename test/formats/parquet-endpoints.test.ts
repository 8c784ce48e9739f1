import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import t, { type Test } from 'tap'
import { twoEditions } from '../loaded.ts'
import { applications, importFacts, range } from '../queries/made-up-records.ts'
import { service } from '../service.ts'

/** Of a source that has two releases, which were compared. */
const pair = '/v1/sources/{id}/releases/{before}...{after}'
const names: Record<string, string> = {
  '{id}': 'us-eoir-cases',
  '{country}': 'RUS',
  '{scheme}': 'eoir-case-type',
  '{before}': 'fy2016-2021-starter',
  '{after}': 'second-edition'
}
const addressOf = (template: string): string =>
  template.replace(/\{\w+\}/g, name =>
    name === '{id}' && template.startsWith(pair) ? 'us-credible-fear' : (names[name] ?? name)
  )
const court = 'source=us-eoir-cases&group_by=nationality'
/** Questions of the endpoints that need one, with every kind of column: counts, rates with bounds, days. */
const questions: Record<string, string> = {
  '/v1/statistics/decisions': `${court}&measures=decisions,total_protection_rate&intervals=true`,
  '/v1/statistics/cases': court,
  '/v1/statistics/returns': 'source=documented-cases',
  '/v1/statistics/applications': 'source=made-up&group_by=nationality,year',
  '/v1/statistics/pending': court,
  '/v1/statistics/durations': `${court}&intervals=true`,
  '/v1/statistics/pathways': 'source=us-eoir-cases',
  '/v1/compare': 'of=decisions&nationality=RUS&group_by=year',
  '/v1/published-counts': 'source=us-credible-fear',
  '/v1/countries-of-return': 'source=us-eoir-cases,documented-cases',
  '/v1/countries-of-return/{country}/nationalities': 'source=us-eoir-cases,documented-cases'
}

/** The data of a demo, and applications beside them. */
const answering = (t: Test) =>
  service(t, {}, async (database, dataDir) => {
    await twoEditions.fill(database, dataDir)
    await importFacts(t, database, dataDir, applications(range(24)), 'first')
  })

type Methods = { get?: { responses?: Record<string, { content?: object }> } }
const contentOf = (methods: unknown): object => (methods as Methods).get?.responses?.['200']?.content ?? {}

/** A file of Parquet as DuckDB reads it: its columns with their types, and each value as text. */
async function read(t: Test, bytes: Buffer) {
  const file = path.join(t.testdir({}), 'rows.parquet')
  writeFileSync(file, bytes)
  const connection = await (await DuckDBInstance.create()).connect()
  const types = await connection.runAndReadAll(
    `select column_name, column_type from (describe from '${file}')`
  )
  const rows = await connection.runAndReadAll(`select columns(*)::varchar from '${file}'`)
  return {
    types: types.getRowsJson().map(([name, type]) => ({ name: String(name), type: String(type) })),
    rows: rows.getRowsJson().map(row => row.map(value => (value === null ? null : String(value))))
  }
}

/** A value as CSV writes it: no value and an empty list are an empty field, and what a program would run has a mark. */
function inCsv(value: string | null, type: string): string {
  if (value === null || (type === 'JSON' && value === '[]')) return ''
  if (type === 'DOUBLE') return String(Number(value))
  return type === 'VARCHAR' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

t.test('each list and statistic says in Parquet, value by value, what it says in CSV', async t => {
  const { app, get } = await answering(t)
  const paths = Object.entries(app.swagger().paths ?? {})
    .filter(([, methods]) => 'application/vnd.apache.parquet' in contentOf(methods))
    .map(([template]) => template)
  t.ok(paths.length > 20, `${paths.length} endpoints`)
  for (const template of paths) {
    const address = addressOf(template)
    const query = questions[template] ?? ''
    const csv = await get(`${address}.csv?${query}`)
    t.equal(csv.statusCode, 200, `${address}: ${csv.body.slice(0, 200)}`)
    const { types, rows } = await read(t, (await get(`${address}.parquet?${query}`)).rawPayload)
    const [header, ...expected] = parse(csv.body) as string[][]
    t.ok(expected.length > 0, `${address} has rows`)
    t.same(
      types.map(({ name }) => name),
      header,
      address
    )
    t.same(
      rows.map(row => row.map((value, i) => inCsv(value, types[i]?.type ?? ''))),
      expected,
      `${address}: values`
    )
  }
})

t.test('what is a number is stored as one', async t => {
  const { get } = await answering(t)
  const numbers =
    /^(value|share|cases|decisions|returns|persons|departures|n|line|pending|\w+_(n|low|high|rate|median|p\d\d|pending))$/
  for (const [template, query] of Object.entries(questions)) {
    const address = addressOf(template)
    const { types } = await read(t, (await get(`${address}.parquet?${query}`)).rawPayload)
    const found = types.filter(({ name }) => numbers.test(name))
    t.ok(found.length > 0, `${address} has numbers`)
    t.same(
      found.filter(({ type }) => type !== 'BIGINT' && type !== 'DOUBLE'),
      [],
      address
    )
  }
})
