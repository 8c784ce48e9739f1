import type { Client } from 'pg'
import type { Database } from '../database/connect.ts'
import type { Source } from '../sources/source.ts'
import type { LoadOptions, Progress } from './copy/loaded.ts'
import type { RemovalList } from './publish/removal/removal-list.ts'
import type { Retention } from './publish/retire.ts'
import type { RecognisedRelease } from './recognise/recognised.ts'
import type { ReleaseDays } from './recognise/released-on.ts'
import type { ImportReport, Phase } from './report.ts'

/** What an import works with. */
export interface ImportContext {
  database: Database
  dataDir: string
  sources: readonly Source[]
  /** Called as each phase begins. If it throws, the import ends there. */
  onPhase?: (phase: Phase) => void | Promise<void>
  onProgress?: (progress: Progress) => void
  /** What is kept of superseded releases; by default one with its records, and the files of four. */
  keep?: Retention
  /** The day of the import, `YYYY-MM-DD`; by default today. */
  today?: string
}

/** The files and options of one import. */
export interface ImportRequest {
  source: string
  paths: string[]
  series?: string | undefined
  /** The label of the release. */
  release?: string | undefined
  /** The day on which the files were fetched, `YYYY-MM-DD`. */
  retrievedOn?: string | undefined
  /** The day of the publisher's edition, `YYYY-MM-DD`; by default what the files say (released-on.ts). */
  releasedOn?: string | undefined
  /** Read and map everything, write nothing. */
  dryRun?: boolean | undefined
  /** Publish though an expectation is not met, or the same bytes are published; recorded in the release. */
  force?: boolean | undefined
  makeCurrent?: boolean | undefined
  /** The files are shipped with the product, and give way to any other import. */
  starter?: boolean | undefined
  /** The files restate a publisher's: where those were copied from, for the citation. */
  copied_from?: string | undefined
}

/** What one import carries from phase to phase. */
export interface Job {
  context: ImportContext
  request: ImportRequest
  client: Client
  source: Source
  recognised: RecognisedRelease
  release: string
  /** As stated, or null. */
  days: Pick<ReleaseDays, 'released_on' | 'retrieved_on'>
  /** The day on which the files were fetched, where it was stated, else the day of the import. */
  retrieved_on: string
  /** No date of the release can lie after it. */
  released_on: string
  /** The removal list of the source, read once its lock is taken. */
  removed?: RemovalList | undefined
  phase(phase: Phase): Promise<void>
  report: ImportReport
}

/** What loading needs to know of its import. */
export const loadOptions = ({ context, released_on, removed }: Job): LoadOptions => ({
  dataDir: context.dataDir,
  ...{ released_on, removed },
  onProgress: context.onProgress
})
