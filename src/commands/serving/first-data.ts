import { loadTables } from '../../import/first-run.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { progressTeller } from '../progress.ts'
import { stopOnSignal } from './signals.ts'
import { withDatabase } from './store.ts'

/** `first-data`: loads the whole tables that the product ships; a service beside it answers on. */
export const firstDataCommand: Command = {
  summary: 'Load the whole tables that the product ships, where nothing of their series is imported',
  arguments: '',
  words: [0, 0],
  options: {},
  notes:
    'A new service does this by itself in the embedded database (FIRST_DATA=tables), and `migrate` in any other. What is\n' +
    'cut short is begun again by the next start, or by this command.',
  async run(_input, config, terminal) {
    if (config.firstData !== 'tables') {
      terminal.tell(`FIRST_DATA=${config.firstData} has no whole tables: nothing is loaded.`)
      return exitCodes.ok.code
    }
    const stop = stopOnSignal()
    const progress = progressTeller({ ...terminal, tell: terminal.isScreen ? terminal.tell : () => {} })
    const context = {
      onPhase: (phase: Parameters<typeof progress.phase>[0]) => {
        stop.check(phase)
        progress.phase(phase)
      },
      onProgress: (state: Parameters<typeof progress.rows>[0]) => {
        stop.check('load')
        progress.rows(state)
      }
    }
    try {
      await withDatabase(config, terminal.tell, database =>
        loadTables({ ...context, database, dataDir: config.dataDir, keep: config.keep }, line => {
          progress.end()
          terminal.tell(line)
        })
      )
      return exitCodes.ok.code
    } finally {
      progress.end()
      stop.off()
    }
  }
}
