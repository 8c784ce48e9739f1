import { hash } from 'node:crypto'
import { type Column, getTableColumns } from 'drizzle-orm'
import { cases, decisions, events, returns } from '../../database/tables/cases.ts'
import { publishedCounts } from '../../database/tables/published-counts.ts'
import { type SnapshotTable, snapshotTables } from '../../snapshot/card.ts'
import type { CountFact, Fact } from '../../vocabulary/fact.ts'
import { effectOf, groupOf } from '../../vocabulary/outcome.ts'
import { recordKeys } from '../../vocabulary/records/record.ts'
import { type CopyText, copyField, putList, putNumber, putPlain, putText } from './copy-text.ts'

const tables = { published_counts: publishedCounts, decisions, cases, returns, events } as const

/** The primary key of each table beside release_id. */
export const recordIds = {
  published_counts: recordKeys.count.id,
  decisions: recordKeys.decision.id,
  cases: recordKeys.case.id,
  returns: recordKeys.return.id,
  events: recordKeys.event.id
} as const satisfies Record<SnapshotTable, string>

const columnsOf = (table: SnapshotTable): Column[] => Object.values<Column>(getTableColumns(tables[table]))

/** The names of the columns of a table that are filled: all but those of `untold`. */
export const columnNames = (table: SnapshotTable, untold: readonly string[] = []): string[] =>
  columnsOf(table).flatMap(({ name }) => (untold.includes(name) ? [] : [name]))

export const factTable = (fact: Fact): SnapshotTable => snapshotTables[fact.grain]

/** Writes a fact as a row of its table, without copying it: it is called for every fact. */
export type FactWriter = (out: CopyText, fact: Fact, release_id: number, series: string) => void

/** A writer of facts that leaves out the columns of `untold`. It throws for a fact with a value in one of these. */
export function factWriter(untold: readonly string[] = []): FactWriter {
  const writers = Object.fromEntries(
    Object.values(snapshotTables).map(table => [table, compiled(table, untold)])
  ) as Record<SnapshotTable, Writer>
  return (out, fact, release_id, series) => {
    const told = fact.grain === 'count' ? computed(fact, series) : undefined
    writers[factTable(fact)](out, fact, release_id, told)
  }
}

type Writer = (
  out: CopyText,
  fact: Fact,
  release_id: number,
  told: Record<string, unknown> | undefined
) => void

/** JavaScript expressions for the columns that are no fields of the fact, or have a computed value. */
const expressions = {
  published_counts: Object.fromEntries(
    [
      ...['series', 'count_id', 'subject', 'total_over', 'is_total', 'source_flags'],
      ...['outcome_group', 'effect']
    ].map(name => [name, `told.${name}`])
  ),
  decisions: {
    outcome_group: 'groupOf(fact.outcome)',
    effect: 'effectOf(fact.outcome, fact.appealed_by)'
  },
  cases: { case_outcome_kind: "fact.case_outcome_kind ?? 'none'" },
  returns: {},
  events: {}
} as const satisfies Record<SnapshotTable, Record<string, string>>

const letter = (text: string): number => text.charCodeAt(0)
const tab = letter('\t')
const newline = letter('\n')
/** An absent value in COPY's text. */
const nothing = copyField(undefined)

/**
 * Compiles one function a table, with a line for each column: a loop over column names would look each of them up in
 * each fact, which takes longer than all the rest. The most frequent values are written inline, without a call.
 */
function compiled(table: SnapshotTable, untold: readonly string[]): Writer {
  const given: Record<string, string> = { release_id: 'release_id', ...expressions[table] }
  const lines = columnsOf(table).map(column => {
    if (untold.includes(column.name))
      return `if (fact.${column.name} !== undefined) refuse(${JSON.stringify(column.name)})`
    const value = given[column.name] ?? `fact.${column.name}`
    return `v = ${value}
      if (v === undefined || v === null) ${putAbsent(copyField(column.default))}
      else ${put(column.getSQLType())}
      out.bytes[out.at++] = ${tab}`
  })
  const body = `return (out, fact, release_id, told) => {
    let v
    ${lines.join('\n')}
    out.bytes[out.at - 1] = ${newline}
  }`
  const known = { refuse, putList, putNumber, putPlain, putText, groupOf, effectOf }
  return new Function(...Object.keys(known), body)(...Object.values(known)) as Writer
}

function refuse(field: string): never {
  throw new Error(`a fact tells ${field}, which its layout says that none does`)
}

/** JavaScript that writes an absent value. Its two bytes always fit: `spare` in copy-text.ts. */
function putAbsent(text: string): string {
  if (text !== nothing) return `putPlain(out, ${JSON.stringify(text)})`
  return `{ ${[...Buffer.from(nothing)].map(byte => `out.bytes[out.at++] = ${byte}`).join('; ')} }`
}

/** JavaScript that writes a value. Words, days and numbers need no escapes; PostgreSQL refuses an invalid one. */
function put(type: string): string {
  if (type === 'text') return 'putText(out, v)'
  if (type === 'text[]') return 'putList(out, v)'
  if (type === 'boolean') return `out.bytes[out.at++] = v ? ${letter('t')} : ${letter('f')}`
  return "typeof v === 'string' ? putPlain(out, v) : putNumber(out, v)"
}

/** The columns of a published number that are computed: series, id, sorted lists, outcome group and effect. */
function computed(fact: CountFact, series: string): Record<string, unknown> {
  const total_over = sorted(fact.total_over)
  // One literal without spreads: it is made for every figure.
  return {
    series,
    count_id: countId(fact),
    total_over,
    is_total: total_over.length > 0,
    // Tables without decision stages are about departures.
    subject: fact.subject ?? (fact.decision_stage === undefined ? 'returns' : 'decisions'),
    source_flags: sorted(fact.source_flags),
    outcome_group: groupOf(fact.outcome),
    effect: effectOf(fact.outcome, fact.appealed_by)
  }
}

const none: string[] = []
const sorted = (words: string[] | undefined): string[] =>
  words === undefined || words.length === 0 ? none : [...new Set(words)].sort()

/** The id of a published number: 63 bits of the hash of the source's own key, so the same in each release. */
export function countId({ count_key }: Pick<CountFact, 'count_key'>): string {
  const first = hash('sha256', count_key, 'buffer').readBigUInt64BE(0)
  return (first >> 1n).toString()
}
