import type { Config } from '../../config.ts'
import { type Database, type DatabaseOptions, openDatabase } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'
import { embeddedLogins, giveRoles, loggedIn, rolesAreGiven } from '../../database/roles.ts'

/** The database cannot be reached, or made ready. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/**
 * Opens the database of the settings with the tables of this version, and closes it after the work. In the embedded one
 * the work is done as its importer.
 */
export async function withDatabase<T>(
  config: Config,
  log: (line: string) => void,
  work: (database: Database) => Promise<T>
): Promise<T> {
  const database = await opened(config, log)
  try {
    if (config.databaseUrl !== undefined) return await work(database)
    return await asImporter(database, { dataDir: config.dataDir, log }, work)
  } finally {
    await database.close()
  }
}

async function opened(config: Config, log: (line: string) => void): Promise<Database> {
  try {
    const { databaseUrl, dataDir } = config
    const database = await openDatabase({
      dataDir,
      log,
      ...(databaseUrl === undefined ? {} : { databaseUrl })
    })
    await migrate(database).catch(async error => {
      await database.close()
      throw error
    })
    return database
  } catch (error) {
    throw new DatabaseUnavailable(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Gives the roles of the embedded database what they need, and does the work as the importer. */
export async function asImporter<T>(
  owner: Database,
  options: DatabaseOptions,
  work: (database: Database) => Promise<T>
): Promise<T> {
  const logins = embeddedLogins(owner.url)
  if (!(await rolesAreGiven(owner.pool, logins))) await giveRoles(owner.pool, logins)
  const importer = loggedIn(owner, logins.importer, options)
  try {
    return await work(importer)
  } finally {
    await importer.close()
  }
}
