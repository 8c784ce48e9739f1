/** A known issue that touches rows of an answer. */
export interface CaveatNote {
  /** Unique inside its source. */
  id: string
  /** null where it comes from the question and not from a source. */
  source: string | null
  text: string
}
