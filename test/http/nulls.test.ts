import { Ajv2020 } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import t from 'tap'
import type { CellStatus } from '../../src/vocabulary/cell-status.ts'
import type { CountFact } from '../../src/vocabulary/fact.ts'
import { count } from '../import/made-up.ts'
import { anyCase, anyCount, anyDecision, anyReturn } from '../queries/every-column.ts'
import { importFacts, range } from '../queries/made-up-records.ts'
import { service } from '../service.ts'

/** For each reason not to print a number one outcome that has none, beside a true 0 and a true 7. */
const withheld = (outcome: CountFact['outcome'], status: CellStatus): CountFact =>
  count(outcome, { outcome, status, value: null })
const facts = [
  withheld('refugee_status_granted', 'suppressed'),
  withheld('subsidiary_protection_granted', 'not_applicable'),
  withheld('humanitarian_status_granted', 'not_reported'),
  count('zero', { outcome: 'temporary_protection_granted', value: 0 }),
  count('seven', { outcome: 'rejected', value: 7 })
]
const expected = new Map<string, number | null>([
  ['refugee_status_granted', null],
  ['subsidiary_protection_granted', null],
  ['humanitarian_status_granted', null],
  ['temporary_protection_granted', 0],
  ['rejected', 7]
])

t.test('a number that is not there is null on every endpoint, and a true 0 is 0', async t => {
  const { json, get } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first')
  )
  /** Outcomes with their values, as an endpoint gives them. */
  const says = (rows: Record<string, unknown>[], column: string, where: string): void => {
    t.equal(rows.length, expected.size, `${where} has every outcome`)
    for (const row of rows)
      t.equal(row[column], expected.get(String(row.outcome)), `${where}: ${row.outcome} ${row[column]}`)
  }
  const figures = '/v1/published-counts'
  const statistics = '/v1/statistics/decisions?source=made-up&group_by=outcome'

  says((await json(figures)).data, 'value', figures)
  says((await json(statistics)).data, 'persons', statistics)
  const [stage] = (await json('/v1/decision-stages/first_instance')).data.outcome_summary
  says(stage.rows, 'value', 'the stage')
  t.match(
    stage.rows.find((row: { outcome: string }) => row.outcome === 'refugee_status_granted'),
    { flags: ['suppressed'] }
  )
  const [own] = (await json('/v1/countries-of-return/RUS')).data.own_nationals
  says(own.rows, 'value', 'own nationals of a country of return')

  for (const [url, column] of [
    [figures, 'value'],
    [statistics, 'persons']
  ] as const) {
    const [path, query = ''] = url.split('?')
    const lines = (await get(`${path}.ndjson?${query}`)).body.trim().split('\n')
    says(
      lines.map(line => JSON.parse(line)),
      column,
      `${path}.ndjson`
    )
    const [head = '', ...cells] = (await get(`${path}.csv?${query}`)).body.trim().split('\r\n')
    const names = head.split(',')
    t.equal(cells.length, expected.size)
    for (const line of cells) {
      const values = line.split(',')
      const outcome = values[names.indexOf('outcome')] ?? ''
      const value = expected.get(outcome)
      t.equal(values[names.indexOf(column)], value === null ? '' : String(value), `${path}.csv ${outcome}`)
    }
  }

  t.test('nor is a sum or a rate made over it', async t => {
    const whole = await json('/v1/statistics/decisions?source=made-up')
    t.equal(whole.data[0].persons, null)
    t.ok(whole.data[0].flags.persons.length > 0, 'and it says why')
    t.equal(whole.meta.reconciliation.persons.sum_of_cells, null)
  })
})

t.test('records with every column filled, or none, are what the contract says', async t => {
  const rows = range(120).flatMap(i => [anyCase(i), anyDecision(i), anyReturn(i), anyCount(i)])
  const { app, json } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, rows, 'first')
  )
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ajvFormats.default(ajv)
  ajv.addSchema(app.swagger() as object, 'contract')
  const keeps = async (path: string, url: string) => {
    const place = path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')
    const check = ajv.getSchema(`contract#/paths/${place}/get/responses/200/content/application~1json/schema`)
    const answer = await json(url)
    t.ok(check?.(answer), `${url}: ${JSON.stringify(check?.errors?.slice(0, 5))}`)
    return answer.data
  }
  for (const path of ['/v1/cases', '/v1/decisions', '/v1/returns', '/v1/published-counts']) {
    const repeated = path === '/v1/returns' ? '&include_duplicates=true' : ''
    const data = await keeps(path, `${path}?limit=1000${repeated}`)
    t.ok(data.length >= 120)
    const never = Object.keys(data[0]).filter(name => data.every((row: Row) => row[name] === null))
    t.same(
      never.filter(name => !reported.includes(name)),
      [],
      `${path}: every column had a value`
    )
  }
  for (const { case_id } of (await json('/v1/cases?limit=20&fields=case_id')).data) {
    await keeps('/v1/cases/{case_id}', `/v1/cases/${case_id}`)
    await keeps('/v1/cases/{case_id}/timeline', `/v1/cases/${case_id}/timeline`)
  }
  await keeps('/v1/countries-of-return', '/v1/countries-of-return')
  await keeps('/v1/countries-of-return/{country}', '/v1/countries-of-return/HND')
  await keeps('/v1/countries-of-return/{country}/nationalities', '/v1/countries-of-return/HND/nationalities')
  for (const { decision_stage } of (await json('/v1/decision-stages')).data)
    await keeps('/v1/decision-stages/{stage}', `/v1/decision-stages/${decision_stage}`)
})

/** Only documented cases have these, and text beside a code. */
const reported = [
  ...['nationality_raw', 'source_label', 'claim_grounds', 'summary', 'event_source', 'event_url'],
  ...[
    'publisher',
    'published_on',
    'reported_by',
    'certainty',
    'withheld_from',
    'via_credible_fear',
    'case_id'
  ]
]
type Row = Record<string, unknown>
