import type { ReleaseCard, ReleaseEntry } from '../../snapshot/card.ts'
import type { Rollup } from '../../snapshot/rollup.ts'
import { type ChosenTable, columnsIn, readFrom, type Sql, statementOf } from '../../snapshot/sql/sql.ts'
import { hasRollup } from '../../snapshot/stored.ts'
import { rollupFields } from '../../vocabulary/records/record.ts'
import { type RecordTableName, type SubsetName, subsets } from '../kinds/subject.ts'
import type { Chosen } from '../question/chosen.ts'

/** The columns that a rollup of records is grouped by, beside one of their dates. */
interface RecordRollup {
  name: string
  table: RecordTableName
  date: string
  /** Grouped by the day of the date, which waiting times need; otherwise by its month. */
  by_day?: true
  columns: readonly string[]
  /** Has only the records of a subset, for queries that name this subset. */
  subset?: SubsetName
}

/** The columns of a ruling, with its stage. No stage has all of them, so few of the possible combinations occur. */
const decided = rollupFields('decision', 'ruling')
const stood = rollupFields('case', 'standing')
const held = rollupFields('case', 'trait')

/**
 * The rollups of records, those with fewest rows first: the first that has all columns of a query answers it. A
 * combination that none has is read from the records themselves.
 */
const recordRollups: readonly RecordRollup[] = [
  { name: 'decisions_by_kind', table: 'decisions', date: 'decided_on', columns: decided },
  { name: 'decisions_by_court', table: 'decisions', date: 'decided_on', columns: [...decided, 'court'] },
  {
    name: 'decisions_by_case',
    table: 'decisions',
    date: 'decided_on',
    columns: [...decided, 'case_type', ...held, 'represented_at_decision', 'in_absentia']
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
    (name): RecordRollup => ({
      ...{ name: `waiting_by_${name}`, table: 'cases', date: 'waiting_since', by_day: true },
      columns: ['waiting_at', name],
      subset: 'waiting'
    })
  ),
  {
    ...{ name: 'waiting_by_case', table: 'cases', date: 'waiting_since', by_day: true },
    columns: ['waiting_at', 'case_type', ...held],
    subset: 'waiting'
  },
  {
    ...{ name: 'decisions_again', table: 'decisions', date: 'decided_on', by_day: true },
    columns: [...decided, 'case_type', ...held, 'in_absentia', 'nationality', 'court', 'sex', 'case_id'],
    subset: 'decided_again'
  }
]

/** The column of a rollup's date. A rollup by month has no column of the day, so no query for days matches it. */
const dateOf = ({ date, by_day }: RecordRollup): string => (by_day ? date : date.replace(/_on$/, '_month'))

/** The SQL of the rollups of a release's records, sorted so that a filter skips most of their rows. */
export const rollupsOfRecords = ({ release_id, tables }: ReleaseCard): Rollup[] =>
  recordRollups
    .filter(({ table }) => tables[table] !== undefined)
    .map(rollup => {
      const { name, table, date, by_day, columns, subset } = rollup
      const dated = by_day ? date : `cast(date_trunc('month', ${date}) as date) as ${dateOf(rollup)}`
      const order = [...columns.slice(0, 3), ...columns.slice(3).slice(-3), dateOf(rollup)]
      return {
        name,
        text: `select ${columns.join(', ')}, ${dated}, cast(count(*) as int) as number
from r${release_id}.${table} where ${subset ? statementOf(subsets[subset]).text : 'true'} group by all order by ${order.join(', ')}`,
        values: []
      }
    })

/** A table of a release, and the tables stored in its snapshot. */
type Read = Pick<Chosen, 'table'> & { release: Pick<ReleaseEntry, 'release_id' | 'stored'> }

/** The table without a rollup: records by one of their dates, or published figures. */
export const wholeTable = ({ release, table }: Read, date = ''): ChosenTable => ({
  name: `r${release.release_id}.${table}`,
  columns: '*, ',
  date,
  count: 'count(*)',
  weight: '1'
})

/**
 * Completes a piece of SQL on records with the smallest rollup that has all columns that it names, else with the
 * records. Periods are made from `chosenTable.date`; SQL that needs more of a date than its month names the column of
 * the date. `subset`: the SQL reads no other records than these.
 */
export function ofRecords(chosen: Read, date: string, piece: Sql, subset?: SubsetName): Sql {
  const columns = columnsIn(piece)
  const found = recordRollups.find(
    rollup =>
      rollup.table === chosen.table &&
      rollup.date === date &&
      rollup.subset === subset &&
      hasRollup(chosen.release.stored, rollup.name, columns)
  )
  const from = found ? rollupOf(chosen, found) : wholeTable(chosen, date)
  return readFrom({ ...from, columns: [...columns].map(name => `${name}, `).join('') }, piece)
}

const rollupOf = ({ release }: Read, rollup: RecordRollup): Omit<ChosenTable, 'columns'> => ({
  name: `r${release.release_id}.${rollup.name}`,
  date: dateOf(rollup),
  count: 'coalesce(sum(number), 0)',
  weight: 'number'
})
