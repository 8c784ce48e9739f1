import pg from 'pg'
import type { Database } from '../database/connect.ts'
import { typeParsers } from '../database/type-parsers.ts'

/** A connection for one import alone, not of a pool. Its locks are released when it ends. */
export async function openClient(database: Pick<Database, 'url'>): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: database.url,
    types: typeParsers,
    application_name: 'asylum-outcomes import',
    keepAlive: true
  })
  // A lost connection fails the running query; without a listener its error event would end the process.
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
