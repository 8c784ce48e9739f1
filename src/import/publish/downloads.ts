import type { Client } from 'pg'
import { makeDownloads, sums } from '../../downloads/make-downloads.ts'
import { transaction } from '../client.ts'
import type { ImportContext } from '../job.ts'
import { raisePointer } from './publish.ts'

/**
 * Makes the downloads of all releases of a source that can be queried and have none yet: after a publish, and of releases
 * that an earlier version published or whose import was killed here. Returns their labels.
 */
export async function completeDownloads(
  client: Client,
  { dataDir }: Pick<ImportContext, 'dataDir'>,
  source: string
): Promise<string[]> {
  const { rows } = await client.query<{ release_id: number; release: string }>(
    `select release_id, release from releases r
     where source = $1 and status in ('current', 'beside', 'superseded')
       and exists (select from snapshot_files f where f.release_id = r.release_id)
       and not exists (select from downloads d
         where d.release_id = r.release_id and d.name = $2 and d.removed_at is null)
     order by release_id`,
    [source, sums]
  )
  for (const { release_id } of rows)
    await transaction(client, async () => {
      await makeDownloads({ client, dataDir }, release_id)
      // Last, since the row stays locked until the transaction ends.
      await raisePointer(client)
    })
  return rows.map(({ release }) => release)
}
