import type { About } from '../vocabulary/about.ts'
import type { FigureSubject } from '../vocabulary/closed-lists.ts'
import type { LocalText } from '../vocabulary/labels/texts/texts.ts'
import type { Dimension } from '../vocabulary/measures/dimension.ts'
import type { ComparisonNote } from '../vocabulary/release/difference.ts'
import type { ReleaseTimes } from '../vocabulary/release/outside-retention.ts'
import type { RejectedRows } from '../vocabulary/release/rejected-fields.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'
import type { Grain, Unit } from '../vocabulary/unit.ts'

/** The snapshot's table of each grain, and the Parquet file that holds it. */
export const snapshotTables = {
  count: 'published_counts',
  decision: 'decisions',
  case: 'cases',
  return: 'returns',
  event: 'events'
} as const satisfies Record<Grain, string>
export type SnapshotTable = (typeof snapshotTables)[Grain]

/**
 * `release.json`: what statistics need to know about a release. It is stored with the Parquet files, so that a node
 * answers statistics while Postgres is unavailable.
 */
export interface ReleaseCard {
  release_id: number
  source: string
  release: string
  series: string
  synthetic: boolean
  starter: boolean
  /** As stated when it was imported, or null. */
  retrieved_on: string | null
  /** The publisher's date of the release; absent in cards that were written before this field existed. */
  released_on?: string | null
  /** The day as of which its files say that their data are; absent in cards that were written before this field existed. */
  data_as_of?: string | null
  published_at: string
  licence: string
  citation: string
  url: string
  /** The identity of the released bytes. */
  content_sha256: string
  coverage: Coverage
  about: About
  /** The card of each table of this release; a table that is absent has no rows. */
  tables: Partial<Record<SnapshotTable, TableCard>>
}

/**
 * The date to which the open cases of a release refer: the publisher's date, else the day of retrieval. A release of which
 * neither was stated has no open cases; its day is that of its publication here.
 */
export const dayOf = ({
  released_on,
  retrieved_on,
  published_at
}: Pick<ReleaseCard, 'released_on' | 'retrieved_on' | 'published_at'>): string =>
  released_on ?? retrieved_on ?? published_at.slice(0, 10)

/** What one table of a release can be queried by, computed from its rows when the snapshot was written. */
export interface TableCard {
  rows: number
  sha256: string
  bytes: number
  /** Dimensions with at least one value other than null and `not_split`. */
  dimensions: Dimension[]
  units: Unit[]
  decision_stages: string[]
  /** Of published figures: what they are about; absent in cards that were written before the column existed. */
  subjects?: FigureSubject[]
  /** The distinct `total_over` sets of the rows, each sorted. The empty set, of rows that are no totals, is left out. */
  total_sets: string[][]
  /** The distinct lengths of period that the rows have, such as calendar years: see periodKinds. */
  period_kinds: PeriodKind[]
}

/** What published figures are about. Before figures said it themselves, those without a decision stage were departures. */
export const figureSubjectsOf = ({
  subjects,
  decision_stages
}: Pick<TableCard, 'subjects' | 'decision_stages'>): readonly FigureSubject[] =>
  subjects ?? (decision_stages.length > 0 ? ['decisions'] : ['returns'])

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

/** The ENUM words and rollups in a release's DuckDB file, read once when the file is opened. */
export interface Stored {
  /** For each table its ENUM columns, each with all words of its ENUM, in the order of the ENUM. */
  words: Readonly<Partial<Record<SnapshotTable, ReadonlyMap<string, readonly string[]>>>>
  /** Rollups by name, each with the names of its columns. */
  rollups: ReadonlyMap<string, ReadonlySet<string>>
}

/** A published release whose records are kept no longer. */
export interface GoneRelease extends ReleaseTimes {
  release_id: number
  /** As in ReleaseEntry. */
  changed_at?: string | null
  status_reason: LocalText | null
}

/** A release in a release set: its card and whether it answers by default. */
export interface ReleaseEntry extends ReleaseCard {
  status: 'current' | 'beside' | 'superseded' | 'withdrawn'
  status_reason: LocalText | null
  superseded_at: string | null
  /** When its source changed last, as /v1/changes tells it; absent in what an earlier version kept. */
  changed_at?: string | null
  /** Rows of its files that became no record; absent where all of them did. */
  rows_rejected?: number
  /** What could be read of them; rows that are not among these may be about anything. */
  rejected?: readonly RejectedRows[]
  /** The earlier releases that it was compared with; absent where there is none. */
  compared?: readonly ComparisonNote[]
  /** What its file holds; absent where the file is not open. */
  stored?: Stored
}
