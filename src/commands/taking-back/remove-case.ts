import { openClient } from '../../import/client.ts'
import { type Removed, removeCase } from '../../import/publish/removal/remove-case.ts'
import { said, textIn } from '../../vocabulary/labels/texts/texts.ts'
import { type RemovalReason, removalReasons } from '../../vocabulary/release/removal.ts'
import { type Command, didYouMean, UsageError } from '../command.ts'
import { exitCodes } from '../exit-codes.ts'
import { knownSource } from '../known-source.ts'
import { withDatabase } from '../serving/store.ts'

/** `remove-case <source> <case_id> --reason`: a case is gone from all releases, downloads and later imports. */
export const removeCaseCommand: Command = {
  summary: 'Remove a case for privacy, from all releases and from every later import',
  arguments: '<source> <case_id>',
  words: [2, 2],
  options: {
    reason: { type: 'string', value: 'REASON', description: `one of: ${removalReasons.join(', ')}` }
  },
  notes:
    `${removalReasons.map(reason => `${reason}: ${textIn(said(`removal_${reason}`), 'en')}\n`).join('')}` +
    'It cannot be undone. Item addresses of the case and addresses of the downloads that held it answer 410. Delete\n' +
    'the publisher’s files and backups yourself: see docs/runbook.md.',
  async run({ words: [source = '', id = ''], options }, config, terminal) {
    const reason = reasonOf(options.reason)
    const { about } = knownSource(source)
    return withDatabase(config, terminal.tell, async database => {
      const client = await openClient(database)
      const removed = await removeCase({ client, database, dataDir: config.dataDir }, about, {
        id,
        reason
      }).finally(() => client.end())
      terminal.out(sentenceOf(removed, reason))
      return exitCodes.ok.code
    })
  }
}

function reasonOf(given: string | boolean | undefined): RemovalReason {
  const found = removalReasons.find(reason => reason === given)
  if (found) return found
  const near = typeof given === 'string' ? didYouMean(given, removalReasons) : ''
  throw new UsageError(`A removal has a reason, one of: --reason ${removalReasons.join(', ')}.${near}`)
}

/** What was done, without the id: terminals are logged. */
function sentenceOf({ changed, records, releases, downloads_gone }: Removed, reason: RemovalReason): string {
  if (!changed) return 'This case was removed before, and nothing is kept of it. Nothing was changed.\n'
  const from = releases.length > 0 ? ` from ${releases.join(', ')}` : ''
  const gone =
    downloads_gone.length > 0
      ? `The downloads of ${downloads_gone.join(', ')} held it and are kept no longer.\n`
      : ''
  return `A case with ${records} ${records === 1 ? 'record' : 'records'} is removed${from} (${reason}). Nodes see it within seconds.\n${gone}`
}
