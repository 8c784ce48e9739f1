import type { ReleaseSet } from '../snapshot/release-set.ts'
import { dimensionNames, dimensions, emptyValue } from '../vocabulary/dimension.ts'
import { anyValue } from '../vocabulary/scope-values.ts'
import { type Chosen, isRecords } from './chosen.ts'
import { allOf, anyOf, isOneOf, join, raw, type Sql, sql } from './sql-text.ts'

/** Columns that are stored as ENUMs, each with all the words that the rows of the table have. */
export type Words = ReadonlyMap<string, readonly string[]>

type Told = Pick<Chosen, 'release' | 'table'>

/** The name of a column's ENUM inside the release's file: see snapshot/materialise. */
const typeOf = ({ release, table }: Told, column: string): string =>
  `r${release.release_id}.main.${table}_${column}`

/** Columns of words that are no dimensions, and that questions are put to. */
const otherWords = ['pathway']

/** The words of a table, told by its types and not by its rows: it takes no time to ask. */
export async function wordsIn(set: Pick<ReleaseSet, 'query'>, chosen: Chosen): Promise<Words> {
  const precisions = Object.values(chosen.subject.dates).flatMap(({ precision }) => precision ?? [])
  const prefix = `${chosen.table}_`
  const names = [...dimensionNames, ...precisions, ...otherWords].map(name => prefix + name)
  const { text, values } = sql`select type_name, unnest(labels) from duckdb_types()
where database_name = ${`r${chosen.release.release_id}`} and ${isOneOf(raw('type_name'), names)}`
  const { columns, rows } = await set.query(text, values)
  const [types = [], labels = []] = columns as string[][]
  const found = new Map<string, string[]>()
  for (let i = 0; i < rows; i++) {
    const column = (types[i] as string).slice(prefix.length)
    const words = found.get(column)
    if (words) words.push(labels[i] as string)
    else found.set(column, [labels[i] as string])
  }
  return found
}

const isBoolean = ({ subject, ...rest }: Pick<Chosen, 'subject' | 'table'>, name: string): boolean => {
  const names: readonly string[] = subject.booleans
  return dimensionKind(name) === 'boolean' || (isRecords(rest) && names.includes(name))
}
const dimensionKind = (name: string) => dimensions[name as keyof typeof dimensions]?.kind

/**
 * `the row's word is one of these`, never null, as a condition that a scan is cut short by: words are compared as
 * the ENUM has them, so that whole blocks of rows are passed over. A row that says nothing has the empty word.
 */
export function isWord(
  { chosen, words }: { chosen: Chosen; words?: Words },
  name: string,
  values: readonly string[]
): Sql {
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
export function isSaid(
  { chosen, words }: { chosen: Chosen; words?: Words },
  name: string,
  values: readonly string[]
): Sql {
  const column = raw(name)
  if (isBoolean(chosen, name)) {
    const known = values.filter(value => value === 'true' || value === 'false')
    return isOneOf(
      column,
      known.map(value => value === 'true')
    )
  }
  const known = words?.get(name)
  if (known === undefined) return isOneOf(column, values)
  const there = values.filter(value => known.includes(value))
  if (there.length === 0) return raw('false')
  const type = raw(typeOf(chosen, name))
  const cast = there.map(value => sql`cast(${value} as ${type})`)
  return there.length === 1 ? sql`${column} = ${cast[0] as Sql}` : sql`${column} in (${join(cast, ', ')})`
}

/** `the row has another word than this one`, for columns that always have one. */
export const isOther = (frame: { chosen: Chosen; words?: Words }, name: string, word: string): Sql =>
  frame.words?.get(name)?.includes(word)
    ? sql`${raw(name)} <> cast(${word} as ${raw(typeOf(frame.chosen, name))})`
    : sql`${raw(name)} <> ${word}`

/** Any word of a column but the one of a row that says nothing. */
function saysSomething(frame: { chosen: Chosen; words?: Words }, name: string): Sql {
  const empty = emptyValue(name as keyof typeof dimensions)
  const told = sql`${raw(name)} is not null`
  return isBoolean(frame.chosen, name) ? told : sql`${told} and ${isOther(frame, name, empty)}`
}

type Named = readonly (readonly [name: string, values: readonly string[]])[]

/** Rows that a scope is about, to choose them by: a scan passes over blocks without one. */
export const areInScope = (frame: { chosen: Chosen; words?: Words }, scope: Named): Sql =>
  allOf(scope.map(([name, values]) => isWord(frame, name, values)))

/** Whether a row is one that a scope is about: true or false, never null. */
export const isInScope = (frame: { chosen: Chosen; words?: Words }, scope: Named): Sql =>
  sql`coalesce(${areInScope(frame, scope)}, false)`
