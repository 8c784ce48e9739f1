import pg from 'pg'
import type { Database } from '../database/connect.ts'
import { typeParsers } from '../database/type-parsers.ts'

/** A connection of the import's own: its locks and transactions last as long as it does. */
export async function openClient(database: Pick<Database, 'url'>): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: database.url,
    types: typeParsers,
    application_name: 'asylum-outcomes import',
    keepAlive: true
  })
  // A connection that is cut fails the query in hand; without a listener it would end the process.
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Runs work in one transaction. */
export async function transaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
