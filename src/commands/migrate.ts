import type { Config } from '../config.ts'
import { giveRoles, type Logins, loginsIn } from '../database/roles.ts'
import { loadTables, prepareData } from '../import/first-run.ts'
import { type Command, type Input, UsageError } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { withDatabase } from './serving/store.ts'

/** `migrate`: the tables and the catalogue of this version, and the first data of a new database (FIRST_DATA). */
export const migrateCommand: Command = {
  summary: 'Bring the database to this version; a new one gets its tables and first data',
  arguments: '',
  words: [0, 0],
  options: {
    importer: {
      type: 'string',
      value: 'url',
      description: 'the DATABASE_URL of imports: its role is made, and owns the tables'
    },
    reader: {
      type: 'string',
      value: 'url',
      description: 'the DATABASE_URL of `serve`: its role is made, and reads'
    },
    'without-tables': {
      type: 'boolean',
      description: 'leave the whole tables that the product ships to `first-data`'
    }
  },
  notes: 'The embedded database has both roles by itself. The role of DATABASE_URL makes them elsewhere.',
  async run({ options }, config, terminal) {
    const logins = loginsOf(options, config)
    await withDatabase(config, terminal.tell, async database => {
      if (logins.importer || logins.reader) await giveRoles(database.pool, logins)
      await prepareData(database, config, terminal.tell)
      if (config.firstData === 'tables' && !options['without-tables'])
        await loadTables({ database, dataDir: config.dataDir, keep: config.keep }, terminal.tell)
    })
    terminal.out('The database’s tables are those of this version.\n')
    return exitCodes.ok.code
  }
}

/** The roles that the options name. Throws UsageError where they cannot be used. */
function loginsOf({ importer, reader }: Input['options'], { databaseUrl }: Config): Logins {
  const urls = { importer: importer as string | undefined, reader: reader as string | undefined }
  if (databaseUrl === undefined && (importer ?? reader) !== undefined)
    throw new UsageError(
      'The embedded database makes its roles by itself: --importer and --reader need DATABASE_URL.'
    )
  try {
    return loginsIn(urls)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}
