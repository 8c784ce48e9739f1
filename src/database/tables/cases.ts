import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { recordColumns } from './record-columns.ts'

/** One case file of one authority a row. Not a person. Partitioned by release. */
export const cases = pgTable('cases', recordColumns('case'), table => [
  // Pages by date are found in the snapshot: indexes for them would take as long as all the rest of an import's keys.
  primaryKey({ name: 'cases_pkey', columns: [table.release_id, table.case_id] })
])

/** One act of an authority a row. Partitioned by release. */
export const decisions = pgTable('decisions', recordColumns('decision'), table => [
  primaryKey({ name: 'decisions_pkey', columns: [table.release_id, table.decision_id] }),
  index('decisions_case').on(table.case_id)
])

/** One thing a row that was reported and is none of these: an entry, a statement, a figure. Partitioned by release. */
export const events = pgTable('events', recordColumns('event'), table => [
  primaryKey({ name: 'events_pkey', columns: [table.release_id, table.event_id] }),
  index('events_case').on(table.case_id)
])

/** One departure of one person a row. Partitioned by release. */
export const returns = pgTable('returns', recordColumns('return'), table => [
  primaryKey({ name: 'returns_pkey', columns: [table.release_id, table.return_id] }),
  index('returns_case').on(table.case_id),
  index('returns_returned').on(sql`returned_on desc nulls last`, sql`return_id desc nulls last`)
])
