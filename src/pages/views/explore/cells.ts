import type { StatisticsRow } from '../../asking/answers.ts'
import { rowsBy } from '../../parts/rows-by.ts'

/** The code of a dimension in a row; empty where the row has none. */
export const wordIn = (row: StatisticsRow, name: string): string => {
  const word = row[name]
  return word === undefined || word === null ? '' : String(word)
}

/** The number of a column; null is one that there is not, and undefined one that was not asked for. */
export function numberIn(row: StatisticsRow | undefined, name: string): number | null | undefined {
  const value = row?.[name]
  return value === null || typeof value === 'number' ? value : undefined
}

/** What is equal in rows about the same thing. */
export const rowKey = (row: StatisticsRow, names: readonly string[]): string =>
  JSON.stringify(names.map(name => wordIn(row, name)))

/** A list of the query that an answer repeats, such as what it is grouped by. */
export const listIn = (query: Readonly<Record<string, unknown>>, name: string): readonly string[] => {
  const value = query[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** A single value of the query that an answer repeats. */
export const queryValue = (query: Readonly<Record<string, unknown>>, name: string): string | undefined => {
  const value = query[name]
  return typeof value === 'string' ? value : undefined
}

/** Rows in groups that are equal in some columns, in the order of their first rows. */
export const rowsAlike = (
  rows: readonly StatisticsRow[],
  names: readonly string[]
): (readonly [StatisticsRow, ...StatisticsRow[]])[] => [...rowsBy(rows, row => rowKey(row, names)).values()]
