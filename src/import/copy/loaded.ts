import type { CoverageOf } from '../coverage.ts'
import type { RemovalList } from '../publish/removal/removal-list.ts'
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
  /** The number of the file, or of the bucket of cases, from 1 to `of`. */
  position: number
  of: number
  /** Raw rows read, or parts of cases assembled, so far. */
  rows: number
}

export interface LoadOptions {
  dataDir: string
  /** The work folder of the import; by default the load makes one for itself. */
  folder?: string | undefined
  /** No date of a fact can lie after this day. */
  released_on: string
  /** The cases that become no record; undefined where none was ever removed. */
  removed?: RemovalList | undefined
  /** If it throws, the load ends with that error. */
  onProgress?: ((progress: Progress) => void) | undefined
}
