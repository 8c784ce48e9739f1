import path from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { projectRoot } from '../root.ts'
import type { Database } from './connect.ts'
import { locks } from './locks.ts'

/** The migrations of this package. */
export const migrationsFolder = path.join(projectRoot, 'migrations')

/**
 * Brings the database's tables to this version; safe to run from several processes at once. All open
 * migrations are applied in one transaction, so that a stop leaves the former tables.
 */
export async function migrate({ pool }: Pick<Database, 'pool'>, folder = migrationsFolder): Promise<void> {
  const client = await pool.connect()
  let failed = true
  try {
    await client.query('set client_min_messages = warning')
    await client.query('select pg_advisory_lock($1, $2)', [...locks.migrate])
    await applyMigrations(drizzle(client), { migrationsFolder: folder })
    await client.query('select pg_advisory_unlock($1, $2)', [...locks.migrate])
    await client.query('reset client_min_messages')
    failed = false
  } finally {
    // A connection that failed half-way is thrown away, and its lock with it.
    client.release(failed)
  }
}
