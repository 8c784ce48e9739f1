import type { TableTally } from '../database/tables/releases.ts'
import type { SnapshotTable } from '../snapshot/card.ts'
import type { ReleaseFindings } from '../sources/source.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'
import type { Breach } from './check/breach.ts'
import type { ComparisonMade } from './publish/differences/compare-with.ts'

/** The steps of an import, in order. If it is killed in any of them, the former release stays available. */
export const phases = [
  'recognise',
  'begin',
  'load',
  'check',
  'derive',
  'snapshot',
  'publish',
  'retire',
  'downloads',
  'done'
] as const
export type Phase = (typeof phases)[number]

/** Counts of raw rows: read = loaded + rejected + excluded. */
export interface RowTally {
  read: number
  loaded: number
  rejected: number
  excluded: number
  rejected_by_reason: Record<string, number>
  excluded_by_reason: Record<string, number>
  /** Facts made, by table: one raw row can make several. */
  facts: Partial<Record<SnapshotTable, number>>
  unknown_codes: { field: string; code: string; count: number }[]
  /** The same counts for each table of a release of several tables: empty for others. */
  rows_by_table: Record<string, TableTally>
  /** Field → number of impossible dates. */
  impossible_dates: Record<string, number>
  /** Known issue of the source that only some releases have → number of rows of this one that have it. */
  issues: Record<string, number>
  /** The day as of which the files say that their data are; null where none says it, or they say several. */
  data_as_of: string | null
}

/** What an import did, or would do. */
export interface ImportReport extends RowTally {
  /** `unchanged`: these bytes are published already. */
  result: 'published' | 'unchanged' | 'dry_run' | 'stopped'
  source: string
  series: string
  release: string
  status: 'current' | 'beside' | 'superseded' | 'withdrawn' | null
  /** Why the release has this status. */
  reason: string
  coverage: Coverage | null
  /** Rows of the current release of the same series, and of this one. */
  against: { release: string; rows_before: number; rows_now: number } | null
  /** The release that this one was compared with record by record, and what they differ in; null where there is none. */
  compared: ({ release: string } & ComparisonMade) | null
  /** Expectations that are not met. */
  unmet: string[]
  /** Known issues of the source that only some releases have and this one has, in words. */
  known_issues: string[]
  /** Figures that are hard to believe, the worst first: the release is then not current by itself. */
  breaches: Breach[]
  /** Tables of the release that no file holds, or that have no row. */
  missing: string[]
  /** What is different about its columns and codes, one sentence each. */
  differences: string[]
  /** Tables of records that are known and left unread, with the reason in words. */
  left_unread: ReleaseFindings['left_unread']
  /** Other files of the release that are not read. */
  not_read: string[]
  /** Releases whose records are no longer kept. */
  dropped: string[]
  /** Why the files for download could not be made; the release is published all the same. */
  without_downloads: string | null
  seconds: number
}

/** A tally of nothing. */
export const emptyTally = (): RowTally => ({
  read: 0,
  loaded: 0,
  rejected: 0,
  excluded: 0,
  rejected_by_reason: {},
  excluded_by_reason: {},
  facts: {},
  unknown_codes: [],
  rows_by_table: {},
  impossible_dates: {},
  issues: {},
  data_as_of: null
})
