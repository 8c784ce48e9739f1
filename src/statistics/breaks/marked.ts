import type { BreakNote } from '../../vocabulary/results/break-note.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'

/** The rows of an answer with the flags of breaks, and the breaks that they have. */
export interface Marked {
  rows: ResultRow[]
  breaks: BreakNote[]
}
