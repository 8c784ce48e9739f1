import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientBase } from 'pg'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { transaction } from '../client.ts'
import { detachedName, factTables } from '../copy/detached.ts'
import { raisePointer } from './publish.ts'

/** How many superseded releases of a series keep their records, so that quoted numbers can be looked up. */
const kept = 1
const attempts = 10
const lockNotAvailable = '55P03'

/**
 * Drops the records of releases that were superseded before the last superseded one. The release stays in the
 * catalogue. A DROP that waits makes every reader wait behind it, so it gives up at once and tries again; what
 * cannot be dropped now is dropped after the next import.
 */
export async function retire(client: ClientBase, source: string): Promise<string[]> {
  const { rows } = await client.query<{ release_id: number; release: string }>(
    `select release_id, release from (
       select release_id, release, row_number() over (partition by series order by superseded_at desc, release_id desc)
       from releases r where source = $1 and status = 'superseded'
       and exists (select from snapshot_files f where f.release_id = r.release_id)) s
     where row_number > ${kept} order by release_id`,
    [source]
  )
  const dropped: string[] = []
  for (const { release_id, release } of rows) if (await dropWithin(client, release_id)) dropped.push(release)
  return dropped
}

/** Drops the records of one release. False where readers held locks on its tables through all tries. */
export async function dropWithin(client: ClientBase, release_id: number, tries = attempts): Promise<boolean> {
  for (let attempt = 1; attempt <= tries; attempt++) {
    try {
      await dropRecords(client, release_id)
      return true
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === lockNotAvailable)) throw error
      await sleep(50 * attempt)
    }
  }
  return false
}

async function dropRecords(client: ClientBase, release_id: number): Promise<void> {
  await transaction(client, async () => {
    await client.query("set local lock_timeout = '200ms'")
    await raisePointer(client)
    for (const table of factTables)
      await client.query(`drop table if exists ${detachedName(table, release_id)}`)
    for (const table of ['rejections', 'snapshot_files'])
      await client.query(`delete from ${table} where release_id = $1`, [release_id])
    await client.query(
      `update releases set status_reason = $2
       where release_id = $1 and status = 'superseded'`,
      [release_id, JSON.stringify(said('no_longer_kept'))]
    )
  })
}
