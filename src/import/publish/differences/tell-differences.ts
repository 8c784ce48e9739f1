import path from 'node:path'
import { ledgerOf } from '../../../snapshot/differences/ledger.ts'
import type { WrittenTable } from '../../../snapshot/write.ts'
import type { Job } from '../../job.ts'
import type { Candidate } from '../candidate.ts'
import { compareWith } from './compare-with.ts'
import { earlierOf } from './earlier.ts'
import { keepLedger } from './keep.ts'

/**
 * What a release tells in each field, and what it differs in from the one before: kept before it is published, so that who
 * sees the release sees both. The report says what was compared, and what could not be: neither keeps a release from being
 * published.
 */
export async function tellDifferences(
  { client, context, report, source }: Job,
  release: Candidate & { release_id: number },
  written: readonly WrittenTable[],
  folder: string
): Promise<void> {
  const { release_id } = release
  const hasLastingKeys = source.about.ids_hold === 'across_releases'
  const { database } = context
  const ledger = await ledgerOf(written, folder).catch((error: Error) => {
    report.differences = [...report.differences, `its fields could not be counted: ${error.message}`]
    return []
  })
  if (ledger.length > 0) await keepLedger(client, release_id, ledger)
  const earlier = await earlierOf(client, source.about, release)
  if (!earlier) return
  const made = await compareWith(
    { client, database, hasLastingKeys, folder: path.join(folder, 'compared') },
    earlier.release_id,
    { release_id, files: new Map(written.map(({ table, file }) => [table, file])) }
  )
  report.compared = { release: earlier.release, ...made }
}
