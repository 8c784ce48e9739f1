import type { ReleaseEntry, SnapshotTable, Stored } from '../card.ts'
import type { Bindable } from '../release-set.ts'
import { isOneOf } from './conditions.ts'
import { literal } from './literals.ts'
import { column, join, raw, type Sql, sql } from './sql.ts'

/** The ENUM columns of a table, each with all words of its ENUM. */
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

/** Whether a row may have one of these words: not where the words of the column are known and these are not among them. */
export const mayHaveWord = (words: Words | undefined, name: string, values: readonly Bindable[]): boolean => {
  const known = words?.get(name)
  return known === undefined || values.some(value => known.includes(value as string))
}

/** A word cast to the ENUM type of a column. snapshot/materialise creates the types under these names. */
const word = ({ release_id, table }: WordedTable, name: string, text: string): Sql =>
  sql`cast(${literal(text)} as ${raw(`r${release_id}.main.${table}_${name}`)})`

/**
 * `column = word` or `column in (words)`. A bound text is compared with each row as text; a word of the ENUM is
 * compared as a number, by which DuckDB skips row groups. A value that is no word of the ENUM is in no row and is left
 * out, so that no text of a client gets into the SQL. Where the words are unknown, the values are bound.
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

/** `column <> word`, for columns that are never null. */
export function hasOtherWord(table: WordedTable, name: string, text: string): Sql {
  const known = table.words?.get(name)
  if (known === undefined) return sql`${column(name)} <> ${text}`
  return known.includes(text)
    ? sql`${column(name)} <> ${word(table, name, text)}`
    : sql`${column(name)} is not null`
}
