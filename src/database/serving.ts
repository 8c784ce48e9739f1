import { drizzle } from 'drizzle-orm/node-postgres'
import { checkServer, type Database, type DatabaseOptions, makePool, openDatabase } from './connect.ts'
import { embeddedLogins, withLogin } from './roles.ts'

/** The database of a service, read as a role that writes nothing where it is the embedded one, and there before its server is: until then, its queries fail as those of one that is away. */
export interface ServingDatabase extends Database {
  /**
   * Reaches the server of `DATABASE_URL`, or launches the embedded one, and returns what may migrate and load it,
   * without a limit of time.
   * Throws where it cannot be reached; it may be called again then.
   */
  open(): Promise<Database>
}

/** Begins with no connection at all. */
export function servingDatabase(options: DatabaseOptions): ServingDatabase {
  return options.databaseUrl === undefined ? ofEmbedded(options) : ofServer(options.databaseUrl, options)
}

function ofServer(url: string, options: DatabaseOptions): ServingDatabase {
  const pool = makePool({ connectionString: url }, options)
  const { ownerUrl = url } = options
  const unlimited = makePool({ connectionString: ownerUrl }, withoutLimit(options))
  const close = async () => {
    await Promise.all([pool.end(), unlimited.end()])
  }
  return {
    ...{ url, pool, db: drizzle(pool), close },
    async open() {
      await checkServer(unlimited, ownerUrl)
      return { url: ownerUrl, pool: unlimited, db: drizzle(unlimited), close }
    }
  }
}

const withoutLimit = ({ databaseTimeoutMs: _, ...options }: DatabaseOptions): DatabaseOptions => options

function ofEmbedded(options: DatabaseOptions): ServingDatabase {
  let opening: Promise<Database> | undefined
  let owner: Database | undefined
  const pool = makePool({}, options)
  // Read at each connection: a server that was launched again may have another port.
  const readerUrl = () => (owner ? withLogin(owner.url, embeddedLogins(owner.url).reader) : nowhere)
  Object.defineProperty(pool.options, 'connectionString', { get: readerUrl })
  return {
    get url() {
      return readerUrl()
    },
    pool,
    db: drizzle(pool),
    async open() {
      opening ??= openDatabase(withoutLimit(options))
      owner = await opening
      return owner
    },
    async close() {
      await pool.end()
      // A stop during the launch waits for it, so that no server is left.
      await (await opening?.catch(() => undefined))?.close()
    }
  }
}

/** The address of no server. */
const nowhere = 'postgres://127.0.0.1:1/postgres'
