import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import pg, { type ClientBase, type Pool } from 'pg'
import { copiedValues } from '../database/copied-values.ts'
import type { ReleaseCard } from './card.ts'
import { noteParquet } from './downloads/kept-downloads.ts'
import type { WrittenTable } from './write.ts'

const chunkSize = 1024 * 1024
/** Of one statement: 32 MB. */
const chunksAtOnce = 32
const cardName = 'release.json'

/** Keeps a release's Parquet files and its card in Postgres, so that a node needs nothing but the database. */
export async function keepSnapshot(
  client: ClientBase,
  card: ReleaseCard,
  tables: Pick<WrittenTable, 'name' | 'file' | 'card'>[]
): Promise<void> {
  for (const { name, file, card: table } of tables) {
    let chunk = 0
    for await (const bytes of createReadStream(file, { highWaterMark: chunkSize }))
      await keepChunk(client, card.release_id, name, chunk++, bytes, table.sha256)
  }
  await noteParquet(client, card)
  const bytes = Buffer.from(JSON.stringify(card))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  for (let at = 0; at < bytes.length; at += chunkSize) {
    const part = bytes.subarray(at, at + chunkSize)
    await keepChunk(client, card.release_id, cardName, at / chunkSize, part, sha256)
  }
}

async function keepChunk(
  client: ClientBase,
  release_id: number,
  name: string,
  chunk: number,
  bytes: Buffer,
  sha256: string
): Promise<void> {
  await client.query('insert into snapshot_files values ($1, $2, $3, $4, $5)', [
    release_id,
    name,
    chunk,
    bytes,
    sha256
  ])
}

/** The cards of releases, by release_id; a release whose snapshot is not kept any more has none. */
export async function readCards(
  client: ClientBase,
  release_ids: number[]
): Promise<Map<number, ReleaseCard>> {
  const { rows } = await client.query<{ release_id: number; bytes: Buffer }>(
    `select release_id, bytes from snapshot_files where name = $1 and release_id = any($2) order by release_id, chunk`,
    [cardName, release_ids]
  )
  const parts = new Map<number, Buffer[]>()
  for (const { release_id, bytes } of rows) parts.set(release_id, [...(parts.get(release_id) ?? []), bytes])
  return new Map([...parts].map(([id, each]) => [id, JSON.parse(Buffer.concat(each).toString())]))
}

/** Copies a stored file from Postgres to `target`. Throws where its SHA-256 is not the given one. */
export async function copyKept(
  client: ClientBase,
  release_id: number,
  name: string,
  target: string,
  sha256: string
): Promise<void> {
  const hash = createHash('sha256')
  const handle = await open(target, 'w')
  try {
    for await (const bytes of keptBytes(client, release_id, name)) {
      hash.update(bytes)
      await handle.write(bytes)
    }
  } finally {
    await handle.close()
  }
  if (hash.digest('hex') !== sha256)
    throw new Error(`${name} of release ${release_id} is not kept whole in the database; import it again`)
}

/** The same over a connection of a pool. */
export async function copyKeptBy(
  pool: Pick<Pool, 'connect'>,
  ...[release_id, name, target, sha256]: [number, string, string, string]
): Promise<void> {
  const client = await pool.connect()
  let hasFailed = true
  try {
    await copyKept(client, release_id, name, target, sha256)
    hasFailed = false
  } finally {
    client.release(hasFailed)
  }
}

/** The chunks of a stored file. A statement gives a few of them, in far less time than it may take. */
async function* keptBytes(client: ClientBase, release_id: number, name: string): AsyncGenerator<Buffer> {
  for (let from = 0, found = chunksAtOnce; found === chunksAtOnce; from += chunksAtOnce) {
    found = 0
    const chunks = copiedValues(
      client,
      `select bytes from snapshot_files where release_id = ${release_id} and name = ${pg.escapeLiteral(name)}
       and chunk >= ${from} and chunk < ${from + chunksAtOnce} order by chunk`
    )
    for await (const bytes of chunks) {
      found++
      yield bytes
    }
  }
}
