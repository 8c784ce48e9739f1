import { createHash } from 'node:crypto'
import { type Column, getTableColumns } from 'drizzle-orm'
import { cases, decisions, returns } from '../database/tables/cases.ts'
import { publishedCounts } from '../database/tables/published-counts.ts'
import { type SnapshotTable, snapshotTables } from '../snapshot/card.ts'
import type { CountFact, Fact } from '../vocabulary/fact.ts'
import { effectOf, groupOf } from '../vocabulary/outcome.ts'
import { type CopyText, copyField, putList, putNewline, putPlain, putTab, putText } from './copy-text.ts'

const tables = { published_counts: publishedCounts, decisions, cases, returns } as const

/** The primary key of each table beside release_id. */
export const recordIds = {
  published_counts: 'count_id',
  decisions: 'decision_id',
  cases: 'case_id',
  returns: 'return_id'
} as const satisfies Record<SnapshotTable, string>

const columnsOf = (table: SnapshotTable): Column[] => Object.values<Column>(getTableColumns(tables[table]))

/** The names of the columns that a row of `writeFact` fills. */
export const columnNames = (table: SnapshotTable): string[] => columnsOf(table).map(column => column.name)

export const tableOf = (fact: Fact): SnapshotTable => snapshotTables[fact.grain]

/** Writes a fact as a row of its table. Called for each fact there is: no copy of it is made. */
export function writeFact(out: CopyText, fact: Fact, release_id: number, series: string): void {
  const table = tableOf(fact)
  const told = fact.grain === 'count' ? computed(fact, series) : undefined
  writers[table](out, fact, release_id, told)
}

type Writer = (
  out: CopyText,
  fact: Fact,
  release_id: number,
  told: Record<string, unknown> | undefined
) => void

/** How a column is filled that a fact does not say itself, in JavaScript. */
const expressions = {
  published_counts: Object.fromEntries(
    ['series', 'count_id', 'total_over', 'is_total', 'source_flags', 'outcome_group', 'effect'].map(name => [
      name,
      `told.${name}`
    ])
  ),
  decisions: {
    outcome_group: 'groupOf(fact.outcome)',
    effect: 'effectOf(fact.outcome, fact.appealed_by)'
  },
  cases: { case_outcome_kind: "fact.case_outcome_kind ?? 'none'" },
  returns: {}
} as const satisfies Record<SnapshotTable, Record<string, string>>

/**
 * One function a table, with a line for each of its columns: a loop over their names would look each of them up in
 * each fact, which takes longer than all the rest.
 */
const writers = Object.fromEntries(
  Object.values(snapshotTables).map(table => [table, compiled(table)])
) as Record<SnapshotTable, Writer>

function compiled(table: SnapshotTable): Writer {
  const given: Record<string, string> = { release_id: 'release_id', ...expressions[table] }
  const lines = columnsOf(table).map(column => {
    const value = given[column.name] ?? `fact.${column.name}`
    const absent = JSON.stringify(copyField(column.default))
    return `v = ${value}
      if (v === undefined || v === null) putPlain(out, ${absent})
      else ${put(column.getSQLType())}`
  })
  const body = `return (out, fact, release_id, told) => {
    let v
    ${lines.join('\nputTab(out)\n')}
    putNewline(out)
  }`
  const known = { putList, putNewline, putPlain, putTab, putText, groupOf, effectOf }
  return new Function(...Object.keys(known), body)(...Object.values(known)) as Writer
}

/** Words, days and numbers need no care: one that is none of them is refused by PostgreSQL. */
function put(type: string): string {
  if (type === 'text') return 'putText(out, v)'
  return type === 'text[]' ? 'putList(out, v)' : "putPlain(out, typeof v === 'string' ? v : String(v))"
}

/** What follows from a published number by the vocabulary, or from where it stands. */
function computed(fact: CountFact, series: string): Record<string, unknown> {
  const total_over = sorted(fact.total_over)
  return {
    ...{ series, count_id: countId(fact), total_over, is_total: total_over.length > 0 },
    source_flags: sorted(fact.source_flags),
    ...{ outcome_group: groupOf(fact.outcome), effect: effectOf(fact.outcome, fact.appealed_by) }
  }
}

const none: string[] = []
const sorted = (words: string[] | undefined): string[] =>
  words === undefined || words.length === 0 ? none : [...new Set(words)].sort()

/** The id of a published number: 63 bits of the hash of the source's own key, so the same in each release. */
export function countId({ count_key }: Pick<CountFact, 'count_key'>): string {
  const hash = createHash('sha256').update(count_key).digest()
  return (hash.readBigUInt64BE(0) >> 1n).toString()
}
