import type { CaseLayout, Gathered, OpenFile } from '../../sources/source.ts'
import { rejectedRow } from '../copy/rejected-row.ts'
import { add, type Counts, countExcluded, countRejected, noCounts } from '../counts.ts'
import { type RemovalList, rawFinder } from '../publish/removal/removal-list.ts'
import { openSpill, type Spilled } from './spill.ts'

/** The counts and the spilled parts of one lane. */
export interface GatheredLane {
  counts: Counts
  spilled: Spilled
}

/** One lane to read, with callbacks for progress and for rejected rows. */
export interface Lane {
  layout: CaseLayout
  files: readonly OpenFile[]
  /** The file that takes the parts. */
  spill: string
  buckets: number
  /** No date can lie after it. */
  released_on: string
  /** The cases whose rows are not kept where they are rejected. */
  removed?: RemovalList | undefined
  /** Gets the number of rows read since the last call. */
  onRows(file: string, rows: number): void
  /** A rejected row: see rejectedRow. */
  reject(row: string[]): void
  /** Awaited once a chunk. */
  settled(): Promise<void> | undefined
}

const rowsBetween = 20_000

/** Reads the files of one lane: spills the parts of cases, and counts the rows that are no part. */
export async function gatherLane(lane: Lane): Promise<GatheredLane> {
  const { layout, buckets } = lane
  const counts = noCounts(layout.tables.length)
  const namesRemoved = rawFinder(lane.removed)
  const spill = openSpill(lane.spill, buckets)
  let [file, unreported] = ['', 0]
  const report = () => {
    const rows = unreported
    unreported = 0
    lane.onRows(file, rows)
  }
  const table = (index: number, repaired: boolean) => {
    const found = counts.tables[index]
    if (!found) throw new Error(`${layout.id} told a row of table ${index}, and has ${layout.tables.length}`)
    found.read++
    if (repaired) found.repaired++
    if (++unreported >= rowsBetween) report()
    return found
  }
  const into: Gathered = {
    part(part) {
      table(part.table, part.repaired)
      spill.put(part)
    },
    excluded: (index, reason, repaired) => countExcluded(table(index, repaired), reason),
    rejected(index, line, reason, text, readable) {
      countRejected(table(index, false), reason)
      const raw = namesRemoved?.(text) ? '' : text
      lane.reject(rejectedRow({ source_table: layout.tables[index] as string, line, raw }, reason, readable))
    },
    unknown: (field, code) => add(counts.unknown, `${field}\t${code}`),
    impossible: field => add(counts.impossible, field),
    issue: (id, rows) => add(counts.issues, id, rows),
    published(index, rows) {
      const found = counts.tables[index]
      if (found) found.published = rows
    },
    settled: lane.settled
  }
  const files = lane.files.map(({ name, open }) => ({
    name,
    open: () => {
      file = name
      return open()
    }
  }))
  let spilled: Spilled
  try {
    await layout.gather(files, into, lane.released_on)
  } finally {
    spilled = spill.close()
  }
  report()
  return { counts, spilled }
}
