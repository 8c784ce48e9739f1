import type { CoverageOf } from '../coverage.ts'
import type { RowTally } from '../report.ts'

/** What a load found. */
export interface Loaded {
  tally: RowTally
  coverage: CoverageOf
}

/** How far a load is. */
export interface Progress {
  doing: 'reading' | 'assembling'
  /** The file that is read, where there is one. */
  file: string
  /** Of how many files, or buckets of cases, which. */
  position: number
  of: number
  /** Raw rows that were read, or put together, until now. */
  rows: number
}

export interface LoadOptions {
  dataDir: string
  /** Where work is put beside the rest of the import's; by default a folder of its own. */
  folder?: string | undefined
  /** The last day that a release can tell of. */
  released_on: string
  /** What it throws ends the load. */
  onProgress?: ((progress: Progress) => void) | undefined
}
