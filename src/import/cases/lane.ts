import type { CaseLayout, Gathered, OpenFile } from '../../sources/source.ts'
import { add, type Counts, countExcluded, countRejected, noCounts } from '../counts.ts'
import { openSpill, type Spilled } from './spill.ts'

/** What reading one lane gave. */
export interface GatheredLane {
  counts: Counts
  spilled: Spilled
}

/** Where a lane tells how far it is, and what it rejects. */
export interface Lane {
  layout: CaseLayout
  files: readonly OpenFile[]
  /** The file that takes the parts. */
  spill: string
  buckets: number
  /** Rows since the last time. */
  onRows(file: string, rows: number): void
  /** A rejected row: source_table, line, reason, raw text. */
  reject(row: string[]): void
  /** Awaited once a chunk. */
  settled(): Promise<void> | undefined
}

const longestRaw = 1024
const rowsBetween = 20_000

/** Reads the files of one lane, spilling what belongs to cases and counting the rest. */
export async function gatherLane(lane: Lane): Promise<GatheredLane> {
  const { layout, buckets } = lane
  const counts = noCounts(layout.tables.length)
  const spill = openSpill(lane.spill, buckets)
  let [file, untold] = ['', 0]
  const tell = () => {
    const rows = untold
    untold = 0
    lane.onRows(file, rows)
  }
  const table = (index: number, repaired: boolean) => {
    const found = counts.tables[index]
    if (!found) throw new Error(`${layout.id} told a row of table ${index}, and has ${layout.tables.length}`)
    found.read++
    if (repaired) found.repaired++
    if (++untold >= rowsBetween) tell()
    return found
  }
  const into: Gathered = {
    part(part) {
      table(part.table, part.repaired)
      spill.put(part)
    },
    excluded: (index, reason, repaired) => countExcluded(table(index, repaired), reason),
    rejected(index, line, reason, raw) {
      countRejected(table(index, false), reason)
      lane.reject([layout.tables[index] as string, String(line), reason, raw.slice(0, longestRaw)])
    },
    unknown: (field, code) => add(counts.unknown, `${field}\t${code}`),
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
    await layout.gather(files, into)
  } finally {
    spilled = spill.close()
  }
  tell()
  return { counts, spilled }
}
