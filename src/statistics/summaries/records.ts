import type { ReleaseCard, ReleaseEntry } from '../../snapshot/card.ts'
import type { Summary } from '../../snapshot/summary.ts'
import { rollupFields } from '../../vocabulary/records/record.ts'
import type { Chosen } from '../chosen.ts'
import { raw, type Sql } from '../sql-text.ts'
import { type RecordTable, type Rows, someRows } from '../subject.ts'
import { columnsNamed } from './columns-named.ts'

/** Columns by which the records of a table are put together, beside one of their dates. */
interface RecordSummary {
  name: string
  table: RecordTable
  date: string
  /** Waits are counted by the day; else a date is known by its month. */
  by_day?: true
  columns: readonly string[]
  /** Only these records: for questions that are about no others, and say so. */
  rows?: Rows
}

/** What was decided, at which stage; no stage has all of it, so that few of the possible combinations are there. */
const decided = rollupFields('decision', 'ruling')
const stood = rollupFields('case', 'standing')
const held = rollupFields('case', 'trait')

/**
 * The summaries of records, those with fewest rows first: the first that has all columns of a question answers it.
 * A combination that none has is read from the records themselves.
 */
const recordSummaries: readonly RecordSummary[] = [
  { name: 'decisions_by_kind', table: 'decisions', date: 'decided_on', columns: decided },
  { name: 'decisions_by_court', table: 'decisions', date: 'decided_on', columns: [...decided, 'court'] },
  {
    name: 'decisions_by_case',
    table: 'decisions',
    date: 'decided_on',
    columns: [...decided, 'case_type', ...held, 'in_absentia']
  },
  {
    name: 'decisions_by_country',
    table: 'decisions',
    date: 'decided_on',
    columns: [...decided, 'case_type', 'nationality', 'country_of_return', 'withheld_from']
  },
  { name: 'cases_by_kind', table: 'cases', date: 'filed_on', columns: [...stood, 'pathway', 'waiting_at'] },
  {
    name: 'cases_by_person',
    table: 'cases',
    date: 'filed_on',
    columns: ['case_type', 'case_status', 'case_outcome', ...held, 'sex']
  },
  { name: 'cases_by_court', table: 'cases', date: 'filed_on', columns: [...stood, 'court'] },
  { name: 'cases_by_country', table: 'cases', date: 'filed_on', columns: [...stood, 'nationality'] },
  ...(['court', 'nationality'] as const).map(
    (name): RecordSummary => ({
      ...{ name: `waiting_by_${name}`, table: 'cases', date: 'waiting_since', by_day: true },
      columns: ['waiting_at', name],
      rows: 'waiting'
    })
  ),
  {
    ...{ name: 'waiting_by_case', table: 'cases', date: 'waiting_since', by_day: true },
    columns: ['waiting_at', 'case_type', ...held],
    rows: 'waiting'
  },
  {
    ...{ name: 'decisions_again', table: 'decisions', date: 'decided_on', by_day: true },
    columns: [...decided, 'case_type', ...held, 'in_absentia', 'nationality', 'court', 'sex', 'case_id'],
    rows: 'decided_again'
  }
]

/** The column of a summary's date. Who asks for days where only the month is known finds no such column. */
const dateOf = ({ date, by_day }: RecordSummary): string => (by_day ? date : date.replace(/_on$/, '_month'))

/** How the summaries of a release's records are made, sorted so that a filter passes over most of their rows. */
export const summariesOfRecords = ({ release_id, tables }: ReleaseCard): Summary[] =>
  recordSummaries
    .filter(({ table }) => tables[table] !== undefined)
    .map(summary => {
      const { name, table, date, by_day, columns, rows } = summary
      const dated = by_day ? date : `cast(date_trunc('month', ${date}) as date) as ${dateOf(summary)}`
      const order = [...columns.slice(0, 3), ...columns.slice(3).slice(-3), dateOf(summary)]
      return {
        name,
        text: `select ${columns.join(', ')}, ${dated}, cast(count(*) as int) as number
from r${release_id}.${table} where ${rows ? someRows[rows] : 'true'} group by all order by ${order.join(', ')}`,
        values: []
      }
    })

type Told = Pick<Chosen, 'table'> & { release: Pick<ReleaseEntry, 'release_id' | 'stored'> }

/** Where records are read from, and how they are counted there. */
export interface Relation {
  from: Sql
  /** The columns of the table that are asked for, to be selected before others: fewer are sooner planned. */
  columns: Sql
  /** The column of a date. */
  date(column: string): string
  /** How many records some rows stand for. */
  many: Sql
  /** How many records one row stands for. */
  weight: Sql
}

/** The records themselves, or published figures. */
export const wholeTable = ({ release, table }: Told): Relation => ({
  from: raw(`r${release.release_id}.${table}`),
  columns: raw('*, '),
  date: column => column,
  many: raw('count(*)'),
  weight: raw('1')
})

/**
 * SQL that asks something of records, put to the smallest relation that has all columns of the table whose names stand
 * in it. Periods are told by `date`; SQL that asks more of a date than its month names its column. `rows`: the SQL is
 * about no other records than these.
 */
export function askOfRecords(
  chosen: Told,
  date: string,
  asking: (relation: Relation) => Sql,
  rows?: Rows
): Sql {
  const whole = wholeTable(chosen)
  const unread = { ...whole, from: raw(''), columns: raw(''), date: () => '' }
  const columns = columnsNamed(chosen.table, asking(unread))
  const found = recordSummaries.find(
    summary =>
      summary.table === chosen.table &&
      summary.date === date &&
      summary.rows === rows &&
      chosen.release.stored?.summaries.has(summary.name) &&
      columns.every(name => summary.columns.includes(name) || dateOf(summary) === name)
  )
  const relation = found ? summarised(chosen, found) : whole
  return asking({ ...relation, columns: raw(columns.map(name => `${name}, `).join('')) })
}

const summarised = ({ release }: Told, summary: RecordSummary): Omit<Relation, 'columns'> => ({
  from: raw(`r${release.release_id}.${summary.name}`),
  date: () => dateOf(summary),
  many: raw('coalesce(sum(number), 0)'),
  weight: raw('number')
})
