/** Why an answer has no row, for formats that have no place to say it (docs/rules/api.md §7.2). */

/** The first that is true of an answer is told. */
export const emptyReasons = [
  'not-imported',
  'outside-coverage',
  'not-answered',
  'not-told',
  'left-out',
  'no-row'
] as const
export type EmptyReason = (typeof emptyReasons)[number]
