import { openClient } from '../import/client.ts'
import { withdraw } from '../import/publish/withdraw.ts'
import { type Command, UsageError } from './command.ts'
import { exitCodes } from './exit-codes.ts'
import { withDatabase } from './serving/store.ts'

/** `withdraw <source> <release> --reason`: withdraws a release; the reason is published. */
export const withdrawCommand: Command = {
  summary: 'Withdraw a release, with the reason that readers are told',
  arguments: '<source> <release>',
  words: [2, 2],
  options: {
    reason: { type: 'string', value: '"…"', description: 'why, in a sentence for readers; it is published' }
  },
  notes:
    'No other release becomes current by itself: import its files again with --make-current. A withdrawn release\n' +
    'stays withdrawn; the same files can be imported again under another name.',
  async run({ words: [source = '', release = ''], options }, config, terminal) {
    const { reason } = options
    if (typeof reason !== 'string' || reason.trim() === '')
      throw new UsageError('A withdrawal has a reason, which readers are told: --reason "…"')
    return withDatabase(config, terminal.tell, async database => {
      const client = await openClient(database)
      const { was_current, others } = await withdraw(client, source, release, reason.trim()).finally(() =>
        client.end()
      )
      terminal.out(`${source} ${release} is withdrawn.\n`)
      if (was_current)
        terminal.out(
          `No release of ${source} answers by default now. ` +
            (others.length === 0
              ? `Import one: asylum-outcomes import ${source} <path…>\n`
              : `To choose one of ${others.join(', ')}: asylum-outcomes import ${source} <its files> --make-current\n`)
        )
      return exitCodes.ok.code
    })
  }
}
