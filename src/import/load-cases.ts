import { mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { workFolder } from '../snapshot/materialise.ts'
import type { Assembled, CasePart } from '../sources/source.ts'
import { add, addCounts, type Counts, countExcluded, countRejected, noCounts, tallyOf } from './counts.ts'
import { coverageFinder } from './coverage.ts'
import { ImportRefused } from './errors.ts'
import { gather } from './gather.ts'
import type { Loaded, LoadOptions } from './loaded.ts'
import type { CasesRelease } from './recognised.ts'
import type { Tally } from './report.ts'
import { tableOf } from './rows.ts'
import type { Sink } from './sink.ts'
import { casesIn, openSpilled, type Spilled } from './spill.ts'

/** A bucket is held whole: as bytes, as text and as the next one that is read meanwhile. */
const bucketBytes = 16 * 1024 * 1024
/** Each lane holds a block for each bucket until it is full. */
const mostBuckets = 512
const longestRaw = 1024

/**
 * Reads the tables of a release once, keeping what belongs to cases on disk, sorted by case into buckets; then puts
 * the cases together bucket by bucket. Takes the same memory whatever the size of the release.
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
  { onProgress = () => {} }: LoadOptions
): Promise<Spilled[]> {
  const names = lanes.flat().map(({ name }) => name)
  let rows = 0
  const gathered = await gather({
    ...{ layout: case_layout, lanes, folder, buckets, sink },
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
  { onProgress = () => {}, released_on }: LoadOptions
): Promise<Pick<Loaded, 'coverage'> & { facts: Tally['facts'] }> {
  const coverage = coverageFinder()
  const facts: Tally['facts'] = {}
  const waits: Promise<void>[] = []
  const into = assembled(layout.tables, counts, sink, { coverage, facts, waits })
  const parts = await openSpilled(spilled)
  let rows = 0
  try {
    let next = parts.bucket(0)
    for (let bucket = 0; bucket < buckets; bucket++) {
      const text = await next
      if (bucket + 1 < buckets) next = parts.bucket(bucket + 1)
      // Where this bucket fails, nobody waits for the next one any more.
      next.catch(() => {})
      for (const each of casesIn(text)) {
        layout.assemble(each, into, released_on)
        rows += each.length
        if (waits.length > 0) await Promise.all(waits.splice(0))
      }
      onProgress({ doing: 'assembling', file: '', position: bucket + 1, of: buckets, rows })
    }
  } finally {
    await parts.close()
  }
  return { coverage: coverage.found, facts }
}

function assembled(
  tables: readonly string[],
  counts: Counts,
  sink: Sink,
  to: { coverage: ReturnType<typeof coverageFinder>; facts: Tally['facts']; waits: Promise<void>[] }
): Assembled {
  const tableOfPart = ({ table }: CasePart) => counts.tables[table] as Counts['tables'][number]
  return {
    fact(fact) {
      to.coverage.see(fact)
      add(to.facts as Record<string, number>, tableOf(fact))
      const wait = sink.write(fact)
      if (wait) to.waits.push(wait)
    },
    loaded(part) {
      tableOfPart(part).loaded++
    },
    excluded: (part, reason) => countExcluded(tableOfPart(part), reason),
    rejected(part, reason) {
      countRejected(tableOfPart(part), reason)
      const raw = [part.case_id, ...part.fields].join('\t').slice(0, longestRaw)
      const wait = sink.reject([tables[part.table] as string, String(part.line), reason, raw])
      if (wait) to.waits.push(wait)
    },
    unknown: (field, code) => add(counts.unknown, `${field}\t${code}`),
    impossible: field => add(counts.impossible, field)
  }
}
