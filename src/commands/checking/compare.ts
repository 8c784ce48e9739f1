import { openClient } from '../../import/client.ts'
import { compareKept } from '../../import/publish/differences/compare-kept.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { knownSource } from '../known-source.ts'
import { comparedLines } from '../report.ts'
import { withDatabase } from '../serving/store.ts'
import { textTable } from '../table.ts'

/** `compare <source> <before> <after>`: what two kept releases differ in, told at their address from now on. */
export const compareCommand: Command = {
  summary: 'Compare two releases that are kept, and tell readers what they differ in',
  arguments: '<source> <before> <after>',
  words: [3, 3],
  options: {},
  notes:
    'An import compares a release with the one that was current before it. This is for other pairs, for one that an\n' +
    'import could not compare, and for releases of an earlier version. Any import can go on meanwhile but for that source.',
  async run({ words: [source = '', before = '', after = ''] }, config, terminal) {
    const { about } = knownSource(source)
    return withDatabase(config, terminal.tell, async database => {
      const client = await openClient(database)
      const made = await compareKept({ client, database, dataDir: config.dataDir }, about, {
        before,
        after
      }).finally(() => client.end())
      terminal.out(textTable(comparedLines({ release: before, ...made })))
      return made.state === 'ready' ? exitCodes.ok.code : exitCodes.unexpected.code
    })
  }
}
