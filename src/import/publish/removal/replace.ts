import { rm } from 'node:fs/promises'
import path from 'node:path'
import { makeDownloads, sums } from '../../../downloads/make-downloads.ts'
import type { ReleaseCard, SnapshotTable } from '../../../snapshot/card.ts'
import { grainOf } from '../../../snapshot/columns.ts'
import {
  type CoveredByRecords,
  recordsOfCase,
  type SnapshotWithoutCase,
  withoutCase
} from '../../../snapshot/describing/without-case.ts'
import { keepSnapshot } from '../../../snapshot/keep.ts'
import type { Coverage } from '../../../vocabulary/time/coverage.ts'
import { ImportRefused } from '../../failures/errors.ts'
import { holdingsOf } from '../../holdings/holdings-of.ts'
import { snapshotOf } from '../differences/compare-with.ts'
import type { CaseWork, HeldRelease } from './held.ts'

/** A release that held the case: its snapshot on disk, made without it. */
export interface Rebuilt extends HeldRelease, SnapshotWithoutCase {
  card: ReleaseCard
  files: ReadonlyMap<SnapshotTable, string>
}

/** The snapshot of a release without a case, in files; undefined where it does not hold it. */
export async function rebuiltWithout(work: CaseWork, release: HeldRelease): Promise<Rebuilt | undefined> {
  const folder = path.join(work.folder, `release-${release.release_id}`)
  const { card, files } = await snapshotOf(work, release.release_id, folder)
  const taken = await recordsOfCase(files, work.case_id, folder)
  if (taken.size === 0) {
    await rm(folder, { recursive: true })
    return undefined
  }
  const made = await withoutCase(files, { case_id: work.case_id, taken }, folder)
  const left = new Map([...files].filter(([table]) => !made.emptied.includes(table)))
  return { ...release, ...made, files: left, card: cardWithout(card, made) }
}

function cardWithout(
  card: ReleaseCard,
  { written, emptied, before, after }: SnapshotWithoutCase
): ReleaseCard {
  const tables = { ...card.tables }
  for (const { table, card: own } of written) tables[table] = own
  for (const table of emptied) delete tables[table]
  return { ...card, tables, coverage: coverageWithout(card.coverage, before, after) }
}

/** The coverage, where the case alone made it what it was; what the source declares stays. */
function coverageWithout(coverage: Coverage, before: CoveredByRecords, after: CoveredByRecords): Coverage {
  const { nationality, from, to } = coverage
  const isGone = (code: string) => before.nationalities.includes(code) && !after.nationalities.includes(code)
  return {
    ...coverage,
    nationality: nationality === 'all' ? nationality : nationality.filter(code => !isGone(code)),
    from: from === before.from ? (after.from ?? from) : from,
    to: to === before.to ? (after.to ?? to) : to
  }
}

/**
 * Puts the snapshot without the case in the place of the one with it: rows, what is told of them, files and downloads. In the
 * transaction of the caller. Throws ImportRefused where the release was erased meanwhile.
 */
export async function replaceSnapshot(
  { client, about, case_id, dataDir }: CaseWork & { dataDir: string },
  { release_id, release, series, taken, written, emptied, card }: Rebuilt
): Promise<void> {
  const names = [
    ...written.map(({ name }) => name),
    ...emptied.map(table => `${grainOf(table)}.parquet`),
    'release.json'
  ]
  const { rowCount: replaced } = await client.query(
    'delete from snapshot_files where release_id = $1 and name = any($2)',
    [release_id, names]
  )
  if (!replaced)
    throw new ImportRefused(`${about.id} ${release} was erased meanwhile. Give the removal again.`)
  for (const table of taken.keys())
    await client.query(`delete from ${table} where release_id = $1 and case_id = $2`, [release_id, case_id])
  await client.query(`update rejections set raw = '' where release_id = $1 and raw ~ $2`, [
    release_id,
    `(^|[^0-9])0*${case_id.replace('-', '')}([^0-9]|$)`
  ])
  const declared = about.series.find(({ id }) => id === series)
  const tables = Object.keys(card.tables) as SnapshotTable[]
  const holdings = await holdingsOf(client, release_id, tables, declared)
  const facts = Object.fromEntries(tables.map(table => [table, card.tables[table]?.rows ?? 0]))
  await client.query(
    `update releases set facts = $2, coverage = $3, holdings = case when holdings is null then null else $4::jsonb end
     where release_id = $1`,
    [release_id, ...[facts, card.coverage, holdings].map(value => value && JSON.stringify(value))]
  )
  const { rowCount: hadDownloads } = await client.query(
    'select from downloads where release_id = $1 and name = $2 and removed_at is null',
    [release_id, sums]
  )
  await client.query('update downloads set removed_at = now() where release_id = $1 and removed_at is null', [
    release_id
  ])
  await client.query('delete from download_chunks where release_id = $1', [release_id])
  await keepSnapshot(client, card, written)
  if (hadDownloads) await makeDownloads({ client, dataDir }, release_id)
}
