import { createHash } from 'node:crypto'
import type { ClientBase, Pool } from 'pg'
import type { ReleaseCard, SnapshotTable } from '../card.ts'
import { grainOf } from '../columns.ts'

/** A file of a release, as the database knows it. */
export interface KeptDownload {
  release_id: number
  name: string
  sha256: string
  bytes: number
  /** The table whose records it has; null of files that describe the others. */
  records: SnapshotTable | null
  rows: number | null
}

/** The name of a table's Parquet file in downloads, and the one under which the snapshot has it. */
export const parquetName = (table: SnapshotTable): string => `${table}.parquet`
const inSnapshot = (table: SnapshotTable): string => `${grainOf(table)}.parquet`

/** Notes the Parquet files of a release as downloads: their bytes are those of the snapshot. */
export async function noteParquet(
  client: ClientBase,
  { release_id, tables }: Pick<ReleaseCard, 'release_id' | 'tables'>
): Promise<void> {
  for (const [table, { sha256, bytes, rows }] of Object.entries(tables))
    await note(client, {
      ...{ release_id, name: parquetName(table as SnapshotTable), sha256, bytes, rows },
      records: table as SnapshotTable
    })
}

async function note(client: ClientBase, kept: KeptDownload): Promise<void> {
  const { release_id, name, sha256, bytes, records, rows } = kept
  await client.query(
    `insert into downloads (release_id, name, sha256, bytes, records, rows) values ($1, $2, $3, $4, $5, $6)
     on conflict (release_id, name, sha256) do update set removed_at = null`,
    [release_id, name, sha256, bytes, records, rows]
  )
}

/** Keeps a file of a release, which must not have one of this name. */
export async function keepDownload(
  client: ClientBase,
  { release_id, name, records, rows }: Pick<KeptDownload, 'release_id' | 'name' | 'records' | 'rows'>,
  pieces: AsyncIterable<Buffer> | Iterable<Buffer>
): Promise<KeptDownload> {
  const hash = createHash('sha256')
  let [bytes, chunk] = [0, 0]
  for await (const piece of pieces) {
    hash.update(piece)
    bytes += piece.length
    await client.query('insert into download_chunks values ($1, $2, $3, $4)', [
      release_id,
      name,
      chunk++,
      piece
    ])
  }
  const kept = { release_id, name, sha256: hash.digest('hex'), bytes, records, rows }
  await note(client, kept)
  return kept
}

/** Keeps the Parquet files of a release whose snapshot is about to be deleted. */
export async function keepParquetOf(client: ClientBase, release_id: number): Promise<void> {
  const { rows } = await client.query<{ records: SnapshotTable }>(
    `select distinct records from downloads where release_id = $1 and name like '%.parquet'`,
    [release_id]
  )
  for (const { records } of rows)
    await client.query(
      `insert into download_chunks
       select release_id, $2, chunk, bytes from snapshot_files where release_id = $1 and name = $3
       on conflict do nothing`,
      [release_id, parquetName(records), inSnapshot(records)]
    )
}

/** A database of which a chunk is read. */
type ChunkStore = Pick<Pool, 'query'>

interface Place {
  table: 'snapshot_files' | 'download_chunks'
  name: string
}

/** Where the chunks of a file are; undefined where it is kept no longer. */
async function placeOf(
  store: ChunkStore,
  download: Pick<KeptDownload, 'release_id' | 'name' | 'records'>
): Promise<(Place & { lengths: number[] }) | undefined> {
  const { release_id, name, records } = download
  const places: Place[] = [{ table: 'download_chunks', name }]
  if (records !== null && name === parquetName(records))
    places.unshift({ table: 'snapshot_files', name: inSnapshot(records) })
  for (const place of places) {
    const { rows } = await store.query<{ length: number }>(
      `select octet_length(bytes) as length from ${place.table}
       where release_id = $1 and name = $2 order by chunk`,
      [release_id, place.name]
    )
    if (rows.length > 0) return { ...place, lengths: rows.map(({ length }) => length) }
  }
  return undefined
}

/**
 * The bytes of a file from the one at `from` to the one at `to`, both included, in pieces of at most 1 MB, one in memory
 * at a time; undefined where it is kept no longer. Throws while it is read where a part of it is gone.
 */
export async function readDownload(
  store: ChunkStore,
  download: Pick<KeptDownload, 'release_id' | 'name' | 'records' | 'bytes'>,
  { from, to }: { from: number; to: number }
): Promise<AsyncGenerator<Buffer> | undefined> {
  const place = await placeOf(store, download)
  if (place === undefined) return undefined
  const whole = place.lengths.reduce((sum, length) => sum + length, 0)
  if (whole !== download.bytes) throw new Error(`${download.name} is not kept whole: it has ${whole} bytes`)
  return piecesOf(store, download.release_id, place, { from, to })
}

async function* piecesOf(
  store: ChunkStore,
  release_id: number,
  { table, name, lengths }: Place & { lengths: number[] },
  { from, to }: { from: number; to: number }
): AsyncGenerator<Buffer> {
  let at = 0
  for (const [chunk, length] of lengths.entries()) {
    const [first, after] = [Math.max(from - at, 0), Math.min(to + 1 - at, length)]
    at += length
    if (first >= after) continue
    const { rows } = await store.query<{ bytes: Buffer }>(
      `select substring(bytes from $4 for $5) as bytes from ${table}
       where release_id = $1 and name = $2 and chunk = $3`,
      [release_id, name, chunk, first + 1, after - first]
    )
    const bytes = rows[0]?.bytes
    if (bytes?.length !== after - first) throw new Error(`${name} of release ${release_id} is kept no longer`)
    yield bytes
  }
}
