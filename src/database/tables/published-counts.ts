import { pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { recordColumns } from './record-columns.ts'

/** One published number a row. Partitioned by release. Sorts by words use COLLATE "C". */
export const publishedCounts = pgTable('published_counts', recordColumns('count'), table => [
  primaryKey({ name: 'published_counts_pkey', columns: [table.release_id, table.count_id] })
])
