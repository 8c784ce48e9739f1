import { DuckDBInstance } from '@duckdb/node-api'
import type { Test } from 'tap'
import type { ReleaseEntry, TableCard } from '../../src/snapshot/card.ts'
import { periodKindOf } from '../../src/snapshot/describing/period-kind.ts'
import { bindAll, plain, quotedName } from '../../src/snapshot/duckdb.ts'
import type { Bindable, Columns, ReleaseSet } from '../../src/snapshot/release-set.ts'
import { quoted } from '../../src/snapshot/sql/literals.ts'
import type { About, SeriesAbout } from '../../src/vocabulary/about.ts'
import type { CaseFact, CountFact, DecisionFact, ReturnFact } from '../../src/vocabulary/fact.ts'
import { type Dimension, dimensionNames } from '../../src/vocabulary/measures/dimension.ts'
import { effectOf, groupOf } from '../../src/vocabulary/outcome.ts'
import { Problem } from '../../src/vocabulary/problem.ts'
import { parsePeriod, type YearBasis } from '../../src/vocabulary/time/period.ts'

/** A published number as a test writes it; the rest is filled in. `2021` and `FY2021` are periods. */
export type Count = Partial<Omit<CountFact, 'grain' | 'period_from' | 'period_to'>> & {
  basis?: YearBasis
  days?: [string, string]
}
export type Decision = Partial<Omit<DecisionFact, 'grain'>>
export type Case = Partial<Omit<CaseFact, 'grain'>>
export type Return = Partial<Omit<ReturnFact, 'grain'>>

export interface Made
  extends Partial<
    Pick<
      ReleaseEntry,
      'source' | 'release' | 'series' | 'synthetic' | 'status' | 'released_on' | 'rows_rejected'
    >
  > {
  superseded_at?: string
  published_at?: string
  status_reason?: string
  coverage?: Partial<ReleaseEntry['coverage']>
  series_about?: Partial<SeriesAbout>
  about?: Partial<About>
  counts?: Count[]
  decisions?: Decision[]
  cases?: Case[]
  returns?: Return[]
}

const split = [
  'source_level',
  'authority',
  'application_type',
  'screening_type',
  'appealed_by',
  'nationality'
]
const stockColumns = ['as_at', 'waiting_at', 'waiting_time']
const countColumns = [
  ...['decision_stage', ...split, 'country_of_asylum', 'country_of_return', 'same_country', 'return_type'],
  ...[
    'return_subtype',
    'sex',
    'age_group',
    'applicant_type',
    'applicant_history',
    'unaccompanied',
    'outcome',
    'outcome_group',
    'effect'
  ],
  ...['unit', 'value', 'status', 'total_over', 'subject', 'period', 'period_from', 'period_to'],
  ...stockColumns
]
const decisionColumns = [
  ...[
    'decision_stage',
    'authority',
    'application_type',
    'screening_type',
    'outcome',
    'outcome_group',
    'effect'
  ],
  ...['nationality', 'country_of_return', 'case_type', 'claim_type', 'protection_claim', 'court', 'custody'],
  ...[
    'represented',
    'represented_at_decision',
    'in_absentia',
    'appeal_type',
    'appealed_by',
    'filed_on',
    'decided_on',
    'decided_precision'
  ],
  ...['sex', 'case_id', 'application_decisions']
]
const caseColumns = [
  ...['nationality', 'case_type', 'claim_type', 'protection_claim', 'application_types', 'court', 'custody'],
  ...['represented', 'sex', 'case_status', 'case_outcome', 'case_outcome_kind', 'waiting_at'],
  ...['case_id', 'country_of_return', 'filed_on', 'last_decided_on', 'pathway']
]
const returnColumns = [
  ...['nationality', 'country_of_return', 'same_country', 'return_type', 'returned_on', 'returned_precision'],
  'duplicate_of'
]
const types: Record<string, string> = {
  value: 'BIGINT',
  period_from: 'DATE',
  period_to: 'DATE',
  filed_on: 'DATE',
  decided_on: 'DATE',
  protection_claim: 'BOOLEAN',
  represented: 'BOOLEAN',
  represented_at_decision: 'BOOLEAN',
  in_absentia: 'BOOLEAN',
  last_decided_on: 'DATE',
  returned_on: 'DATE',
  case_id: 'BIGINT',
  duplicate_of: 'BIGINT',
  application_decisions: 'INTEGER',
  application_types: 'VARCHAR'
}
type Row = Record<string, unknown>

function countRow(count: Count): Row {
  const {
    period = '2021',
    basis = period.startsWith('FY') ? 'us_fiscal' : 'calendar',
    days,
    total_over,
    ...fact
  } = count
  const found = parsePeriod(period, basis)
  const outcome = fact.outcome ?? 'rejected'
  const stage = 'decision_stage' in fact ? fact.decision_stage : 'first_instance'
  return {
    ...Object.fromEntries(countColumns.map(name => [name, 'not_split'])),
    ...Object.fromEntries(stockColumns.map(name => [name, null])),
    ...{ subject: stage ? 'decisions' : 'returns' },
    ...{ authority: 'government', decision_stage: 'first_instance', unit: 'persons', status: 'ok', value: 1 },
    ...{ period, period_from: days?.[0] ?? found?.from, period_to: days?.[1] ?? found?.to },
    ...fact,
    ...{ outcome, outcome_group: groupOf(outcome), effect: effectOf(outcome, fact.appealed_by) },
    total_over: [...(total_over ?? [])].sort().join(',')
  }
}

function decisionRow(fact: Decision): Row {
  const outcome = fact.outcome ?? 'rejected'
  return {
    ...Object.fromEntries(decisionColumns.map(name => [name, null])),
    ...{
      decision_stage: 'first_instance',
      nationality: 'RUS',
      decided_precision: fact.decided_on ? 'day' : null
    },
    ...{ application_type: 'not_split', screening_type: 'not_split', appealed_by: 'not_split' },
    ...fact,
    ...{ outcome, outcome_group: groupOf(outcome), effect: effectOf(outcome, fact.appealed_by) }
  }
}

const caseRow = ({ application_types = [], ...fact }: Case): Row => ({
  ...Object.fromEntries(caseColumns.map(name => [name, null])),
  ...{
    nationality: 'RUS',
    case_status: 'decided',
    case_outcome: 'rejected',
    case_outcome_kind: 'protection'
  },
  ...fact,
  application_types: application_types.join(',')
})

const returnRow = (fact: Return): Row => ({
  ...Object.fromEntries(returnColumns.map(name => [name, null])),
  ...{ nationality: 'RUS', country_of_return: 'RUS', return_type: 'enforced' },
  returned_precision: fact.returned_on ? 'day' : null,
  ...fact
})

/** Each table that a release can have: its columns, its rows and what one record is. */
const tables = {
  published_counts: { columns: countColumns, rows: (made: Made) => made.counts?.map(countRow) },
  decisions: { columns: decisionColumns, rows: (made: Made) => made.decisions?.map(decisionRow) },
  cases: { columns: caseColumns, rows: (made: Made) => made.cases?.map(caseRow) },
  returns: { columns: returnColumns, rows: (made: Made) => made.returns?.map(returnRow) }
}
type TableName = keyof typeof tables

function unitsOf(rows: Row[], table: TableName): string[] {
  if (table === 'published_counts') return [...new Set(rows.map(row => String(row.unit)))].sort()
  const merges = rows.some(({ application_decisions }) => typeof application_decisions === 'number')
  return merges ? [table, 'applications'] : [table]
}

function cardOf(rows: Row[], table: TableName): TableCard {
  const { columns } = tables[table]
  const isCount = table === 'published_counts'
  const distinct = (name: string) => [...new Set(rows.map(row => String(row[name])))].sort()
  const says = (name: string) => rows.some(row => row[name] !== null && row[name] !== 'not_split')
  const kinds = rows.map(row => periodKindOf(String(row.period_from), String(row.period_to)))
  return {
    rows: rows.length,
    sha256: '',
    bytes: 0,
    dimensions: dimensionNames.filter(name => columns.includes(name) && says(name)) as Dimension[],
    units: unitsOf(rows, table) as TableCard['units'],
    decision_stages: columns.includes('decision_stage')
      ? distinct('decision_stage').filter(stage => stage !== 'null' && stage !== 'undefined')
      : [],
    ...(isCount && { subjects: distinct('subject') as TableCard['subjects'] }),
    total_sets: isCount ? distinct('total_over').flatMap(text => (text === '' ? [] : [text.split(',')])) : [],
    period_kinds: isCount ? [...new Set(kinds)] : ['day']
  }
}

/** A release set of hand-made releases, in a DuckDB whose words are ENUMs as in the real one. */
export async function releaseSet(t: Test, releases: Made[]): Promise<ReleaseSet> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  t.teardown(() => {
    connection.closeSync()
    instance.closeSync()
  })
  const entries: ReleaseEntry[] = []
  for (const [i, made] of releases.entries()) {
    const id = i + 1
    const cards: ReleaseEntry['tables'] = {}
    await connection.run(`attach ':memory:' as r${id}`)
    for (const table of Object.keys(tables) as TableName[]) {
      const rows = tables[table].rows(made)
      if (!rows) continue
      await connection.run(tableSql(`r${id}`, table, rows))
      cards[table] = cardOf(rows, table)
    }
    entries.push(entryOf(id, made, cards))
  }
  const query = async (sql: string, parameters: Bindable[] = []): Promise<Columns> => {
    const statement = await connection.prepare(sql)
    bindAll(statement, parameters)
    const result = await statement.run()
    const found = await result.getColumns()
    return {
      names: result.columnNames(),
      columns: found.map(each => each.map(plain)),
      rows: result.rowCount
    }
  }
  const streamBytes = (): never => {
    throw new Error('no statistic streams')
  }
  return { version: 1, releases: entries, query, queryPacked: query, streamBytes }
}

/** The table as the real one is made: words are ENUMs with names of their own, in alphabetical order. */
function tableSql(schema: string, table: TableName, rows: Row[]): string {
  const { columns } = tables[table]
  // A departure says yes or no; a published figure can also say that it is not split.
  const fixed: Record<string, string> = table === 'returns' ? { ...types, same_country: 'BOOLEAN' } : types
  const literal = (value: unknown): string =>
    value === null || value === undefined ? 'null' : typeof value === 'string' ? quoted(value) : String(value)
  const wordsOf = (column: string): string[] =>
    fixed[column] || column === 'total_over'
      ? []
      : [...new Set(rows.flatMap(row => (typeof row[column] === 'string' ? [row[column]] : [])))].sort()
  const enums = columns.filter(column => wordsOf(column).length > 0)
  const typeOf = (column: string): string =>
    enums.includes(column) ? `${schema}.${quotedName(`${table}_${column}`)}` : (fixed[column] ?? 'VARCHAR')
  const created = [
    ...enums.map(
      column => `create type ${typeOf(column)} as enum (${wordsOf(column).map(literal).join(', ')})`
    ),
    `create table ${schema}.${table} (${columns.map(column => `${quotedName(column)} ${typeOf(column)}`).join(', ')})`
  ].join('; ')
  const values = rows.map(row => `(${columns.map(column => literal(row[column])).join(', ')})`)
  return values.length > 0
    ? `${created}; insert into ${schema}.${table} values ${values.join(', ')}`
    : created
}

function entryOf(release_id: number, made: Made, tables: ReleaseEntry['tables']): ReleaseEntry {
  const source = made.source ?? 'made-up'
  const series = made.series ?? 'table'
  return {
    release_id,
    source,
    series,
    release: made.release ?? '2026-01',
    synthetic: made.synthetic ?? false,
    starter: false,
    retrieved_on: '2026-01-02',
    ...(made.rows_rejected && { rows_rejected: made.rows_rejected }),
    ...(made.released_on && { released_on: made.released_on }),
    published_at: made.published_at ?? '2026-01-03T00:00:00.000Z',
    licence: 'made up',
    citation: 'Made up, {release}.',
    url: 'https://example.org/',
    content_sha256: 'abc',
    coverage: {
      ...{
        nationality: 'all',
        country_of_asylum: 'all',
        from: '2000-01-01',
        to: '2025-12-31',
        complete: true
      },
      ...made.coverage
    },
    about: aboutOf(source, series, made),
    tables,
    status: made.status ?? 'current',
    status_reason: made.status_reason ?? null,
    superseded_at: made.superseded_at ?? null
  }
}

function aboutOf(id: string, series: string, { series_about, about, decisions }: Made): About {
  return {
    ...{
      id,
      title: id,
      publisher: 'Nobody',
      description: '',
      licence: '',
      licence_url: null,
      attribution: ''
    },
    ...{
      citation: '',
      cadence: '',
      url: '',
      counting_rule: 'made-up.v1',
      id_prefix: id,
      ids_hold: 'across_releases'
    },
    ...{ only_when_named: false, disclosure: { policy: 'public', note: '' }, caveats: [] },
    series: [
      {
        ...{
          id: series,
          title: series,
          definition: '',
          grain: decisions ? 'decision' : 'count',
          addable: true
        },
        ...{ gives_way: false, year_basis: 'calendar', totals_beside: [], rates: {} },
        ...series_about
      }
    ],
    ...about
  } as About
}

/** The Problem that a question is refused with. */
export async function refusalOf(asked: Promise<unknown>): Promise<Problem> {
  try {
    await asked
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('it was answered')
}
