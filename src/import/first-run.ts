import path from 'node:path'
import type { Client } from 'pg'
import type { Database } from '../database/connect.ts'
import { locks } from '../database/locks.ts'
import { projectRoot } from '../root.ts'
import { type StarterRelease, sourceRegistry, starterReleases } from '../sources/registry.ts'
import { syncCatalogue } from './catalogue.ts'
import { openClient } from './client.ts'
import { removeHalfMade } from './copy/detached.ts'
import { SourceBusy } from './failures/errors.ts'
import { trySource } from './lock.ts'
import { importRelease } from './run.ts'

/** The tables that the product ships. */
const starterFolder = path.join(projectRoot, 'starter')

/**
 * Fills a new database: the catalogue, then each shipped table whose source has no release yet. Made-up tables are
 * loaded with `firstData: 'demo'` alone. Quick where there is nothing to do, and safe when several processes start at once: one does the work, the others wait for it.
 */
export async function prepareData(
  database: Database,
  { dataDir, firstData }: { dataDir: string; firstData: 'tables' | 'demo' },
  log: (line: string) => void
): Promise<void> {
  const client = await openClient(database)
  try {
    await client.query('select pg_advisory_lock($1, $2)', [...locks.first_run])
    await syncCatalogue(client, sourceRegistry)
    await removeLeftBehind(client, dataDir)
    const wanted = starterReleases.filter(({ demo }) => firstData === 'demo' || !demo)
    for (const starter of await missing(client, wanted)) await load(database, dataDir, starter, log)
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

async function missing(client: Client, wanted: readonly StarterRelease[]): Promise<StarterRelease[]> {
  const { rows } = await client.query<{ source: string }>(
    `select distinct source from releases where status <> 'loading'`
  )
  return wanted.filter(({ source }) => !rows.some(row => row.source === source))
}

async function load(
  database: Database,
  dataDir: string,
  { source, series, file, release, retrieved_on }: StarterRelease,
  log: (line: string) => void
): Promise<void> {
  const paths = [path.join(starterFolder, file)]
  try {
    const days = { retrievedOn: retrieved_on, releasedOn: retrieved_on }
    const request = { source, series, release, paths, ...days, starter: true }
    const { facts, seconds } = await importRelease({ database, dataDir, sources: sourceRegistry }, request)
    const made = Object.entries(facts).map(([table, count]) => `${count} ${table.replace('_', ' ')}`)
    log(`First data of ${source}: ${made.join(', ')} (${seconds} s)`)
  } catch (error) {
    // Another import of this source is running, so it will soon have real data.
    if (!(error instanceof SourceBusy)) throw error
    log(`First data of ${source} are left out: an import of it is running`)
  }
}
