import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Client } from 'pg'
import type { Database } from '../../../database/connect.ts'
import type { SnapshotTable } from '../../../snapshot/card.ts'
import { recordsOfCase } from '../../../snapshot/describing/without-case.ts'
import { type KeptDownload, readDownload } from '../../../snapshot/downloads/kept-downloads.ts'
import type { About } from '../../../vocabulary/about.ts'

/** A release that may hold a case. */
export interface HeldRelease {
  release_id: number
  release: string
  series: string
  /** Whether its records are kept. */
  is_kept: boolean
}

/** What is needed to look for a case. */
export interface CaseWork {
  client: Client
  database: Pick<Database, 'pool'>
  /** A folder of this removal alone. */
  folder: string
  about: About
  case_id: string
}

/** All releases of a source whose records are made up, or not, withdrawn ones included; the earliest first. */
export async function releasesOfSort(
  client: Client,
  source: string,
  synthetic: boolean
): Promise<HeldRelease[]> {
  const { rows } = await client.query<HeldRelease>(
    `select release_id, release, series,
       exists (select from snapshot_files f where f.release_id = r.release_id) as is_kept
     from releases r where source = $1 and synthetic = $2 and status <> 'loading' order by release_id`,
    [source, synthetic]
  )
  return rows
}

/** A release of which only downloads are kept, and the records of the case in them. */
export interface HeldInDownloads extends HeldRelease {
  taken: ReadonlyMap<SnapshotTable, string[]>
}

/** Those of some releases, whose records are kept no longer, whose downloads hold a case. */
export async function heldInDownloads(
  { client, folder, case_id }: CaseWork,
  releases: readonly HeldRelease[]
): Promise<HeldInDownloads[]> {
  const found: HeldInDownloads[] = []
  for (const release of releases) {
    const own = path.join(folder, `downloads-${release.release_id}`)
    await mkdir(own, { recursive: true })
    const files = await parquetOf(client, release.release_id, own)
    const taken = await recordsOfCase(files, case_id, own)
    await rm(own, { recursive: true })
    if (taken.size > 0) found.push({ ...release, taken })
  }
  return found
}

async function parquetOf(
  client: Client,
  release_id: number,
  folder: string
): Promise<Map<SnapshotTable, string>> {
  const { rows } = await client.query<KeptDownload>(
    `select release_id, name, sha256, bytes::float8 as bytes, records, rows from downloads
     where release_id = $1 and name like '%.parquet' and removed_at is null`,
    [release_id]
  )
  const files = new Map<SnapshotTable, string>()
  for (const download of rows) {
    const pieces = await readDownload(client, download, { from: 0, to: download.bytes - 1 })
    if (pieces === undefined || download.records === null) continue
    const file = path.join(folder, download.name)
    const handle = await open(file, 'w')
    try {
      for await (const piece of pieces) await handle.write(piece)
    } finally {
      await handle.close()
    }
    files.set(download.records, file)
  }
  return files
}
