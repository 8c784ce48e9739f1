import { getTableColumns, type Table } from 'drizzle-orm'
import { cases, decisions, events, returns } from '../database/tables/cases.ts'
import { publishedCounts } from '../database/tables/published-counts.ts'
import type { Grain } from '../vocabulary/unit.ts'
import { type SnapshotTable, snapshotTables } from './card.ts'

/** How a column of a fact table is written in the snapshot. Lists become their items joined by commas. */
type ColumnKind = 'INTEGER' | 'BIGINT' | 'BOOLEAN' | 'DATE' | 'VARCHAR' | 'LIST'

export interface SnapshotColumn {
  name: string
  kind: ColumnKind
  /** SQL for the value of rows that were written without this column: the column's default, else null. */
  absent: string
}

const tables = {
  published_counts: publishedCounts,
  decisions,
  cases,
  returns,
  events
} as const satisfies Record<SnapshotTable, Table>

const kinds: Record<string, ColumnKind> = {
  integer: 'INTEGER',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  date: 'DATE',
  'text[]': 'LIST'
}

/** The columns of a snapshot table: those of the Postgres table, under the same names. Postgres enums are VARCHAR. */
export function columnsOf(table: SnapshotTable): SnapshotColumn[] {
  return Object.values(getTableColumns(tables[table])).map(column => ({
    name: column.name,
    kind: kinds[column.getSQLType()] ?? 'VARCHAR',
    absent: derived[table]?.[column.name] ?? absentOf(column.default)
  }))
}

/** What rows say by their other columns that were written before they had this one. */
const derived: Partial<Record<SnapshotTable, Readonly<Record<string, string>>>> = {
  published_counts: { subject: "case when decision_stage is null then 'returns' else 'decisions' end" }
}

function absentOf(given: unknown): string {
  if (given === undefined) return 'null'
  return typeof given === 'boolean' ? String(given) : `'${Array.isArray(given) ? given.join(',') : given}'`
}

/** The type in DuckDB. */
export const typeOf = ({ kind }: SnapshotColumn): string => (kind === 'LIST' ? 'VARCHAR' : kind)

/** The sort order of a snapshot's rows: rows that are queried together are adjacent, so that queries skip row groups. */
export const sortKeys = {
  published_counts: ['decision_stage', 'nationality', 'period_from', 'count_id'],
  decisions: ['decision_stage', 'nationality', 'decided_on', 'decision_id'],
  cases: ['nationality', 'filed_on', 'case_id'],
  returns: ['nationality', 'returned_on', 'return_id'],
  events: ['event_kind', 'event_id']
} as const satisfies Record<SnapshotTable, readonly string[]>

/** The grain of a table's rows. */
export function grainOf(table: SnapshotTable): Grain {
  const found = (Object.keys(snapshotTables) as Grain[]).find(grain => snapshotTables[grain] === table)
  if (!found) throw new Error(`no grain has the table ${table}`)
  return found
}
