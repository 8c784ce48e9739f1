import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { workFolder } from '../../snapshot/materialise.ts'
import type { Loaded, LoadOptions } from '../copy/loaded.ts'
import type { Sink } from '../copy/sink.ts'
import { addAll, addCounts, type Counts, noCounts, tallyOf } from '../counts.ts'
import { coverageFinder } from '../coverage.ts'
import { ImportRefused } from '../failures/errors.ts'
import type { CasesRelease } from '../recognise/recognised.ts'
import type { RowTally } from '../report.ts'
import { assembleBuckets } from './assemble.ts'
import { gatherLanes } from './gather.ts'
import type { Spilled } from './spill.ts'

/** Aimed size of a bucket, which is in memory three times: as bytes, as text and as rows. */
const bucketBytes = 16 * 1024 * 1024
/** Limits memory: each lane has one block of 64 kB in memory for each bucket. */
const mostBuckets = 512

/**
 * Reads the tables of a release once and spills the parts of cases to disk, in buckets by case. Then assembles the
 * cases bucket by bucket. Takes the same memory whatever the size of the release.
 */
export async function loadCases(release: CasesRelease, sink: Sink, options: LoadOptions): Promise<Loaded> {
  const { case_layout, lanes, missing } = release
  const bytes = lanes.flat().reduce((sum, { size }) => sum + size, 0)
  const buckets = Math.min(Math.ceil(bytes / bucketBytes) || 1, mostBuckets)
  const { dataDir, folder: beside } = options
  const folder = beside ? await mkdtemp(path.join(beside, 'parts-')) : await workFolder(dataDir)
  try {
    const counts = noCounts(case_layout.tables.length)
    const spilled = await gatherAll(release, { folder, buckets, counts }, sink, options)
    refuseEmpty(release, counts)
    const found = await assembleAll(release, { spilled, buckets, counts }, sink, options)
    return { ...found, tally: tallyOf(case_layout.tables, missing, counts, found.facts) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function gatherAll(
  { case_layout, lanes }: CasesRelease,
  { folder, buckets, counts }: { folder: string; buckets: number; counts: Counts },
  sink: Sink,
  { onProgress = () => {}, released_on, removed }: LoadOptions
): Promise<Spilled[]> {
  const names = lanes.flat().map(({ name }) => name)
  let rows = 0
  const gathered = await gatherLanes({
    ...{ layout: case_layout, lanes, folder, buckets, sink, released_on, removed },
    onRows(file, more) {
      rows += more
      onProgress({ doing: 'reading', file, position: names.indexOf(file) + 1, of: names.length, rows })
    }
  })
  for (const lane of gathered) addCounts(counts, lane.counts)
  return gathered.map(({ spilled }) => spilled)
}

function refuseEmpty({ case_layout: { tables } }: CasesRelease, counts: Counts): void {
  const empty = tables.slice(0, 2).find((_, i) => counts.tables[i]?.read === 0)
  if (empty !== undefined)
    throw new ImportRefused(`${empty} has no rows, only a header or nothing. Fetch the file again.`)
}

async function assembleAll(
  { case_layout: layout }: CasesRelease,
  { spilled, buckets, counts }: { spilled: Spilled[]; buckets: number; counts: Counts },
  sink: Sink,
  { onProgress = () => {}, released_on, removed }: LoadOptions
): Promise<Pick<Loaded, 'coverage'> & { facts: RowTally['facts'] }> {
  const absent = layout.tables.filter((_, i) => counts.tables[i]?.read === 0)
  const coverage = coverageFinder()
  const facts: RowTally['facts'] = {}
  let rows = 0
  await assembleBuckets({
    ...{ layout, spilled, buckets, released_on, removed, absent, writing: sink.writing },
    async onBucket(bucket, index) {
      for (const row of bucket.rejected) await sink.reject(row)
      await sink.take(bucket.rows)
      addCounts(counts, bucket.counts)
      addAll(facts, bucket.facts)
      coverage.add(bucket.seen)
      rows += bucket.parts
      onProgress({ doing: 'assembling', file: '', position: index + 1, of: buckets, rows })
    }
  })
  return { coverage: coverage.found, facts }
}
