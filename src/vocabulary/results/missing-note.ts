/** What a release does not tell of an answer, as it is written and worded (docs/rules/coverage.md §4). */
export interface MissingNote {
  /** The dimension of which values are missing. */
  dimension: string
  /** Empty where single values are told and their whole is not, or combinations are missing. */
  values: readonly string[]
  /** The period of the series that does not have them. */
  period: string
  /** Whose figures lack them, where the answer adds several. */
  country_of_asylum?: string
  nationality?: string
  /** The levels at which the same reporter publishes them. */
  told_at?: readonly string[]
  /** The nearest period that tells them, and its number. */
  nearest?: { period: string; value: number }
  /** Whose release it is, where an answer has the rows of several. */
  source?: string
  series?: string
}
