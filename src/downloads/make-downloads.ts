import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { ClientBase } from 'pg'
import type { ReleaseCard, SnapshotTable } from '../snapshot/card.ts'
import { grainOf } from '../snapshot/columns.ts'
import {
  type KeptDownload,
  keepDownload,
  noteParquet,
  parquetName
} from '../snapshot/downloads/kept-downloads.ts'
import { lineFormats } from '../snapshot/downloads/record-lines.ts'
import { textDownload } from '../snapshot/downloads/text-downloads.ts'
import { copyKept, readCards } from '../snapshot/keep.ts'
import { workFolder } from '../snapshot/materialise.ts'
import { codebook } from './codebook.ts'
import { dataPackage } from './data-package.ts'

/** The file that is made last: a release that has it has all of its downloads. */
export const sums = 'SHA256SUMS'

/** A connection that is in a transaction, and where temporary files go. */
export interface DownloadsContext {
  client: ClientBase
  dataDir: string
}

/**
 * Makes the text files of a release from its Parquet files, and what describes them. A release whose snapshot is not kept
 * has none. The caller's transaction makes all of them visible at once.
 */
export async function makeDownloads(context: DownloadsContext, release_id: number): Promise<void> {
  const { client } = context
  const card = (await readCards(client, [release_id])).get(release_id)
  if (card === undefined) return
  await noteParquet(client, card)
  await client.query(`delete from download_chunks where release_id = $1 and name not like '%.parquet'`, [
    release_id
  ])
  await client.query(
    `delete from downloads where release_id = $1 and name not like '%.parquet' and removed_at is null`,
    [release_id]
  )
  const files: KeptDownload[] = []
  for (const table of Object.keys(card.tables).sort() as SnapshotTable[])
    files.push(...(await recordFiles(context, card, table)))
  const keep = async (name: string, bytes: Buffer) => {
    files.push(await keepDownload(client, { release_id, name, records: null, rows: null }, [bytes]))
  }
  await keep('codebook.csv', await codebook(Object.keys(card.tables).sort() as SnapshotTable[]))
  await keep('datapackage.json', dataPackage(card, files))
  await keep(sums, Buffer.from(files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join('')))
}

/** The Parquet file of a table, and the texts that are made from it. */
async function recordFiles(
  { client, dataDir }: DownloadsContext,
  card: ReleaseCard,
  table: SnapshotTable
): Promise<KeptDownload[]> {
  const { release_id } = card
  const { sha256 = '', bytes = 0, rows = 0 } = card.tables[table] ?? {}
  const files: KeptDownload[] = [
    { release_id, name: parquetName(table), sha256, bytes, rows, records: table }
  ]
  const folder = await workFolder(dataDir)
  try {
    const parquet = path.join(folder, `${table}.parquet`)
    await copyKept(client, release_id, `${grainOf(table)}.parquet`, parquet, sha256)
    for (const format of lineFormats) {
      const pieces = textDownload(table, { parquet, release: card, format }, path.join(folder, 'spill'))
      const file = { release_id, name: `${table}.${format}.gz`, records: table, rows }
      files.push(await keepDownload(client, file, pieces))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return files
}
