import type { ClientBase } from 'pg'
import type { Former } from '../../disclosure/requirements.ts'
import { countId } from '../copy/rows.ts'
import { dropWithin } from '../publish/retire.ts'

/**
 * A lookup of what the previous edition published under a `count_key`: a number, null where it was withheld,
 * undefined where it published none.
 */
export async function formerNumbers(
  client: ClientBase,
  source: string
): Promise<(count_key: string) => Former> {
  const { rows } = await client.query<{ count_id: string; value: number | null }>(
    `select count_id::text, value from published_counts
     where release_id in (select release_id from releases where source = $1 and status <> 'loading')`,
    [source]
  )
  const numbers = new Map(
    rows.map(({ count_id, value }) => [count_id, value === null ? null : Number(value)])
  )
  return count_key => numbers.get(countId({ count_key }))
}

/**
 * Drops the records of every edition but `kept`, whatever their status: a reader with two editions could subtract one
 * from the other. The editions stay in the catalogue. Returns the labels of those that were dropped. Records that
 * readers hold locked for too long are dropped after the next import.
 */
export async function dropFormer(
  client: ClientBase,
  source: string,
  kept: readonly number[]
): Promise<string[]> {
  const { rows } = await client.query<{ release_id: number; release: string }>(
    `select release_id, release from releases r where source = $1 and status <> 'loading' and release_id <> all($2)
       and exists (select from snapshot_files f where f.release_id = r.release_id) order by release_id`,
    [source, kept]
  )
  const dropped: string[] = []
  for (const { release_id, release } of rows) if (await dropWithin(client, release_id)) dropped.push(release)
  return dropped
}
