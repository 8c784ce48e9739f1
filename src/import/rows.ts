import { createHash } from 'node:crypto'
import { type Column, getTableColumns } from 'drizzle-orm'
import { cases, decisions, returns } from '../database/tables/cases.ts'
import { publishedCounts } from '../database/tables/published-counts.ts'
import { type SnapshotTable, snapshotTables } from '../snapshot/card.ts'
import type { CountFact, Fact } from '../vocabulary/fact.ts'
import { effectOf, groupOf } from '../vocabulary/outcome.ts'
import { copyLine } from './copy-text.ts'

const tables = { published_counts: publishedCounts, decisions, cases, returns } as const

/** The columns of a fact table in the order in which rows are copied. */
const columns = Object.fromEntries(
  Object.entries(tables).map(([name, table]) => [name, Object.values<Column>(getTableColumns(table))])
) as Record<SnapshotTable, Column[]>

/** The primary key of each table beside release_id. */
export const recordIds = {
  published_counts: 'count_id',
  decisions: 'decision_id',
  cases: 'case_id',
  returns: 'return_id'
} as const satisfies Record<SnapshotTable, string>

/** The names of the columns that a line of `factLine` fills. */
export const columnNames = (table: SnapshotTable): string[] => columns[table].map(column => column.name)

export const tableOf = (fact: Fact): SnapshotTable => snapshotTables[fact.grain]

/** A fact as a line of COPY text for its table. */
export function factLine(fact: Fact, release_id: number, series: string): string {
  const row: Record<string, unknown> = { ...fact, release_id, ...computed(fact, series) }
  return copyLine(columns[tableOf(fact)].map(column => row[column.name] ?? column.default ?? null))
}

/** What follows from a fact by the vocabulary. */
function computed(fact: Fact, series: string): Record<string, unknown> {
  if (fact.grain === 'case') return { case_outcome_kind: fact.case_outcome_kind ?? 'none' }
  if (fact.grain === 'return') return {}
  const outcome = {
    outcome_group: groupOf(fact.outcome),
    effect: effectOf(fact.outcome, fact.appealed_by)
  }
  if (fact.grain === 'decision') return outcome
  const total_over = [...new Set(fact.total_over ?? [])].sort()
  return {
    ...outcome,
    series,
    count_id: countId(fact),
    total_over,
    source_flags: [...(fact.source_flags ?? [])].sort(),
    is_total: total_over.length > 0
  }
}

/** The id of a published number: 63 bits of the hash of the source's own key, so the same in each release. */
export function countId({ count_key }: Pick<CountFact, 'count_key'>): string {
  const hash = createHash('sha256').update(count_key).digest()
  return (hash.readBigUInt64BE(0) >> 1n).toString()
}
