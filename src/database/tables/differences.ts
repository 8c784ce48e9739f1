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
import type { ChangedField, ComparedRecords } from '../../vocabulary/release/difference.ts'
import type { TopValue } from '../../vocabulary/release/field-ledger.ts'
import type { Grain } from '../../vocabulary/unit.ts'
import { differenceKind, differenceSplit, differenceState } from './enums.ts'

/**
 * What two releases of one series differ in: made whole in one transaction, or failed with the reason. It belongs to the
 * later release (`after_id`).
 */
export const releaseDifferences = pgTable(
  'release_differences',
  {
    difference_id: serial().primaryKey(),
    before_id: integer().notNull(),
    after_id: integer().notNull(),
    state: differenceState().notNull(),
    /** For the operator, why it failed; null where it did not. */
    failure: text(),
    /** Whether each record that differs is in difference_rows. */
    is_listed: boolean().notNull(),
    /** One entry a kind of record. */
    records: jsonb().$type<ComparedRecords[]>().notNull(),
    made_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().defaultNow()
  },
  table => [
    unique('release_differences_pair').on(table.before_id, table.after_id),
    index('release_differences_after').on(table.after_id)
  ]
)

/** How many records differ, by what they are. Kept for as long as the entry of the release. */
export const differenceCounts = pgTable(
  'difference_counts',
  {
    difference_id: integer().notNull(),
    position: integer().notNull(),
    record: text().$type<Grain>().notNull(),
    difference: differenceKind().notNull(),
    by: differenceSplit().notNull(),
    value: text(),
    value_before: text(),
    value_after: text(),
    count: integer().notNull()
  },
  table => [primaryKey({ columns: [table.difference_id, table.position] })]
)

/** Each record that differs, without a value of what vanished. Kept for as long as the records of the release. */
export const differenceRows = pgTable(
  'difference_rows',
  {
    difference_id: integer().notNull(),
    /** From 1: by record, then by kind in the order of recordDifferences, then by id, so that a filter on both is a range. */
    position: integer().notNull(),
    record: text().$type<Grain>().notNull(),
    difference: differenceKind().notNull(),
    id: bigint({ mode: 'bigint' }).notNull(),
    /** The key in the earlier release, of a record that has another one now. */
    former_id: bigint({ mode: 'bigint' }),
    /** Of a record that changed. */
    changes: jsonb().$type<ChangedField[]>(),
    /** `dimension=value`, of a published figure: what its number is of. */
    dimensions: jsonb().$type<string[]>()
  },
  table => [primaryKey({ columns: [table.difference_id, table.position] })]
)

/** What the records of a release tell in each field. */
export const fieldLedgers = pgTable(
  'release_fields',
  {
    release_id: integer().notNull(),
    position: integer().notNull(),
    record: text().$type<Grain>().notNull(),
    field: text().notNull(),
    rows: integer().notNull(),
    missing: integer().notNull(),
    unknown: integer().notNull(),
    first_on: date({ mode: 'string' }),
    last_on: date({ mode: 'string' }),
    impossible: integer(),
    distinct_values: integer(),
    top_values: jsonb().$type<TopValue[]>()
  },
  table => [primaryKey({ columns: [table.release_id, table.position] })]
)
