import { openClient } from '../import/client.ts'
import { chooseRelease } from '../import/publish/choose.ts'
import { textIn } from '../vocabulary/labels/texts/texts.ts'
import type { Command } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { knownSource } from './known-source.ts'
import { withDatabase } from './serving/store.ts'

/** `make-current <source> <release>`: a release that is kept answers by default from now on. */
export const makeCurrentCommand: Command = {
  summary: 'Let a release that is kept answer by default',
  arguments: '<source> <release>',
  words: [2, 2],
  options: {},
  notes:
    'For a release that stands beside the current one, or was superseded and still has its records. What answered\n' +
    'before is superseded, as after an import with --make-current.',
  async run({ words: [source = '', release = ''] }, config, terminal) {
    const { about } = knownSource(source)
    return withDatabase(config, terminal.tell, async database => {
      const client = await openClient(database)
      const { reason } = await chooseRelease(client, about, release).finally(() => client.end())
      terminal.out(`${source} ${release} answers by default: ${textIn(reason, 'en')}.\n`)
      return exitCodes.ok.code
    })
  }
}
