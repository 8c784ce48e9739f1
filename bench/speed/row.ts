/** What a row of the table was found to be. */
export type Finding =
  | {
      /** The figure, as the table shows it: median, and in brackets the least and the most of the rounds. */
      found: string
      is_met: boolean
      /** What the figure rests on, one line each. */
      details: string[]
    }
  | {
      /** What this machine lacks, so that the row was not measured. */
      lacks: string
    }

/** One row of the table of speeds. */
export interface Row {
  /** By which it is asked for on the command line. */
  id: string
  /** What is measured, and beside what. */
  work: string
  goal: string
  measure(rounds: number): Promise<Finding>
}
