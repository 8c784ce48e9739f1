import { boolean, index, integer, pgTable, primaryKey, serial, text, timestamp } from 'drizzle-orm/pg-core'
import { bytea } from './bytea.ts'
import { removalReason } from './enums.ts'

/** One row a removal: what happened, and nothing that tells which record it was. Whoever reads the database may read it. */
export const removals = pgTable(
  'removals',
  {
    removal_id: serial().primaryKey(),
    source: text().notNull(),
    reason: removalReason().notNull(),
    /** The labels of the releases that held the case, earliest first. */
    releases: text().array().notNull(),
    /** The records that were taken away, of all kinds, each counted once however many releases had it. */
    records: integer().notNull(),
    removed_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow()
  },
  table => [index('removals_source').on(table.source, table.removed_at)]
)

/**
 * The removal list: of each removed record the HMAC-SHA-256 of its source, kind and id (import/publish/removal/removal-list.ts).
 * It is applied to every import. Only the owner and the importer may read it.
 */
export const removedRecords = pgTable(
  'removed_records',
  { source: text().notNull(), hash: bytea().notNull() },
  table => [primaryKey({ columns: [table.source, table.hash] })]
)

/**
 * The secret key of the removal list, one row, made at the first removal: 64 random bytes, kept as the two padded keys of
 * RFC 2104, so that the database can compute the hash by itself. Only the owner and the importer may read it.
 */
export const removalKey = pgTable('removal_key', {
  only: boolean().primaryKey().default(true),
  inner_pad: bytea().notNull(),
  outer_pad: bytea().notNull()
})
