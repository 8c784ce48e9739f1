/** A publisher's aggregate that answers in the place of countries (docs/rules/coverage.md §3). */
export interface StandIn {
  /** The aggregate. */
  country_of_asylum: string
  /** How many cells are its figures. */
  cells: number
  /** Countries of the table that it does not hold. */
  without: readonly string[]
}
