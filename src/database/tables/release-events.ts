import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, serial, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import type { ChangeDetails } from '../../vocabulary/release/change.ts'
import { changeKind, releaseStatus } from './enums.ts'

/**
 * What happened to releases, one row a change: rows are added and never altered. Of one transaction, the gravest has the
 * highest id.
 */
export const releaseEvents = pgTable(
  'release_events',
  {
    event_id: serial().primaryKey(),
    /** Its name in feeds: the same for ever, and in no other service. */
    change_id: uuid().notNull().defaultRandom(),
    kind: changeKind().notNull(),
    source: text().notNull(),
    /** Null where it concerns the source as a whole. */
    release_id: integer(),
    /** The earlier release that it was compared with. */
    before_id: integer(),
    /** The release that took its place. */
    replaced_by_id: integer(),
    /** The status that the release has since then; null where it is not known. */
    status: releaseStatus(),
    /** When it happened; null where that is not known, of what happened before changes were noted. */
    happened_at: timestamp({ withTimezone: true, mode: 'string' }),
    /** When it happened, else when it was noted: never earlier than that of the row before. */
    told_at: timestamp({ withTimezone: true, mode: 'string' }).notNull().default(sql`clock_timestamp()`),
    /** A text for readers. */
    reason: jsonb().$type<LocalText>(),
    details: jsonb().$type<ChangeDetails>().notNull().default({})
  },
  table => [index('release_events_source').on(table.source, table.event_id)]
)
