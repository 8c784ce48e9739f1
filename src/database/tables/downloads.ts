import { bigint, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './bytea.ts'

/** The files of a release that can be downloaded, also those that are no longer kept: their addresses say so. */
export const downloads = pgTable(
  'downloads',
  {
    release_id: integer().notNull(),
    /** Its name in addresses, such as `cases.csv.gz`. */
    name: text().notNull(),
    sha256: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    /** The snapshot table that it holds; null of files that describe the others. */
    records: text(),
    rows: integer(),
    /** Since when another file has its name: it was taken away for privacy. */
    removed_at: timestamp({ withTimezone: true, mode: 'string' })
  },
  table => [primaryKey({ columns: [table.release_id, table.name, table.sha256] })]
)

/** The bytes of downloads, in chunks of 1 MB; those of a Parquet file of a queryable release are its snapshot's. */
export const downloadChunks = pgTable(
  'download_chunks',
  {
    release_id: integer().notNull(),
    name: text().notNull(),
    chunk: integer().notNull(),
    bytes: bytea().notNull()
  },
  table => [primaryKey({ columns: [table.release_id, table.name, table.chunk] })]
)
