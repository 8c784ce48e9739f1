import { createHash } from 'node:crypto'
import type { Database } from '../database/connect.ts'

/** The store of records. */
export type RecordStore = Pick<Database, 'db' | 'pool'>

/** A query that is written once: what is called runs it as a named statement, with its values in their order. */
export function namedQuery<Row>(
  { pool }: RecordStore,
  query: { toSQL(): { sql: string; params: unknown[] } }
): (...values: unknown[]) => Promise<Row[]> {
  const { sql: text } = query.toSQL()
  const name = nameOf(text)
  return async (...values) => (await pool.query({ name, text, values })).rows as Row[]
}

/**
 * Runs a query as a named statement, so that a connection plans each form once. The keys of rows are the names of
 * columns; whole numbers above 2^53 stay text.
 */
export async function runNamed<Row>(
  { pool }: RecordStore,
  query: { toSQL(): { sql: string; params: unknown[] } }
): Promise<Row[]> {
  const { sql: text, params: values } = query.toSQL()
  const found = await pool.query({ name: nameOf(text), text, values })
  return found.rows as Row[]
}

const nameOf = (text: string): string => createHash('sha1').update(text).digest('hex').slice(0, 20)
