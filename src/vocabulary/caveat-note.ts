/** A known issue of rows in an answer. */
export interface CaveatNote {
  /** Unique inside its source. */
  id: string
  /** null where the query causes the caveat, and no source. */
  source: string | null
  text: string
}
