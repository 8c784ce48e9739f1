import { createHash } from 'node:crypto'
import type { Database } from '../database/connect.ts'

/** The store of records. */
export type RecordStore = Pick<Database, 'db' | 'pool'>

/**
 * Runs a query as a named statement, so that a connection plans each form once. The keys of rows are the names of
 * columns; whole numbers above 2^53 stay text.
 */
export async function runNamed<Row>(
  { pool }: RecordStore,
  query: { toSQL(): { sql: string; params: unknown[] } }
): Promise<Row[]> {
  const { sql: text, params: values } = query.toSQL()
  const name = createHash('sha1').update(text).digest('hex').slice(0, 20)
  const found = await pool.query({ name, text, values })
  return found.rows as Row[]
}
