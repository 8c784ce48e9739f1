import type { ReleaseEntry } from '../../snapshot/card.ts'
import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { hasOtherWord, hasWord, type WordedTable, type Words } from '../../snapshot/sql/enum-words.ts'
import { column, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { dimensions, emptyValue } from '../../vocabulary/measures/dimension.ts'
import { anyValue } from '../../vocabulary/measures/scope-values.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'

/** A table of a release, and the words of its columns where they are known. */
export interface Worded {
  chosen: Pick<Chosen, 'subject' | 'table'> & { release: Pick<ReleaseEntry, 'release_id' | 'stored'> }
  words?: Words
}

/** The words of a table, told by its types and not by its rows. */
export const wordsIn = ({ release, table }: Pick<Worded['chosen'], 'release' | 'table'>): Words | undefined =>
  release.stored?.words[table]

const tableOf = ({ chosen: { release, table }, words }: Worded): WordedTable => ({
  release_id: release.release_id,
  table,
  words
})

const isBoolean = ({ subject, ...rest }: Pick<Chosen, 'subject' | 'table'>, name: string): boolean => {
  const names: readonly string[] = subject.booleans
  return dimensionKind(name) === 'boolean' || (isRecords(rest) && names.includes(name))
}
const dimensionKind = (name: string) => dimensions[name as keyof typeof dimensions]?.kind

/**
 * `the row's word is one of these`, never null, as a condition that a scan is cut short by. A row that says nothing has
 * the empty word.
 */
export function isWord(worded: Worded, name: string, values: readonly string[]): Sql {
  const { chosen } = worded
  if (values.includes(anyValue)) return saysSomething(worded, name)
  const list = isRecords(chosen) ? chosen.subject.lists[name as keyof typeof dimensions] : undefined
  if (list !== undefined)
    return anyOf(values.map(value => sql`contains(',' || ${column(list)} || ',', ${`,${value},`})`))
  const said = isSaid(worded, name, values)
  return values.includes(emptyValue(name as keyof typeof dimensions))
    ? anyOf([said, sql`${column(name)} is null`])
    : said
}

/** `the row's word is one of these`; null where it has none. */
export function isSaid(worded: Worded, name: string, values: readonly string[]): Sql {
  if (!isBoolean(worded.chosen, name)) return hasWord(tableOf(worded), name, values)
  const known = values.filter(value => value === 'true' || value === 'false')
  return known.length === 0 ? raw('false') : sql`${column(name)} in (${raw(known.join(', '))})`
}

/** `the row has another word than this one`, for columns that always have one. */
export const isOther = (worded: Worded, name: string, word: string): Sql =>
  hasOtherWord(tableOf(worded), name, word)

/** Any word of a column but the one of a row that says nothing. */
function saysSomething(worded: Worded, name: string): Sql {
  const empty = emptyValue(name as keyof typeof dimensions)
  const told = sql`${column(name)} is not null`
  return isBoolean(worded.chosen, name) ? told : sql`${told} and ${isOther(worded, name, empty)}`
}

type Named = readonly (readonly [name: string, values: readonly string[]])[]

/** Rows that a scope is about, to choose them by: a scan passes over blocks without one. */
export const areInScope = (frame: Worded, scope: Named): Sql =>
  allOf(scope.map(([name, values]) => isWord(frame, name, values)))

/** Whether a row is one that a scope is about: true or false, never null. */
export const isInScope = (frame: Worded, scope: Named): Sql =>
  sql`coalesce(${areInScope(frame, scope)}, false)`
