import { loadTables, prepareData } from '../import/first-run.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { withDatabase } from './serving/store.ts'

/** `migrate`: the tables and the catalogue of this version, and the first data of a new database (FIRST_DATA). */
export const migrateCommand: Command = {
  summary: 'Bring the database to this version; a new one gets its tables and first data',
  arguments: '',
  words: [0, 0],
  options: {},
  async run(_input, config, terminal) {
    await withDatabase(config, terminal.tell, async database => {
      await prepareData(database, config, terminal.tell)
      if (config.firstData === 'tables')
        await loadTables({ database, dataDir: config.dataDir }, terminal.tell)
    })
    terminal.out('The database’s tables are those of this version.\n')
    return exitCodes.ok.code
  }
}
