import type { CoverageOf } from './coverage.ts'
import { loadCases } from './load-cases.ts'
import { loadRows } from './load-rows.ts'
import type { RecognisedRelease } from './recognise.ts'
import type { Tally } from './report.ts'
import type { Sink } from './sink.ts'

export interface Loaded {
  tally: Tally
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
  /** The last day that a release can tell of. */
  released_on: string
  /** What it throws ends the load. */
  onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Reads every row of a release into a sink, which slows the reading down where it cannot follow. Each raw row is
 * loaded, rejected or excluded, and counted. Throws what the reading throws, and ImportRefused for a file without
 * rows.
 */
export async function load(recognised: RecognisedRelease, sink: Sink, options: LoadOptions): Promise<Loaded> {
  return recognised.kind === 'rows'
    ? loadRows(recognised, sink, options)
    : loadCases(recognised, sink, options)
}
