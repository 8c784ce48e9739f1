import type { PgTable } from 'drizzle-orm/pg-core'
import type { ReleaseEntry, SnapshotTable } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { RecordStore } from '../statement.ts'
import type { ListCondition } from './condition.ts'

/** How a list is stored: its table in both stores, and its columns of date and id. */
export interface ListTable {
  name: SnapshotTable
  table: PgTable
  id: string
  date: string
  /** Whether an index has all rows by date and id, descending, nulls last. */
  indexed_by_date?: true
  /** The columns of its rollup that is sorted by date (in-order.ts), for a list of very many rows. */
  in_order?: readonly string[]
}

/** Where a page ends: the date (null: undated; undefined: sorted by id alone) and the id of its last row. */
export interface Place {
  date?: string | null
  id: string
}

export interface PageQuestion {
  release: Pick<ReleaseEntry, 'release_id' | 'stored'>
  conditions: readonly ListCondition[]
  by: 'date' | 'id'
  descending: boolean
  after?: Place
  limit: number
}

/** The rows after a place, up to and with another one; all further ones where that is left out. */
export interface Stretch {
  after: Place
  until?: Place
  /** The ids of records that are left out. */
  removed?: readonly string[]
}

/** A list that is walked to its end. */
export interface Walk {
  database: Pick<RecordStore, 'pool'>
  set: Pick<ReleaseSet, 'query' | 'streamBytes'>
  list: ListTable
  release: ReleaseEntry
  question: PageQuestion
  /** Rows of a stretch. */
  rows?: number
}
