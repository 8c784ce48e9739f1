import { openClient } from '../import/client.ts'
import { type Withdrawn, withdraw } from '../import/publish/withdraw.ts'
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
    'No other release becomes current by itself: choose one with make-current. A withdrawn release\n' +
    'stays withdrawn; the same files can be imported again under another name.',
  async run({ words: [source = '', release = ''], options }, config, terminal) {
    const { reason } = options
    if (typeof reason !== 'string' || reason.trim() === '')
      throw new UsageError('A withdrawal has a reason, which readers are told: --reason "…"')
    return withDatabase(config, terminal.tell, async database => {
      const client = await openClient(database)
      const withdrawn = await withdraw(client, source, release, reason.trim()).finally(() => client.end())
      terminal.out(`${source} ${release} is withdrawn.\n${whatAnswers(source, withdrawn)}`)
      return exitCodes.ok.code
    })
  }
}

/** What answers after a withdrawal, and what could. */
function whatAnswers(source: string, { was_current, series, answers, offered }: Withdrawn): string {
  if (answers.length > 0)
    return `${answers.join(', ')} ${answers.length > 1 ? 'answer' : 'answers'} by default.\n`
  const now = `No release of ${source} (series ${series}) answers by default now.`
  const [newest, ...others] = offered
  if (newest === undefined) return `${now} Import one: asylum-outcomes import ${source} <path…>\n`
  const more = others.length > 0 ? `, or ${others.join(', ')}` : ''
  const before = was_current ? ' in its place' : ''
  return `${now} Kept, and to be chosen${before}: ${newest}${more}. asylum-outcomes make-current ${source} ${newest}\n`
}
