import type { RecordDate } from '../release/rejected-fields.ts'
import type { Grain } from '../unit.ts'

/** The grain of a record by the table that holds it. */
const grainsOfTables = {
  cases: 'case',
  decisions: 'decision',
  returns: 'return',
  events: 'event'
} as const satisfies Record<string, Exclude<Grain, 'count'>>
export type DatedTable = keyof typeof grainsOfTables

/** The date of a record by its table and column, as rejected rows name it: `decision.filed_on`. */
export const recordDate = (table: DatedTable, column: string): RecordDate =>
  `${grainsOfTables[table]}.${column}`
