import path from 'node:path'
import type { Client, Pool } from 'pg'
import type { Database } from '../database/connect.ts'
import { type LockKey, locks } from '../database/locks.ts'
import { projectRoot } from '../root.ts'
import { restatedReleases, type StarterRelease, starterReleases } from '../sources/publishers/first-data.ts'
import { sourceRegistry } from '../sources/registry.ts'
import { syncCatalogue } from './catalogue.ts'
import { openClient } from './client.ts'
import { removeHalfMade } from './copy/detached.ts'
import { SourceBusy } from './failures/errors.ts'
import type { ImportContext } from './job.ts'
import { trySource } from './lock.ts'
import { importRelease } from './run.ts'

/** The tables that the product ships. */
const starterFolder = path.join(projectRoot, 'starter')

type FirstData = 'none' | 'small' | 'tables' | 'demo'
type Log = (line: string) => void

/**
 * Fills a new database: the catalogue, then each small shipped table whose source has no release yet. Made-up tables are
 * loaded with `firstData: 'demo'` alone, and none at all with `none`. Quick where there is nothing to do, and safe when
 * several processes start at once: one does the work, the others wait for it.
 */
export async function prepareData(
  database: Database,
  { dataDir, firstData }: { dataDir: string; firstData: FirstData },
  log: Log
): Promise<void> {
  await alone(database, locks.first_run, async client => {
    await syncCatalogue(client, sourceRegistry)
    await removeLeftBehind(client, dataDir)
    if (firstData === 'none') return
    const wanted = starterReleases.filter(({ demo }) => firstData === 'demo' || !demo)
    const held = await sourcesHeld(client)
    for (const starter of wanted)
      if (!held.has(starter.source)) await load({ database, dataDir }, { ...starter, starter: true }, log)
  })
}

/** What is still to be loaded of the whole tables that the product ships. */
export async function restatedMissing(database: Pick<Pool, 'query'>): Promise<StarterRelease[]> {
  const { rows } = await database.query<{ source: string; series: string }>(
    `select distinct source, series from releases where status <> 'loading' and not starter`
  )
  return restatedReleases.filter(
    ({ source, series }) => !rows.some(row => row.source === source && row.series === series)
  )
}

/** Imports of whole tables that run at once: each waits half of its time, for the database or for the snapshot. */
const lanes = 2

/**
 * Loads the whole tables that the product ships, two sources at once: each series of which nothing is imported but what the
 * service began with. Made for a process of its own, beside a service that answers. `onPhase` and `onProgress` may throw
 * to end it.
 */
export async function loadTables(
  context: Pick<ImportContext, 'database' | 'dataDir' | 'onPhase' | 'onProgress' | 'keep'>,
  log: Log
): Promise<void> {
  await alone(context.database, locks.first_tables, async client => {
    const waiting = await restatedMissing(client)
    const busy = new Set<string>()
    const next = (): StarterRelease | undefined => {
      const at = waiting.findIndex(({ source }) => !busy.has(source))
      return at === -1 ? undefined : waiting.splice(at, 1)[0]
    }
    // What is left of a source that is busy is loaded by the lane that has it.
    const lane = async () => {
      for (let table = next(); table; table = next()) {
        busy.add(table.source)
        await load(context, table, log)
        busy.delete(table.source)
      }
    }
    const giveUp = (error: unknown) => {
      waiting.length = 0
      throw error
    }
    const done = await Promise.allSettled(Array.from({ length: lanes }, () => lane().catch(giveUp)))
    for (const each of done) if (each.status === 'rejected') throw each.reason
  })
}

async function alone(
  database: Database,
  lock: LockKey,
  work: (client: Client) => Promise<void>
): Promise<void> {
  const client = await openClient(database)
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...lock])
    await work(client)
  } finally {
    await client.end()
  }
}

/** Removes half-made releases of killed imports. Skips a source of which an import is running. */
async function removeLeftBehind(client: Client, dataDir: string): Promise<void> {
  const { rows } = await client.query<{ source: string }>(
    `select distinct source from releases where status = 'loading'`
  )
  for (const { source } of rows)
    if (await trySource(client, source)) await removeHalfMade(client, source, dataDir)
}

async function sourcesHeld(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ source: string }>(
    `select distinct source from releases where status <> 'loading'`
  )
  return new Set(rows.map(({ source }) => source))
}

async function load(
  context: Pick<ImportContext, 'database' | 'dataDir' | 'onPhase' | 'onProgress' | 'keep'>,
  table: StarterRelease & { starter?: true },
  log: Log
): Promise<void> {
  const { source, series, release, copied_from, starter } = table
  const day = table.retrieved_on ?? undefined
  const request = {
    ...{ source, series, release, copied_from, starter },
    paths: [path.join(starterFolder, table.file)],
    ...{ retrievedOn: day, releasedOn: starter ? day : undefined }
  }
  try {
    const { facts, coverage, seconds } = await importRelease({ ...context, sources: sourceRegistry }, request)
    const made = Object.entries(facts).map(([table, count]) => `${count} ${table.replace('_', ' ')}`)
    const span = coverage === null ? '' : `, from ${coverage.from} to ${coverage.to}`
    log(`First data of ${source} (${series}): ${made.join(', ')}${span} (${seconds} s)`)
  } catch (error) {
    // Another import of this source is running, so it will soon have real data.
    if (!(error instanceof SourceBusy)) throw error
    log(`First data of ${source} are left out: an import of it is running`)
  }
}
