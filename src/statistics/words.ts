import type { ReleaseEntry } from '../snapshot/card.ts'
import { dimensions, emptyValue } from '../vocabulary/dimension.ts'
import { anyValue } from '../vocabulary/scope-values.ts'
import { type Chosen, isRecords } from './chosen.ts'
import { allOf, anyOf, isOneOf, join, literal, raw, type Sql, sql } from './sql-text.ts'

/** Columns that are stored as ENUMs, each with all the words that the rows of the table have. */
export type Words = ReadonlyMap<string, readonly string[]>

/** A table of a release, and the words of its columns where they are known. */
export interface Worded {
  chosen: Pick<Chosen, 'subject' | 'table'> & { release: Pick<ReleaseEntry, 'release_id' | 'stored'> }
  words?: Words
}

/** The name of a column's ENUM inside the release's file: see snapshot/materialise. */
const typeOf = ({ release, table }: Worded['chosen'], column: string): string =>
  `r${release.release_id}.main.${table}_${column}`

/** A word that a column has, as its ENUM holds it. */
const wordSql = (chosen: Worded['chosen'], column: string, word: string): Sql =>
  sql`cast(${literal(word)} as ${raw(typeOf(chosen, column))})`

/** The words of a table, told by its types and not by its rows. */
export const wordsIn = ({ release, table }: Pick<Worded['chosen'], 'release' | 'table'>): Words | undefined =>
  release.stored?.words[table]

const isBoolean = ({ subject, ...rest }: Pick<Chosen, 'subject' | 'table'>, name: string): boolean => {
  const names: readonly string[] = subject.booleans
  return dimensionKind(name) === 'boolean' || (isRecords(rest) && names.includes(name))
}
const dimensionKind = (name: string) => dimensions[name as keyof typeof dimensions]?.kind

/**
 * `the row's word is one of these`, never null, as a condition that a scan is cut short by: words are compared as
 * the ENUM has them, so that whole blocks of rows are passed over. A row that says nothing has the empty word.
 */
export function isWord({ chosen, words }: Worded, name: string, values: readonly string[]): Sql {
  if (values.includes(anyValue)) return saysSomething({ chosen, words }, name)
  const list = isRecords(chosen) ? chosen.subject.lists[name as keyof typeof dimensions] : undefined
  if (list !== undefined)
    return anyOf(values.map(value => sql`contains(',' || ${raw(list)} || ',', ${`,${value},`})`))
  const said = isSaid({ chosen, words }, name, values)
  return values.includes(emptyValue(name as keyof typeof dimensions))
    ? anyOf([said, raw(`${name} is null`)])
    : said
}

/**
 * `the row's word is one of these`; null where it has none. Words are compared as the ENUM has them, where it is known.
 */
export function isSaid({ chosen, words }: Worded, name: string, values: readonly string[]): Sql {
  const column = raw(name)
  if (isBoolean(chosen, name)) {
    const known = values.filter(value => value === 'true' || value === 'false')
    return known.length === 0 ? raw('false') : raw(`${name} in (${known.join(', ')})`)
  }
  const known = words?.get(name)
  if (known === undefined) return isOneOf(column, values)
  const there = values.filter(value => known.includes(value))
  if (there.length === 0) return raw('false')
  const cast = there.map(value => wordSql(chosen, name, value))
  return there.length === 1 ? sql`${column} = ${cast[0] as Sql}` : sql`${column} in (${join(cast, ', ')})`
}

/** `the row has another word than this one`, for columns that always have one. */
export const isOther = (frame: Worded, name: string, word: string): Sql =>
  frame.words?.get(name)?.includes(word)
    ? sql`${raw(name)} <> ${wordSql(frame.chosen, name, word)}`
    : sql`${raw(name)} <> ${word}`

/** Any word of a column but the one of a row that says nothing. */
function saysSomething(frame: Worded, name: string): Sql {
  const empty = emptyValue(name as keyof typeof dimensions)
  const told = sql`${raw(name)} is not null`
  return isBoolean(frame.chosen, name) ? told : sql`${told} and ${isOther(frame, name, empty)}`
}

type Named = readonly (readonly [name: string, values: readonly string[]])[]

/** Rows that a scope is about, to choose them by: a scan passes over blocks without one. */
export const areInScope = (frame: Worded, scope: Named): Sql =>
  allOf(scope.map(([name, values]) => isWord(frame, name, values)))

/** Whether a row is one that a scope is about: true or false, never null. */
export const isInScope = (frame: Worded, scope: Named): Sql =>
  sql`coalesce(${areInScope(frame, scope)}, false)`
