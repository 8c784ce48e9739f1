import type { About } from '../vocabulary/about.ts'
import type { Dimension } from '../vocabulary/measures/dimension.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'
import type { Grain, Unit } from '../vocabulary/unit.ts'

/** The snapshot's table of each grain, and the Parquet file that holds it. */
export const snapshotTables = {
  count: 'published_counts',
  decision: 'decisions',
  case: 'cases',
  return: 'returns'
} as const satisfies Record<Grain, string>
export type SnapshotTable = (typeof snapshotTables)[Grain]

/**
 * `release.json`: all that an answer needs to know of a release, kept beside its Parquet files, so that a node
 * answers statistics while the database is away.
 */
export interface ReleaseCard {
  release_id: number
  source: string
  release: string
  series: string
  synthetic: boolean
  starter: boolean
  retrieved_on: string
  /** The day of the publisher's edition; cards of old have none. */
  released_on?: string
  published_at: string
  licence: string
  citation: string
  url: string
  /** The identity of the released bytes. */
  content_sha256: string
  coverage: Coverage
  about: About
  /** Rows of each table in this release; a table that is not there has no rows. */
  tables: Partial<Record<SnapshotTable, TableCard>>
}

/** The day of a release: what is open is open on it. */
export const dayOf = ({
  released_on,
  retrieved_on
}: Pick<ReleaseCard, 'released_on' | 'retrieved_on'>): string => released_on ?? retrieved_on

/** What can be asked of one table of one release, found in its rows when the snapshot was written. */
export interface TableCard {
  rows: number
  sha256: string
  bytes: number
  /** Dimensions with at least one value that says something (not null, not not_split). */
  dimensions: Dimension[]
  units: Unit[]
  decision_stages: string[]
  /** The distinct sets of dimensions that totals run over, each sorted; [] (parts) is not listed. */
  total_sets: string[][]
  /** The distinct lengths of period that the rows have, such as calendar years: see periodKinds. */
  period_kinds: PeriodKind[]
}

/** How the periods of a table's rows are cut; `day` for records with dates. */
export const periodKinds = [
  'day',
  'month',
  'quarter',
  'calendar_year',
  'us_fiscal_year',
  'uk_fiscal_year',
  'au_fiscal_year',
  'other'
] as const
export type PeriodKind = (typeof periodKinds)[number]

/** What a release's file holds beside its rows, read once when it is opened. */
export interface Stored {
  /** Columns that are ENUMs, each with all the words that the rows of its table have, in the order of the ENUM. */
  words: Readonly<Partial<Record<SnapshotTable, ReadonlyMap<string, readonly string[]>>>>
  /** Its rollups by their names, each with its columns. */
  rollups: ReadonlyMap<string, ReadonlySet<string>>
}

/** A release in a release set: its card and whether it answers by default. */
export interface ReleaseEntry extends ReleaseCard {
  status: 'current' | 'beside' | 'superseded' | 'withdrawn'
  status_reason: string | null
  superseded_at: string | null
  /** What its file holds, where it is open. */
  stored?: Stored
}
