import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { keepParquetOf } from '../../snapshot/downloads/kept-downloads.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { transaction } from '../client.ts'
import { detachedName, factTables } from '../copy/detached.ts'
import { forgetListed } from './differences/keep.ts'
import { raisePointer } from './publish.ts'

/** How many superseded releases of a series are kept, so that quoted numbers can be looked up. */
export interface Retention {
  /** With their records, which answer `release=` and `as_of=`. */
  superseded: number
  /** With their downloads; never fewer than have their records. */
  downloads: number
}

const usual: Retention = { superseded: 1, downloads: 4 }
const attempts = 10
const lockNotAvailable = '55P03'

/**
 * Drops what is kept no longer of superseded releases: the records first, the downloads later. The release stays in the
 * catalogue. A DROP that waits makes every reader wait behind it, so it gives up at once and tries again; what cannot be
 * dropped now is dropped after the next import. Returns the releases whose records were dropped.
 */
export async function retire(client: ClientBase, source: string, keep: Retention = usual): Promise<string[]> {
  const { rows } = await client.query<Superseded>(
    `select release_id, release,
       exists (select from snapshot_files f where f.release_id = r.release_id) as has_records,
       exists (select from download_chunks c where c.release_id = r.release_id) as has_downloads,
       (row_number() over (partition by series order by superseded_at desc, release_id desc))::int as place
     from releases r where source = $1 and status = 'superseded' order by release_id`,
    [source]
  )
  const dropped: string[] = []
  for (const { release_id, release, place, has_records, has_downloads } of rows) {
    const keepsDownloads = place <= Math.max(keep.downloads, keep.superseded)
    if (has_records && place > keep.superseded) {
      if (await dropWithin(client, release_id, { keepsDownloads })) dropped.push(release)
    } else if (has_downloads && !keepsDownloads) await dropDownloads(client, release_id)
  }
  return dropped
}

interface Superseded {
  release_id: number
  release: string
  has_records: boolean
  has_downloads: boolean
  /** In its series, from 1: the one that was superseded last. */
  place: number
}

/** The addresses of the files stay known, to say that they are kept no longer. */
const dropDownloads = (client: ClientBase, release_id: number): Promise<void> =>
  transaction(client, async () => {
    await raisePointer(client)
    await client.query('delete from download_chunks where release_id = $1', [release_id])
  })

/**
 * Drops the records of one release, and its downloads unless these are kept. False where readers held locks on its
 * tables through all tries.
 */
export async function dropWithin(
  client: ClientBase,
  release_id: number,
  { keepsDownloads = false }: { keepsDownloads?: boolean } = {}
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    try {
      await dropRecords(client, release_id, keepsDownloads)
      return true
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === lockNotAvailable)) throw error
      await sleep(50 * attempt)
    }
  }
  return false
}

async function dropRecords(client: ClientBase, release_id: number, keepsDownloads: boolean): Promise<void> {
  await transaction(client, async () => {
    await client.query("set local lock_timeout = '200ms'")
    // A removal of a case writes its snapshot anew meanwhile: one after the other (removal/remove-case.ts).
    await client.query('select from releases where release_id = $1 for update', [release_id])
    await raisePointer(client)
    for (const table of factTables)
      await client.query(`drop table if exists ${detachedName(table, release_id)}`)
    if (keepsDownloads) await keepParquetOf(client, release_id)
    for (const table of ['rejections', 'snapshot_files', ...(keepsDownloads ? [] : ['download_chunks'])])
      await client.query(`delete from ${table} where release_id = $1`, [release_id])
    await forgetListed(client, release_id)
    await client.query(
      `update releases set status_reason = $2
       where release_id = $1 and status = 'superseded'`,
      [release_id, JSON.stringify(said('no_longer_kept'))]
    )
  })
}
