import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { stopQueries } from './cancel.ts'
import { reasonOf } from './embedded/errors.ts'
import { type Kept, keep } from './embedded/keep.ts'
import { boundWaiting, limitedTo } from './limits.ts'
import { nameStatements, type PreparedStatements } from './prepared-statements.ts'
import { typeParsers } from './type-parsers.ts'

/** An open database. It holds all data; snapshots are made from it. */
export interface Database {
  /** How other clients reach it. It holds the password: never log it. */
  readonly url: string
  pool: pg.Pool
  db: NodePgDatabase
  /** Closes the pool; the last process to leave an embedded server stops it. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** A PostgreSQL 15 or later; without it, the embedded server of `dataDir` is used. */
  databaseUrl?: string
  /** The same server as its owner, by which a service migrates; default: `databaseUrl`. */
  ownerUrl?: string
  dataDir: string
  log?: (line: string) => void
  /** Milliseconds after which a query, or the wait for a connection, is given up; default: no limit. */
  databaseTimeoutMs?: number
  /** Connections at most. */
  connections?: number
  /** Default: `auto`. */
  preparedStatements?: PreparedStatements
}

const oldestVersion = 150_000

/**
 * Opens the database: the one at `databaseUrl`, else the embedded one of `dataDir`, which is made and started
 * where needed. A server that goes away never ends the process: queries fail until it is back, and an embedded
 * one is launched again.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.databaseUrl === undefined || options.databaseUrl === ''
    ? openEmbedded(options)
    : openServer(options.databaseUrl, options)
}

async function openServer(databaseUrl: string, options: DatabaseOptions): Promise<Database> {
  const pool = makePool({ connectionString: databaseUrl }, options)
  await checkServer(pool, databaseUrl).catch(async error => {
    await pool.end()
    throw error
  })
  return { url: databaseUrl, pool, db: drizzle(pool), close: once(() => pool.end()) }
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  let pool: pg.Pool | undefined
  const kept = await keep(options.dataDir, {
    log: options.log,
    // The pool makes its next connections from these options.
    onRelaunch: server => {
      if (pool) pool.options.port = server.port
    }
  })
  const { host, port, user, password } = kept.server
  pool = makePool({ host, port, user, password, database: 'postgres' }, options)
  const opened = pool
  return {
    get url() {
      return embeddedUrl(kept)
    },
    pool: opened,
    db: drizzle(opened),
    close: once(async () => {
      await opened.end()
      await kept.close()
    })
  }
}

/** A pool that has no connection yet. */
export function makePool(config: pg.PoolConfig, options: DatabaseOptions): pg.Pool {
  const { log = () => {}, connections = 10, preparedStatements = 'auto', databaseTimeoutMs } = options
  const pool = new pg.Pool({
    ...config,
    max: connections,
    types: typeParsers,
    application_name: 'asylum-outcomes',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    ...(databaseTimeoutMs === undefined ? {} : limitedTo(databaseTimeoutMs))
  })
  // Both an idle connection and one that is lent out may be cut; without listeners that ends the process.
  pool.on('error', error => log(`A database connection was lost: ${reasonOf(error)}`))
  pool.on('connect', client => {
    client.on('error', () => {})
  })
  if (databaseTimeoutMs !== undefined) boundWaiting(pool, log)
  stopQueries(pool)
  nameStatements(pool, preparedStatements, log)
  return pool
}

/** Throws, with the reason, where no server answers at a URL, or one that is too old. */
export async function checkServer(pool: pg.Pool, databaseUrl: string): Promise<void> {
  const failed = (reason: string) =>
    new Error(`The database of DATABASE_URL (${withoutPassword(databaseUrl)}): ${reason}`)
  const { rows } = await pool
    .query(
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as version"
    )
    .catch(error => {
      throw failed(reasonOf(error))
    })
  if (rows[0].number < oldestVersion)
    throw failed(`it is PostgreSQL ${rows[0].version}; 15 or later is needed`)
}

function embeddedUrl({ server }: Kept): string {
  return `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`
}

function withoutPassword(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'not a URL'
  const { protocol, host, pathname } = new URL(databaseUrl)
  return `${protocol}//${host}${pathname}`
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined
  return () => {
    closed ??= close()
    return closed
  }
}
