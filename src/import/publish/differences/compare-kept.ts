import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Client } from 'pg'
import type { Database } from '../../../database/connect.ts'
import { ledgerOf } from '../../../snapshot/differences/ledger.ts'
import { workFolder } from '../../../snapshot/materialise.ts'
import type { About } from '../../../vocabulary/about.ts'
import { transaction } from '../../client.ts'
import { ImportRefused } from '../../failures/errors.ts'
import { takeSource } from '../../lock.ts'
import { noteEvents } from '../events.ts'
import { raisePointer } from '../publish.ts'
import { differenceEvents, isDifferenceTold } from '../published-events.ts'
import { type ComparisonMade, compareWith, snapshotOf } from './compare-with.ts'
import { keepLedger } from './keep.ts'

interface KeptPair {
  before: string
  after: string
}

interface KeptRelease {
  release_id: number
  series: string
  status: 'current' | 'beside' | 'superseded' | 'withdrawn'
  kept: boolean
}

/**
 * Compares two releases that are kept, in the place of what was kept of them before, and counts anew what each tells in its
 * fields. Nodes see it within seconds. For pairs that no import compared, for a comparison that failed, and after the snapshot of
 * a release was made anew. Throws ImportRefused and SourceBusy.
 */
export async function compareKept(
  { client, database, dataDir }: { client: Client; database: Pick<Database, 'pool'>; dataDir: string },
  about: About,
  { before, after }: KeptPair
): Promise<ComparisonMade> {
  await takeSource(client, about.id)
  const [earlier, later] = [await keptRelease(client, about, before), await keptRelease(client, about, after)]
  if (earlier.series !== later.series || earlier.release_id === later.release_id)
    throw new ImportRefused(`${before} and ${after} are not two releases of one series of ${about.id}.`)
  if (earlier.release_id > later.release_id)
    throw new ImportRefused(`${after} was imported before ${before}: name the earlier release first.`)
  const folder = await workFolder(dataDir)
  try {
    for (const { release_id } of [earlier, later]) {
      const { files } = await snapshotOf(
        { client, database },
        release_id,
        path.join(folder, String(release_id))
      )
      const written = [...files].map(([table, file]) => ({ table, file }))
      const ledger = await ledgerOf(written, folder)
      await transaction(client, () => keepLedger(client, release_id, ledger))
    }
    const made = await compareWith(
      { client, database, hasLastingKeys: about.ids_hold === 'across_releases', folder },
      earlier.release_id,
      await snapshotOf({ client, database }, later.release_id, path.join(folder, 'after'))
    )
    await transaction(client, async () => {
      await raisePointer(client)
      // A comparison that failed at the import is told now; whatever was told before is not told again.
      const { release_id, status } = later
      if (!(await isDifferenceTold(client, release_id)))
        await noteEvents(client, await differenceEvents(client, { source: about.id, release_id, status }))
    })
    return made
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function keptRelease(client: Client, { id }: About, release: string): Promise<KeptRelease> {
  const { rows } = await client.query<KeptRelease>(
    `select release_id, series, status, exists (select from snapshot_files f where f.release_id = r.release_id) as kept
     from releases r where source = $1 and release = $2 and status <> 'loading'`,
    [id, release]
  )
  const [found] = rows
  if (!found) throw new ImportRefused(`${id} has no release ${release}. See: asylum-outcomes releases ${id}`)
  if (!found.kept) throw new ImportRefused(`The records of ${id} ${release} are no longer kept.`)
  return found
}
