import type { ReleaseEntry, SnapshotTable, Stored } from '../card.ts'
import type { Bindable } from '../release-set.ts'
import { isOneOf } from './conditions.ts'
import { literal } from './literals.ts'
import { column, join, raw, type Sql, sql } from './sql.ts'

/** Columns that are stored as ENUMs, each with all the words that the rows of the table have. */
export type Words = NonNullable<Stored['words'][SnapshotTable]>

/** A table of a release, and the words of its columns where they are known. */
export interface WordedTable {
  release_id: number
  table: SnapshotTable
  words?: Words | undefined
}

/** A table with the words that its release's file has. */
export const wordedTable = (
  { release_id, stored }: Pick<ReleaseEntry, 'release_id' | 'stored'>,
  table: SnapshotTable
): WordedTable => ({ release_id, table, words: stored?.words[table] })

/** A word that the table has, as its ENUM holds it: the type is named in snapshot/materialise. */
const word = ({ release_id, table }: WordedTable, name: string, text: string): Sql =>
  sql`cast(${literal(text)} as ${raw(`r${release_id}.main.${table}_${name}`)})`

/**
 * `the row's word is one of these`; null where it has none. A text is compared with each row's word as text; a word of
 * the ENUM is compared as a number, by which whole blocks of rows are passed over. A word that the ENUM does not have
 * stands in no row and is not asked for, so that no text of a client gets into the SQL.
 */
export function hasWord(table: WordedTable, name: string, values: readonly Bindable[]): Sql {
  const known = table.words?.get(name)
  if (known === undefined) return isOneOf(column(name), values)
  const there = values.filter((value): value is string => known.includes(value as string))
  const [first, ...others] = there.map(text => word(table, name, text))
  if (first === undefined) return raw('false')
  return others.length === 0
    ? sql`${column(name)} = ${first}`
    : sql`${column(name)} in (${join([first, ...others], ', ')})`
}

/** `the row has another word than this one`, for columns that always have one. */
export function hasOtherWord(table: WordedTable, name: string, text: string): Sql {
  const known = table.words?.get(name)
  if (known === undefined) return sql`${column(name)} <> ${text}`
  return known.includes(text)
    ? sql`${column(name)} <> ${word(table, name, text)}`
    : sql`${column(name)} is not null`
}
