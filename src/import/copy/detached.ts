import type { ClientBase } from 'pg'
import { type SnapshotTable, snapshotTables } from '../../snapshot/card.ts'
import { removeLeftWork } from '../../snapshot/materialise.ts'
import { ImportRefused } from '../failures/errors.ts'
import { forgetDifferences } from '../publish/differences/keep.ts'
import { recordIds } from './rows.ts'

/** The fact tables. */
export const factTables = Object.values(snapshotTables) as SnapshotTable[]

/** The name of a release's own table, before and after it is attached. */
export const detachedName = (table: SnapshotTable, release_id: number): string => `${table}_${release_id}`

/**
 * SQL that makes a release's own table like the parent, not attached to it. The CHECK is what lets it be attached
 * later without being read again.
 */
export function createDetached(table: SnapshotTable, release_id: number): string {
  const name = detachedName(table, release_id)
  return `create table ${name} (like ${table} including defaults including storage,
    constraint ${name}_release check (release_id = ${release_id}))`
}

/**
 * The error for rows with the same key, with at most three examples. They would count one fact twice: the file repeats
 * rows, or the source's map leaves something out of the key.
 */
export async function doubles(
  client: ClientBase,
  table: SnapshotTable,
  release_id: number
): Promise<ImportRefused> {
  const { rows } = await client.query<{ places: string[] }>(
    `select array_agg(source_table || ' line ' || line order by source_table, line) as places
     from ${detachedName(table, release_id)} group by ${recordIds[table]} having count(*) > 1 limit 3`
  )
  return new ImportRefused(
    `Rows with the same key, of which only one can be right: ${rows
      .map(({ places }) => places.slice(0, 4).join(' and '))
      .join('; ')}. The file repeats rows, or two files overlap: import one of them.`
  )
}

/**
 * Removes what killed imports of a source left, in the database and on disk. The caller must hold the source's lock:
 * it proves that these imports have ended, on whichever machine they ran. Without it, the tables of a running import
 * would be removed. Returns the number of releases that were left half-made.
 */
export async function removeHalfMade(client: ClientBase, source: string, dataDir: string): Promise<number> {
  const { rows } = await client.query<MadeRelease>(
    `select release_id, source, content_sha256 from releases where source = $1 and status = 'loading'`,
    [source]
  )
  const ended = new Set(rows.map(workOf))
  await removeLeftWork(dataDir, work => ended.has(work))
  for (const { release_id } of rows) await removeRelease(client, release_id)
  return rows.length
}

interface MadeRelease {
  release_id: number
  source: string
  content_sha256: string
}

/** The name of the work on a release. The id alone is not unique where several databases share a folder. */
export const workOf = ({ release_id, source, content_sha256 }: MadeRelease): string =>
  `${source} ${release_id} ${content_sha256}`

/** Removes a release that was never published, with all that belongs to it. */
export async function removeRelease(client: ClientBase, release_id: number): Promise<void> {
  const { rowCount } = await client.query(
    `select from releases where release_id = $1 and status = 'loading'`,
    [release_id]
  )
  if (rowCount === 0) return
  for (const table of factTables) {
    const name = detachedName(table, release_id)
    const { rows } = await client.query<{ attached: boolean }>(
      'select relispartition as attached from pg_class where oid = to_regclass($1)',
      [name]
    )
    if (rows[0] && !rows[0].attached) await client.query(`drop table ${name}`)
  }
  await forgetDifferences(client, 'after_id = $1', [release_id])
  for (const table of [
    'rejections',
    'release_files',
    'release_fields',
    'snapshot_files',
    'downloads',
    'download_chunks'
  ])
    await client.query(`delete from ${table} where release_id = $1`, [release_id])
  await client.query(`delete from releases where release_id = $1 and status = 'loading'`, [release_id])
}
