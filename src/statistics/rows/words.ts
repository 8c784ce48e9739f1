import type { ReleaseEntry } from '../../snapshot/card.ts'
import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { hasOtherWord, hasWord, type WordedTable, type Words } from '../../snapshot/sql/enum-words.ts'
import { column, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { countriesAmong, type Memberships } from '../../vocabulary/countries/groups/memberships.ts'
import {
  dimensions,
  emptyValue,
  groupedCountries,
  isCountryGroup
} from '../../vocabulary/measures/dimension.ts'
import { anyValue } from '../../vocabulary/measures/scope-values.ts'
import { type Chosen, isRecords } from '../question/chosen.ts'

/** A table of a release, and the words of its columns where they are known. */
export interface Worded {
  chosen: Pick<Chosen, 'subject' | 'table'> & { release: Pick<ReleaseEntry, 'release_id' | 'stored'> }
  words?: Words
  /** The groups of countries that a question names. */
  memberships?: Memberships
}

/** The words of the columns of a table, read from their ENUM types and not from rows. */
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
 * `the row's word is one of these`, never null, as a condition by which a scan skips blocks. A row without a value has
 * the empty word.
 */
export function isWord(worded: Worded, name: string, values: readonly string[]): Sql {
  const { chosen } = worded
  // Of a group, its countries on any day: the day of a row decides where it is known (rows/member).
  if (isCountryGroup(name))
    return isWord(worded, groupedCountries[name], countriesAmong(worded.memberships?.[name] ?? []))
  if (values.includes(anyValue)) return saysSomething(worded, name)
  const list = isRecords(chosen) ? chosen.subject.lists[name as keyof typeof dimensions] : undefined
  if (list !== undefined) {
    const held = column(list)
    const isEmpty = list === name && values.includes(emptyValue(list as keyof typeof dimensions))
    return anyOf([
      ...values.map(value => sql`contains(',' || ${held}::varchar || ',', ${`,${value},`})`),
      ...(isEmpty ? [sql`${held}::varchar = ''`] : [])
    ])
  }
  const isListed = isSaid(worded, name, values)
  return values.includes(emptyValue(name as keyof typeof dimensions))
    ? anyOf([isListed, sql`${column(name)} is null`])
    : isListed
}

/** `the row's word is one of these`; null where the row has no value. */
export function isSaid(worded: Worded, name: string, values: readonly string[]): Sql {
  if (!isBoolean(worded.chosen, name)) return hasWord(tableOf(worded), name, values)
  const known = values.filter(value => value === 'true' || value === 'false')
  return known.length === 0 ? raw('false') : sql`${column(name)} in (${raw(known.join(', '))})`
}

/** `the row has another word than this one`, for columns that always have one. */
export const isOther = (worded: Worded, name: string, word: string): Sql =>
  hasOtherWord(tableOf(worded), name, word)

/** The condition that a row has a value: any word other than the empty one. */
function saysSomething(worded: Worded, name: string): Sql {
  const empty = emptyValue(name as keyof typeof dimensions)
  const hasValue = sql`${column(name)} is not null`
  return isBoolean(worded.chosen, name) ? hasValue : sql`${hasValue} and ${isOther(worded, name, empty)}`
}

type Named = readonly (readonly [name: string, values: readonly string[]])[]

/** The condition that a row is in a scope, to filter by: a scan skips blocks without such a row. */
export const areInScope = (frame: Worded, scope: Named): Sql =>
  allOf(scope.map(([name, values]) => isWord(frame, name, values)))

/** Whether a row is in a scope: true or false, never null. */
export const isInScope = (frame: Worded, scope: Named): Sql =>
  sql`coalesce(${areInScope(frame, scope)}, false)`
