import type { ReleaseEntry, SnapshotTable } from '../snapshot/card.ts'
import type { Bindable } from '../snapshot/release-set.ts'

/** A condition in SQL and the values of its `?`. */
export interface Asked {
  text: string
  parameters: Bindable[]
}

/**
 * Conditions on columns that may be stored as ENUMs (snapshot/materialise). A text is compared with each row's word
 * as text; a word of the ENUM is compared as a number, by which whole blocks of rows are passed over. A word that
 * the ENUM does not have is null, which equals nothing.
 */
export interface EnumWords {
  isOneOf(column: string, values: readonly (string | boolean)[]): Asked
  isOther(column: string, value: string): Asked
}

/** Conditions on the columns of a table of an open release. */
export function enumWords(
  { release_id, stored }: Pick<ReleaseEntry, 'release_id' | 'stored'>,
  table: SnapshotTable
): EnumWords {
  const words = stored?.words[table]
  const word = (column: string): string =>
    words?.has(column) ? `try_cast(? as r${release_id}.main.${table}_${column})` : '?'
  return {
    isOneOf: (column, values) => ({
      text:
        values.length === 1
          ? `${column} = ${word(column)}`
          : `${column} in (${values.map(() => word(column)).join(', ')})`,
      parameters: [...values]
    }),
    isOther: (column, value) => ({
      text: `${column} is distinct from ${word(column)}`,
      parameters: [value]
    })
  }
}

/** All of these hold. */
export const allOf = (conditions: readonly Asked[]): Asked => ({
  text: conditions.map(({ text }) => text).join(' and ') || 'true',
  parameters: conditions.flatMap(({ parameters }) => parameters)
})
