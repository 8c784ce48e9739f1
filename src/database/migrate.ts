import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import type { ClientBase, Pool, PoolClient } from 'pg'
import { projectRoot } from '../root.ts'
import type { Database } from './connect.ts'
import { locks } from './locks.ts'

/** The migrations of this package. */
export const migrationsFolder = path.join(projectRoot, 'migrations')

/** The database has not the tables of this version, and this process may not make them. The message is a sentence. */
export class TablesMissing extends Error {
  override name = 'TablesMissing'
}

const command = 'asylum-outcomes migrate'
/** SQLSTATE where a role may not do something, and where the session is read-only. */
const forbidden = { '42501': 'may not', '25006': 'cannot, because it is read-only,' } as const

/**
 * Brings the database's tables to this version; safe to run from several processes at once. All open
 * migrations are applied in one transaction, so that a stop leaves the former tables. Where there is nothing to do,
 * nothing is written, so that any role may call it. Throws TablesMissing where the role may not make tables.
 */
export async function migrate({ pool }: Pick<Database, 'pool'>, folder = migrationsFolder): Promise<void> {
  const client = await pool.connect()
  let failed = true
  try {
    if ((await tablesAre(client, folder)) !== 'current') await apply(client, folder)
    failed = false
  } catch (error) {
    const code = codeIn(error)
    if (!Object.hasOwn(forbidden, code)) throw error
    throw new TablesMissing(
      `This role of the database ${forbidden[code as keyof typeof forbidden]} make the tables of this version. ` +
        `Run ${command} with the DATABASE_URL of the role that owns them.`
    )
  } finally {
    // A connection that failed half-way is thrown away, and its lock with it.
    client.release(failed)
  }
}

async function apply(client: PoolClient, folder: string): Promise<void> {
  await client.query('set client_min_messages = warning')
  await client.query('select pg_advisory_lock($1, $2)', [...locks.migrate])
  await applyMigrations(drizzle(client), { migrationsFolder: folder })
  await client.query('select pg_advisory_unlock($1, $2)', [...locks.migrate])
  await client.query('reset client_min_messages')
}

/** Throws TablesMissing, which names the command to run, where the tables are not those of this version or a later one. */
export async function requireTables(pool: Pool): Promise<void> {
  const found = await tablesAre(pool, migrationsFolder)
  if (found === 'current') return
  throw new TablesMissing(
    `${found === 'absent' ? 'The database has no tables, or this role may not read them' : 'The database has the tables of an earlier version'}. ` +
      `Run ${command} with the DATABASE_URL of the role that owns them, or let the service do it with MIGRATE=on.`
  )
}

/** Whether nothing can be written: a replica, or a session that is read-only. */
export async function isReadOnly(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ is: boolean }>(
    "select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as is"
  )
  return rows[0]?.is === true
}

/** How a database's tables stand to the migrations of a folder. Asks questions only. */
async function tablesAre(
  asked: Pick<ClientBase, 'query'>,
  folder: string
): Promise<'current' | 'earlier' | 'absent'> {
  const { rows: noted } = await asked.query<{ there: boolean }>(
    `select coalesce(has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage'), false) as there
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'drizzle' and c.relname = '__drizzle_migrations'`
  )
  if (!noted[0]?.there) return 'absent'
  const { rows } = await asked.query<{ last: string | null }>(
    'select max(created_at)::text as last from drizzle.__drizzle_migrations'
  )
  const { entries } = JSON.parse(await readFile(path.join(folder, 'meta/_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  return Number(rows[0]?.last ?? 0) >= Math.max(...entries.map(({ when }) => when)) ? 'current' : 'earlier'
}

/** The SQLSTATE of an error or of what caused it; empty where there is none. */
function codeIn(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error ? String(error.code) : codeIn(error.cause)
}
