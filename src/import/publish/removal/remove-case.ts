import { rm } from 'node:fs/promises'
import type { Client } from 'pg'
import type { Database } from '../../../database/connect.ts'
import { workFolder } from '../../../snapshot/materialise.ts'
import type { About } from '../../../vocabulary/about.ts'
import { idPrefix, madeUpId } from '../../../vocabulary/records/record-id.ts'
import type { RemovalReason } from '../../../vocabulary/release/removal.ts'
import { transaction } from '../../client.ts'
import { factTables, removeHalfMade } from '../../copy/detached.ts'
import { ImportRefused } from '../../failures/errors.ts'
import { takeSource } from '../../lock.ts'
import { noteEvents } from '../events.ts'
import { raisePointer } from '../publish.ts'
import { type Comparisons, comparedAnew, keepComparisons } from './differences-anew.ts'
import { heldInDownloads, releasesOfSort } from './held.ts'
import {
  ensureKey,
  type ListedRecord,
  listedAs,
  putOnList,
  type RemovalList,
  readRemovalList
} from './removal-list.ts'
import { type Rebuilt, rebuiltWithout, replaceSnapshot } from './replace.ts'

/** What a removal works with. */
export interface RemovalContext {
  client: Client
  database: Pick<Database, 'pool'>
  dataDir: string
  /** Called in the transaction that changes all of it, before it ends. If it throws, nothing is changed. */
  beforeCommit?: () => void | Promise<void>
}

/** What was removed. */
export interface Removed {
  /** False where the case was removed before, and nothing was left of it. */
  changed: boolean
  /** Records of all kinds, each counted once. */
  records: number
  /** The releases that held it. */
  releases: string[]
  /** Releases whose records are kept no longer and whose downloads held it: these are kept no longer either. */
  downloads_gone: string[]
}

/**
 * Removes a case with all its records from everything that is kept of its source, and puts them on the removal list
 * (docs/rules/removals.md §2). What takes long is done beside the database, in files; then one transaction changes all of it,
 * so that a removal that is killed has changed nothing. Throws ImportRefused for an id of no record and for a source whose ids
 * do not last, and SourceBusy.
 */
export async function removeCase(
  { client, database, dataDir, beforeCommit }: RemovalContext,
  about: About,
  { id, reason }: { id: string; reason: RemovalReason }
): Promise<Removed> {
  const { case_id, synthetic } = caseNamed(about, id)
  await takeSource(client, about.id)
  await removeHalfMade(client, about.id, dataDir)
  await ensureKey(client)
  const list = (await readRemovalList(client, about.id, synthetic)) as RemovalList
  const folder = await workFolder(dataDir)
  try {
    const releases = await releasesOfSort(client, about.id, synthetic)
    const work = { client, database, folder, about, case_id }
    const rebuilt: Rebuilt[] = []
    for (const release of releases.filter(({ is_kept }) => is_kept)) {
      const made = await rebuiltWithout(work, release)
      if (made) rebuilt.push(made)
    }
    const gone = await heldInDownloads(
      work,
      releases.filter(({ is_kept }) => !is_kept)
    )
    if (rebuilt.length === 0 && gone.length === 0) {
      const { rows } = await client.query<{ listed: boolean }>('select is_removed($1, $2) as listed', [
        about.id,
        listedAs({ grain: 'case', id: case_id }, synthetic)
      ])
      if (rows[0]?.listed) return { changed: false, records: 0, releases: [], downloads_gone: [] }
      throw new ImportRefused(`${about.id} has no case ${id.slice(0, 100)} in a release that is kept.`)
    }
    const comparisons: Comparisons = await comparedAnew(work, releases, rebuilt)
    const records = recordsOf([...rebuilt.map(({ taken }) => taken), ...gone.map(({ taken }) => taken)])
    const labels = [...rebuilt, ...gone].map(({ release }) => release)
    await transaction(client, async () => {
      // Who erases a release waits for this, or was before it.
      await client.query('select from releases where release_id = any($1) order by release_id for update', [
        [...rebuilt, ...gone].map(({ release_id }) => release_id)
      ])
      for (const each of rebuilt) await replaceSnapshot({ ...work, dataDir }, each)
      for (const { release_id } of gone) {
        await client.query('delete from download_chunks where release_id = $1', [release_id])
        await client.query(
          'update downloads set removed_at = now() where release_id = $1 and removed_at is null',
          [release_id]
        )
      }
      await keepComparisons(client, comparisons)
      await putOnList(client, list, records)
      await client.query('insert into removals (source, reason, releases, records) values ($1, $2, $3, $4)', [
        ...[about.id, reason, labels, records.length]
      ])
      // Last, since the row stays locked until the transaction ends.
      await raisePointer(client)
      await noteEvents(client, [{ kind: 'removed', source: about.id, details: { count: records.length } }])
      await beforeCommit?.()
    })
    await sweep(client, rebuilt)
    return {
      ...{ changed: true, records: records.length },
      releases: rebuilt.map(({ release }) => release),
      downloads_gone: gone.map(({ release }) => release)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The number of a case, as its public id or alone. */
function caseNamed(about: About, text: string): { case_id: string; synthetic: boolean } {
  if (about.ids_hold !== 'across_releases')
    throw new ImportRefused(
      `The ids of ${about.id} hold inside one release, so that a removal could not be applied to the next. Withdraw the release: asylum-outcomes withdraw ${about.id} RELEASE --reason '…' --erase`
    )
  const prefix = idPrefix({ about, release: '', synthetic: false })
  const own = text.startsWith(prefix) ? text.slice(prefix.length) : text
  const synthetic = own.startsWith(madeUpId)
  const case_id = synthetic ? own.slice(madeUpId.length) : own
  if (!/^(0|-?[1-9]\d{0,18})$/.test(case_id))
    throw new ImportRefused(
      `${text.slice(0, 100)} is no id of a case of ${about.id}. It is written so: ${prefix}123`
    )
  return { case_id, synthetic }
}

const grains = { cases: 'case', decisions: 'decision', returns: 'return', events: 'event' } as const

/** All records that were taken away, each once. */
function recordsOf(taken: Rebuilt['taken'][]): ListedRecord[] {
  const found = new Map<string, ListedRecord>()
  for (const [table, ids] of taken.flatMap(each => [...each]))
    if (table !== 'published_counts')
      for (const id of ids) found.set(`${table} ${id}`, { grain: grains[table], id })
  return [...found.values()]
}

/** Frees the pages that deleted rows leave in the tables; only a convenience: what fails is done by the server later. */
async function sweep(client: Client, rebuilt: readonly Rebuilt[]): Promise<void> {
  for (const { release_id, taken } of rebuilt)
    for (const table of factTables)
      if (taken.has(table)) await client.query(`vacuum ${table}_${release_id}`).catch(() => {})
  for (const table of ['snapshot_files', 'download_chunks', 'rejections', 'difference_rows'])
    await client.query(`vacuum ${table}`).catch(() => {})
}
