import type { ClientBase } from 'pg'
import { openClient } from '../../import/client.ts'
import { erase } from '../../import/publish/erase.ts'
import { type Withdrawn, withdraw } from '../../import/publish/withdraw.ts'
import { type Command, UsageError } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { withDatabase } from '../serving/store.ts'

/** `withdraw <source> <release> --reason`: withdraws a release; the reason is published. */
export const withdrawCommand: Command = {
  summary: 'Withdraw a release, with the reason that readers are told',
  arguments: '<source> <release>',
  words: [2, 2],
  options: {
    reason: { type: 'string', value: '"…"', description: 'why, in a sentence for readers; it is published' },
    erase: { type: 'boolean', description: 'delete its records for good, as where they name people' }
  },
  notes:
    'No other release becomes current by itself: choose one with make-current. A withdrawn release\n' +
    'stays withdrawn; the same files can be imported again under another name. It still answers who\n' +
    'asks for it by name, unless it is erased; --erase alone erases one that is withdrawn already.',
  async run({ words: [source = '', release = ''], options }, config, terminal) {
    const reason = typeof options.reason === 'string' ? options.reason.trim() : ''
    if (reason === '' && options.erase !== true)
      throw new UsageError('A withdrawal has a reason, which readers are told: --reason "…"')
    return withDatabase(config, terminal.tell, async database => {
      const client = await openClient(database)
      const done = await carryOut(client, {
        source,
        release,
        reason,
        erases: options.erase === true
      }).finally(() => client.end())
      terminal.out(done)
      return exitCodes.ok.code
    })
  }
}

interface Withdrawal {
  source: string
  release: string
  /** Empty: the release is withdrawn already. */
  reason: string
  erases: boolean
}

/** Withdraws, erases, or both; returns what was done. */
async function carryOut(
  client: ClientBase,
  { source, release, reason, erases }: Withdrawal
): Promise<string> {
  const withdrawn = reason === '' ? undefined : await withdraw(client, source, release, reason)
  if (erases) await erase(client, source, release)
  return (
    (withdrawn ? `${source} ${release} is withdrawn.\n${whatAnswers(source, withdrawn)}` : '') +
    (erases ? `The records of ${source} ${release} are deleted.\n` : '')
  )
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
