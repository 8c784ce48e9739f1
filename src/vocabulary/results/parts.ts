/** The words of a row by their dimensions. */
type Words = Readonly<Record<string, string>>

/**
 * Whether a row that is not broken down by a dimension would read like the whole: another row is broken down by it, and has
 * the same words of all other dimensions that are never added (`apart`).
 */
export const readsLikeWhole = (
  row: Words,
  rows: readonly Words[],
  name: string,
  apart: readonly string[]
): boolean =>
  row[name] === 'not_split' &&
  rows.some(
    other =>
      (other[name] ?? 'not_split') !== 'not_split' &&
      apart.every(each => each === name || other[each] === row[each])
  )
