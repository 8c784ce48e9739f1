import type { Config } from '../../config.ts'
import { type Database, openDatabase } from '../../database/connect.ts'
import { migrate } from '../../database/migrate.ts'

/** The database cannot be reached, or made ready. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** Opens the database of the settings with the tables of this version, and closes it after the work. */
export async function withDatabase<T>(
  config: Config,
  log: (line: string) => void,
  work: (database: Database) => Promise<T>
): Promise<T> {
  const database = await opened(config, log)
  try {
    return await work(database)
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
