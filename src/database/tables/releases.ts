import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  timestamp,
  unique
} from 'drizzle-orm/pg-core'
import type { About } from '../../vocabulary/about.ts'
import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import type { ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import type { RejectedFields } from '../../vocabulary/release/rejected-fields.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'
import { bytea } from './bytea.ts'
import { releaseStatus } from './enums.ts'

/** Rows of one table of a release: read = loaded + rejected + excluded. */
export interface TableTally {
  read: number
  loaded: number
  rejected: number
  excluded: number
  /** Damaged rows that were repaired, whether they were then loaded, rejected or excluded. */
  repaired: number
  rejected_by_reason: Record<string, number>
  excluded_by_reason: Record<string, number>
  /** How many rows the publisher says the table has, where it says so. */
  published?: number
}

/** The catalogue: one row a source, with its about.json as imported. */
export const sources = pgTable('sources', {
  source: text().primaryKey(),
  about: jsonb().$type<About>().notNull(),
  synced_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow()
})

/** One dated edition of one series of a source. `read = loaded + rejected + excluded` always. */
export const releases = pgTable(
  'releases',
  {
    release_id: serial().primaryKey(),
    source: text().notNull(),
    /** The label in URLs, unique inside the source. */
    release: text().notNull(),
    series: text().notNull(),
    layout: text().notNull(),
    status: releaseStatus().notNull(),
    /** A text for readers. */
    status_reason: jsonb().$type<LocalText>(),
    synthetic: boolean().notNull(),
    /** Small tables that the product ships; they give way to any real import. */
    starter: boolean().notNull(),
    /** The day on which the files were fetched, where it was stated. */
    retrieved_on: date({ mode: 'string' }),
    /** The day of the publisher's edition, where it was stated: no date of a release can lie after it. */
    released_on: date({ mode: 'string' }),
    /** The day as of which the files say that their data are; null where they say none. */
    data_as_of: date({ mode: 'string' }),
    imported_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    published_at: timestamp({ withTimezone: true, mode: 'string' }),
    superseded_at: timestamp({ withTimezone: true, mode: 'string' }),
    coverage: jsonb().$type<Coverage>(),
    /** What its rows tell; null where they were not looked at: partner tables, and releases of earlier versions. */
    holdings: jsonb().$type<ReleaseHoldings>(),
    licence: text().notNull(),
    citation: text().notNull(),
    url: text().notNull(),
    rows_read: integer().notNull().default(0),
    rows_loaded: integer().notNull().default(0),
    rows_rejected: integer().notNull().default(0),
    rows_excluded: integer().notNull().default(0),
    excluded_by_reason: jsonb().$type<Record<string, number>>().notNull().default({}),
    rejected_by_reason: jsonb().$type<Record<string, number>>().notNull().default({}),
    facts: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** The same for each of the release's tables, where it has several. */
    rows_by_table: jsonb().$type<Record<string, TableTally>>().notNull().default({}),
    /** Field → number of impossible dates. */
    impossible_dates: jsonb().$type<Record<string, number>>().notNull().default({}),
    unknown_codes: jsonb().$type<{ field: string; code: string; count: number }[]>().notNull().default([]),
    /** Expectations that were not met and overridden by --force. */
    forced: jsonb().$type<string[]>().notNull().default([]),
    /** SHA-256 over the hashes of the files, in the order of their names: the identity of the bytes. */
    content_sha256: text().notNull(),
    generated_by: text().notNull()
  },
  table => [
    unique('releases_source_release').on(table.source, table.release),
    index('releases_content').on(table.source, table.content_sha256)
  ]
)

export const releaseFiles = pgTable(
  'release_files',
  {
    release_id: integer().notNull(),
    name: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    sha256: text().notNull(),
    retrieved_at: timestamp({ withTimezone: true, mode: 'string' })
  },
  table => [primaryKey({ columns: [table.release_id, table.name] })]
)

/** Rows that became no fact, with the reason and the raw text (at most 1 kB). */
export const rejections = pgTable(
  'rejections',
  {
    release_id: integer().notNull(),
    source_table: text().notNull(),
    line: integer().notNull(),
    reason: text().notNull(),
    raw: text().notNull(),
    /** What could be read of it; null where nothing could or was kept: it may belong to any answer. */
    readable: jsonb().$type<RejectedFields>()
  },
  table => [index('rejections_release').on(table.release_id, table.source_table, table.line)]
)

/** The columnar snapshot of a release, in chunks of 1 MB: `<grain>.parquet` files and `release.json`. */
export const snapshotFiles = pgTable(
  'snapshot_files',
  {
    release_id: integer().notNull(),
    name: text().notNull(),
    chunk: integer().notNull(),
    bytes: bytea().notNull(),
    /** Of the whole file, on each of its chunks. */
    sha256: text().notNull()
  },
  table => [primaryKey({ columns: [table.release_id, table.name, table.chunk] })]
)

/** One row, whose version each publish, withdrawal and removal raises. Nodes read it every two seconds. */
export const pointer = pgTable('pointer', {
  only: boolean().primaryKey().default(true),
  version: integer().notNull(),
  changed_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().default(sql`now()`)
})

/** The publishers' code lists, as imported: the label of each code, and the value that it is mapped to. */
export const codeLists = pgTable(
  'code_lists',
  {
    scheme: text().notNull(),
    source: text().notNull(),
    field: text().notNull(),
    code: text().notNull(),
    label: jsonb().$type<LocalText>().notNull(),
    /** dimension = value, such as outcome = rejected; null where the code decides nothing by itself. */
    dimension: text(),
    value: text(),
    note: jsonb().$type<LocalText>(),
    position: integer().notNull()
  },
  table => [primaryKey({ columns: [table.scheme, table.position] })]
)
