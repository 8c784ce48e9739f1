import { openClient } from '../../import/client.ts'
import { takeSource } from '../../import/lock.ts'
import { completeDownloads } from '../../import/publish/downloads.ts'
import { sourceRegistry } from '../../sources/registry.ts'
import type { Command } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { knownSource } from '../known-source.ts'
import { withDatabase } from './store.ts'

/** `downloads [source…]`: makes the files of releases that have none yet. */
export const downloadsCommand: Command = {
  summary: 'Make the files of releases that have none yet, to be downloaded',
  arguments: '[source…]',
  words: [0, 50],
  options: {},
  notes:
    'An import makes them by itself. This is for releases that an earlier version published, and for those whose import\n' +
    'was killed after the publish. Without a source, all.',
  async run({ words }, config, terminal) {
    for (const word of words) knownSource(word)
    const ids = words.length > 0 ? words : sourceRegistry.map(({ about }) => about.id)
    return withDatabase(config, terminal.tell, async database => {
      for (const id of ids) {
        const client = await openClient(database)
        try {
          await takeSource(client, id)
          const made = await completeDownloads(client, config, id)
          if (made.length > 0) terminal.out(`${id}: ${made.join(', ')}\n`)
        } finally {
          await client.end()
        }
      }
      return exitCodes.ok.code
    })
  }
}
