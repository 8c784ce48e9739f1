import { createHash } from 'node:crypto'
import { type Column, getTableColumns } from 'drizzle-orm'
import { cases, decisions, returns } from '../database/tables/cases.ts'
import { publishedCounts } from '../database/tables/published-counts.ts'
import { type SnapshotTable, snapshotTables } from '../snapshot/card.ts'
import type { CountFact, Fact } from '../vocabulary/fact.ts'
import { effectOf, groupOf } from '../vocabulary/outcome.ts'
import { copyField } from './copy-text.ts'

const tables = { published_counts: publishedCounts, decisions, cases, returns } as const

interface Field {
  name: string
  /** What COPY reads where a fact leaves it out: the column's default, else null. */
  absent: string
}

/** The fields of a row in the order in which they are copied. */
const fields = Object.fromEntries(
  Object.entries(tables).map(([name, table]) => [
    name,
    Object.values<Column>(getTableColumns(table)).map(column => ({
      name: column.name,
      absent: copyField(column.default)
    }))
  ])
) as Record<SnapshotTable, Field[]>

/** The primary key of each table beside release_id. */
export const recordIds = {
  published_counts: 'count_id',
  decisions: 'decision_id',
  cases: 'case_id',
  returns: 'return_id'
} as const satisfies Record<SnapshotTable, string>

/** The names of the columns that a line of `factLine` fills. */
export const columnNames = (table: SnapshotTable): string[] => fields[table].map(field => field.name)

export const tableOf = (fact: Fact): SnapshotTable => snapshotTables[fact.grain]

/** A fact as a line of COPY text for its table. Called for each fact there is: no copy of it is made. */
export function factLine(fact: Fact, release_id: number, series: string): string {
  const derived = computed(fact, release_id, series)
  const given = fact as unknown as Record<string, unknown>
  let line = ''
  for (const { name, absent } of fields[tableOf(fact)]) {
    const value = derived[name] ?? given[name]
    line += line === '' ? '' : '\t'
    line += value === undefined || value === null ? absent : copyField(value)
  }
  return `${line}\n`
}

/** What follows from a fact by the vocabulary, or from where it stands. */
function computed(fact: Fact, release_id: number, series: string): Record<string, unknown> {
  if (fact.grain === 'return') return { release_id }
  if (fact.grain === 'case') return { release_id, case_outcome_kind: fact.case_outcome_kind ?? 'none' }
  const outcome_group = groupOf(fact.outcome)
  const effect = effectOf(fact.outcome, fact.appealed_by)
  if (fact.grain === 'decision') return { release_id, outcome_group, effect }
  const count_id = countId(fact)
  const total_over = sorted(fact.total_over)
  const is_total = total_over.length > 0
  const source_flags = sorted(fact.source_flags)
  return { release_id, outcome_group, effect, series, count_id, total_over, is_total, source_flags }
}

const none: string[] = []
const sorted = (words: string[] | undefined): string[] =>
  words === undefined || words.length === 0 ? none : [...new Set(words)].sort()

/** The id of a published number: 63 bits of the hash of the source's own key, so the same in each release. */
export function countId({ count_key }: Pick<CountFact, 'count_key'>): string {
  const hash = createHash('sha256').update(count_key).digest()
  return (hash.readBigUInt64BE(0) >> 1n).toString()
}
