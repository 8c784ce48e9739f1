import type { About } from '../vocabulary/about.ts'
import type { CountryGroup } from '../vocabulary/countries/groups/country-group.ts'
import type { Asker, QueueLane } from './admission/asker.ts'
import type { GoneRelease, ReleaseEntry } from './card.ts'
import type { Opening } from './opening/opening.ts'

/** A value that is bound to a statement; lists are bound one parameter a value. */
export type Bindable = string | number | boolean | null

/** Columns of a result, in the order of the select list; numbers are JS numbers (cast counts to int or double in SQL). */
export interface Columns {
  names: string[]
  columns: unknown[][]
  rows: number
}

/** Columns of a large result: an INTEGER column without null is an Int32Array. */
export interface PackedColumns extends Omit<Columns, 'columns'> {
  columns: (unknown[] | Int32Array)[]
}

/** What a release set is opened from, in this process or in another. */
export interface SetFiles {
  version: number
  releases: ReleaseEntry[]
  known?: readonly About[]
  gone?: readonly GoneRelease[]
  country_groups?: readonly CountryGroup[]
  /** The file of each release, by release_id. */
  files: ReadonlyMap<number, string>
  /** Where a query that needs more memory puts what it has; of one process alone. */
  spillFolder: string
  /** Milliseconds that a query has. */
  timeoutMs: number
}

/** How another process answers from the same set. */
export interface SharedSet {
  files: SetFiles
  /** Runs `task` when a query of a request has its turn in the queue of this process. Throws Overloaded. */
  turn(asker: Asker, lane: QueueLane, task: () => Promise<void>): Promise<void>
}

/**
 * All published releases at one moment, opened read-only in one DuckDB instance. Never changes: a publish opens
 * a new set, and the old set closes when its last query has ended.
 * In SQL a release's table is `r<release_id>.<table>`, such as `r12.published_counts`.
 */
export interface ReleaseSet {
  /** The version of the pointer in Postgres: another one after each publish and withdrawal, of whichever source. */
  version: number
  releases: ReleaseEntry[]
  /** What is known of each source, with or without a release. */
  known?: readonly About[]
  /** Published releases whose records are kept no longer, to say so. */
  gone?: readonly GoneRelease[]
  /** The groups of countries, those of the operator included; left out, those that are built in. */
  country_groups?: readonly CountryGroup[]
  /** Left out where no other process can open it. */
  shared?: SharedSet
  /**
   * Runs one prepared, parametrised statement. Throws QueryTimeout (interrupted at the limit) and
   * Overloaded (its turn would come, or came, too late), and LargeRead (see Asker).
   */
  query(sql: string, parameters?: Bindable[]): Promise<Columns>
  /** As query, for results of many rows: their INTEGER columns are read several times faster. */
  queryPacked(sql: string, parameters?: Bindable[]): Promise<PackedColumns>
  /**
   * The values of one BLOB column without null, joined, in pieces as they come: of results that are larger than memory. Takes its
   * turn in the queue for each few thousand rows, so that a client that reads slowly holds nobody up. Throws as query, at any piece.
   */
  streamBytes(sql: string, parameters?: Bindable[]): AsyncGenerator<Buffer>
}

/** How many statistics queries of one lane of the queue run, and how many wait. */
export interface Queued {
  lane: string
  running: number
  waiting: number
}

/** The newest release set of a node, replaced as a whole within seconds of a publish. */
export interface Snapshots {
  /** Uses the newest set for the time of `work`, during which it stays open. `asker`: the request that it is for. */
  use<T>(work: (set: ReleaseSet) => Promise<T>, asker?: Asker): Promise<T>
  /** Whether a request that begins now would get its turn in time; absent where nothing is queued. */
  admits?(asker: Asker): boolean
  /** The newest set's version, releases and what is known of sources, without holding it open. */
  current(): Pick<ReleaseSet, 'version' | 'releases' | 'known' | 'gone'>
  /** What is in the queue now, by its lanes; absent where nothing is queued. */
  queued?(): readonly Queued[]
  /** What is done until the first set is open; undefined, or absent, once it is. */
  opening?(): Opening | undefined
  /** Reads the pointer now, instead of at the next poll. */
  refresh(): Promise<void>
  close(): Promise<void>
}

export class QueryTimeout extends Error {
  override name = 'QueryTimeout'
}
export class Overloaded extends Error {
  override name = 'Overloaded'
}
/** A query gave more rows than its request may read in this process. */
export class LargeRead extends Error {
  override name = 'LargeRead'
}
/** A cache file that cannot be read, or does not hold what its card says. */
export class BrokenCache extends Error {
  override name = 'BrokenCache'
}
