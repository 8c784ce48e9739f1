import { type SQL, sql } from 'drizzle-orm'
import { instant } from '../../database/type-parsers.ts'
import type { KeptDownload } from '../../snapshot/downloads/kept-downloads.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { namesMeant, Problem } from '../../vocabulary/problem.ts'
import { downloadKindOf } from '../../vocabulary/release/download-kinds.ts'
import { outsideRetention, type ReleaseTimes } from '../../vocabulary/release/outside-retention.ts'
import type { Db } from '../sources.ts'
import { findRelease, findSource } from '../sources.ts'
import { wholeList } from '../whole-list.ts'

interface Stored extends KeptDownload, ReleaseTimes {
  synthetic: boolean
  is_kept: boolean
  removed: boolean
}

/** The files of a source's releases, or of one of them, newest first, those that are kept no longer included. */
const storedOf = (database: Db, source: string, release_id?: number): Promise<Stored[]> =>
  storedWhere(
    database,
    release_id === undefined
      ? sql`r.source = ${source}`
      : sql`r.source = ${source} and r.release_id = ${release_id}`
  )

async function storedWhere({ db }: Db, condition: SQL): Promise<Stored[]> {
  const { rows } = await db.execute<Stored & Record<string, unknown>>(sql`
    select d.release_id, d.name, d.sha256, d.bytes::float8 as bytes, d.records, d.rows,
      r.source, r.series, r.release, r.status, r.synthetic, r.published_at, r.superseded_at,
      d.removed_at is not null as removed,
      exists (select from download_chunks c where c.release_id = d.release_id and c.name = d.name)
        or (d.name like '%.parquet' and exists (select from snapshot_files f where f.release_id = d.release_id))
        as is_kept
    from downloads d join releases r using (release_id)
    where ${condition} and r.status <> 'loading'
    order by r.release_id desc, d.name collate "C"`)
  return rows.map(row => ({
    ...row,
    published_at: instant(row.published_at),
    superseded_at: row.superseded_at && instant(row.superseded_at)
  }))
}

const isOffered = ({ is_kept, removed, status }: Stored): boolean =>
  is_kept && !removed && status !== 'withdrawn'

/** The address that holds a file's hash: what is there never changes. */
export const downloadUrl = (file: {
  source: string
  release: string
  sha256: string
  name: string
}): string => `/v1/sources/${file.source}/downloads/${file.release}/${file.sha256}/${file.name}`

const fileRow = (file: Stored) => {
  const { name, records, rows, bytes, sha256, source, release } = file
  const { format, media_type } = downloadKindOf(name)
  return {
    ...{ name, records, format, media_type, rows, bytes, sha256, url: downloadUrl(file) },
    latest_url: `/v1/sources/${source}/downloads/${release}/${name}`
  }
}

/** All files of a source that can be downloaded, by release, newest first. Throws not-found. */
export async function downloadsOf(database: Db, id: string) {
  await findSource(database, id)
  const rows = (await storedOf(database, id)).filter(isOffered)
  return wholeList(
    rows.map(file => {
      const { source, series, release, status, synthetic } = file
      return { source, series, release, status, synthetic, ...fileRow(file) }
    })
  )
}

/** The files of one release that can be downloaded. */
export async function downloadsOfRelease(database: Db, source: string, label: string) {
  const files = await storedOf(database, source)
  return files.filter(file => file.release === label && isOffered(file)).map(fileRow)
}

/** The files of records of some releases that can be downloaded, by the release. */
export async function downloadsByRelease(
  database: Db,
  release_ids: readonly number[]
): Promise<ReadonlyMap<number, ReturnType<typeof fileRow>[]>> {
  const files = await storedWhere(database, sql`r.release_id = any(${sql.param(release_ids)})`)
  const byRelease = new Map<number, ReturnType<typeof fileRow>[]>(release_ids.map(id => [id, []]))
  for (const file of files)
    if (isOffered(file) && file.records !== null) byRelease.get(file.release_id)?.push(fileRow(file))
  return byRelease
}

/** A file of a release, by its name and, where it is given, its hash. */
export interface FileAsked {
  id: string
  release: string
  name: string
  sha256?: string
}

/**
 * The file at an address. `is_at` is false where the address has no hash, or that of another file of the release: the one
 * of this name is meant. Throws not-found, release-not-found, outside-retention, and removed for what was withdrawn or
 * taken away.
 */
export async function downloadAt(database: Db, { id, release, name, sha256 }: FileAsked) {
  const { stored } = await findRelease(database, id, release)
  if (stored.status === 'withdrawn')
    throw new Problem(
      'removed',
      said('release_withdrawn', {
        ...{ release, source: id },
        reason: stored.status_reason ?? said('no_reason')
      }),
      [{ parameter: 'release', code: 'withdrawn' }]
    )
  const files = await storedOf(database, id, stored.release_id)
  const own = files.filter(file => file.name === name)
  const exact = own.find(file => file.sha256 === sha256)
  const current = own.find(({ removed }) => !removed)
  const found = exact ?? (files.some(file => file.sha256 === sha256) || !sha256 ? current : undefined)
  if (!found) throw noFile(files, { id, release, name })
  if (found.removed)
    throw new Problem(
      'removed',
      said('download_removed', {
        source: id,
        release,
        url: current ? downloadUrl(current) : `/v1/sources/${id}/downloads`
      }),
      [{ parameter: 'sha256', code: 'removed' }]
    )
  if (!found.is_kept) throw outsideRetention([found], await keptReleases(database, id), 'release')
  return { file: found, is_at: found === exact, ...downloadKindOf(name) }
}

function noFile(files: readonly Stored[], { id, release, name }: FileAsked): Problem {
  const names = [...new Set(files.filter(isOffered).map(file => file.name))]
  const meant = namesMeant(name, names)
  return new Problem(
    'not-found',
    said('no_download', {
      ...{ source: id, release, name: name.slice(0, 100) },
      names: names.length > 0 ? names.join(', ') : said('none_there')
    }),
    [{ parameter: 'name', code: 'not-found', ...(meant.length > 0 && { did_you_mean: meant }) }]
  )
}

/** The releases of a source of which files are kept, each once. */
async function keptReleases(database: Db, id: string): Promise<Stored[]> {
  const kept = (await storedOf(database, id)).filter(isOffered)
  return [...new Map(kept.map(file => [file.release, file])).values()]
}
