import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Client } from 'pg'
import type { Database } from '../../../database/connect.ts'
import type { ReleaseCard, SnapshotTable } from '../../../snapshot/card.ts'
import { grainOf } from '../../../snapshot/columns.ts'
import { compareSnapshots } from '../../../snapshot/differences/compare.ts'
import { copyKeptBy, readCards } from '../../../snapshot/keep.ts'
import type { ComparedRecords } from '../../../vocabulary/release/difference.ts'
import { keepDifference, newDifferenceId, noteFailure } from './keep.ts'

/** The snapshot of a release on disk: its id, and the Parquet file of each of its tables. */
export interface SnapshotOnDisk {
  release_id: number
  files: ReadonlyMap<SnapshotTable, string>
}

/** What became of a comparison: its counts, or why there is none. */
export type ComparisonMade =
  | { state: 'ready'; records: ComparedRecords[]; seconds: number }
  | { state: 'failed'; failure: string; seconds: number }

interface Comparing {
  client: Client
  database: Pick<Database, 'pool'>
  /** Whether a key names the same record in each release of the source. */
  hasLastingKeys: boolean
  /** A folder of this work alone. */
  folder: string
}

/**
 * Compares a release with an earlier one and keeps what they differ in. A failure is noted and given back, never thrown: a
 * release is published whether or not it could be compared (docs/rules/differences.md §1). Only where the connection is lost
 * it throws, as every other step does.
 */
export async function compareWith(
  { client, database, hasLastingKeys, folder }: Comparing,
  before_id: number,
  after: SnapshotOnDisk
): Promise<ComparisonMade> {
  const began = performance.now()
  const seconds = () => Math.round(performance.now() - began) / 1000
  const pair = { before_id, after_id: after.release_id }
  try {
    const before = await snapshotOf({ client, database }, before_id, path.join(folder, 'before'))
    const tables = [...new Set([...before.files.keys(), ...after.files.keys()])].sort()
    const difference_id = await newDifferenceId(client)
    const compared = await compareSnapshots(
      tables.map(table => ({ table, before: before.files.get(table), after: after.files.get(table) })),
      { difference_id, hasLastingKeys, folder }
    )
    await keepDifference(client, difference_id, pair, compared)
    return { state: 'ready', records: compared.records, seconds: seconds() }
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    await noteFailure(client, pair, failure)
    return { state: 'failed', failure, seconds: seconds() }
  }
}

/** Copies the Parquet files of a release that is kept from the database. Throws where they are not there, or not whole. */
export async function snapshotOf(
  { client, database }: Pick<Comparing, 'client' | 'database'>,
  release_id: number,
  folder: string
): Promise<SnapshotOnDisk & { card: ReleaseCard }> {
  const card = (await readCards(client, [release_id])).get(release_id)
  if (card === undefined) throw new Error('the snapshot of the earlier release is not kept')
  await mkdir(folder, { recursive: true })
  const files = new Map<SnapshotTable, string>()
  for (const [table, { sha256 }] of Object.entries(card.tables) as [SnapshotTable, { sha256: string }][]) {
    const name = `${grainOf(table)}.parquet`
    files.set(table, path.join(folder, name))
    await copyKeptBy(database.pool, release_id, name, path.join(folder, name), sha256)
  }
  return { release_id, card, files }
}
