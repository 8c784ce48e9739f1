import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { withDatabase } from './serving/store.ts'

/** `migrate`: migrates the database's tables to this version, which other commands and the service do as well. */
export const migrateCommand: Command = {
  summary: 'Bring the database’s tables to this version (the service does it by itself)',
  arguments: '',
  words: [0, 0],
  options: {},
  async run(_input, config, terminal) {
    await withDatabase(config, terminal.tell, async () => {})
    terminal.out('The database’s tables are those of this version.\n')
    return exitCodes.ok.code
  }
}
