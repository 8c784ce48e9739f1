import type { Assembled, CaseLayout, CasePart } from '../../sources/source.ts'
import { removedReason } from '../../vocabulary/release/removal.ts'
import { rejectedRow } from '../copy/rejected-row.ts'
import { factTable } from '../copy/rows.ts'
import { add, type Counts, countExcluded, countRejected, noCounts } from '../counts.ts'
import { coverageFinder, type SeenFacts } from '../coverage.ts'
import { caseFinder, type RemovalList } from '../publish/removal/removal-list.ts'
import type { RowTally } from '../report.ts'
import { type MadeRows, rowParts, type Writing } from './row-parts.ts'
import { casesIn } from './spill.ts'

/** What the cases of one bucket became. Plain, so that a thread can hand it to another. */
export interface Bucket {
  rows: MadeRows
  /** Rejected rows: see rejectedRow. */
  rejected: string[][]
  counts: Counts
  facts: RowTally['facts']
  seen: SeenFacts
  /** How many parts of cases were assembled. */
  parts: number
}

/** How cases are assembled and written. */
export interface Assembly {
  layout: CaseLayout
  /** No date of a fact can lie after it. */
  released_on: string
  /** The tables of the layout of which the release has no row. */
  absent: readonly string[]
  writing: Writing
  /** Cases that become no record: their rows are counted `removed`, and nothing of them is kept. */
  removed?: RemovalList | undefined
}

/** Gives a function from the spilled text of a bucket (spill.ts) to the bucket. The layout assembles each case. */
export function bucketMaker({
  layout,
  released_on,
  absent,
  writing,
  removed
}: Assembly): (text: string) => Bucket {
  const rows = rowParts(writing)
  const isRemoved = caseFinder(removed)
  return text => {
    const coverage = coverageFinder()
    const { made, into } = emptyBucket(layout.tables, fact => {
      coverage.see(fact)
      rows.write(fact)
    })
    for (const parts of casesIn(text)) {
      if (isRemoved?.(parts[0]?.case_id ?? '')) for (const part of parts) into.excluded(part, removedReason)
      else layout.assemble(parts, into, released_on, absent)
      made.parts += parts.length
    }
    return { ...made, seen: coverage.seen, rows: rows.take() }
  }
}

function emptyBucket(
  tables: readonly string[],
  write: Assembled['fact']
): { made: Omit<Bucket, 'rows' | 'seen'>; into: Assembled } {
  const made = { rejected: [] as string[][], counts: noCounts(tables.length), facts: {}, parts: 0 }
  const { counts, facts, rejected } = made
  const tableOfPart = ({ table }: CasePart) => counts.tables[table] as Counts['tables'][number]
  const into: Assembled = {
    fact(fact) {
      add(facts, factTable(fact))
      write(fact)
    },
    loaded(part) {
      tableOfPart(part).loaded++
    },
    excluded: (part, reason) => countExcluded(tableOfPart(part), reason),
    rejected(part, reason, readable) {
      countRejected(tableOfPart(part), reason)
      const raw = [part.case_id, ...part.fields].join('\t')
      const source_table = tables[part.table] as string
      rejected.push(rejectedRow({ source_table, line: part.line, raw }, reason, readable))
    },
    unknown: (field, code) => add(counts.unknown, `${field}\t${code}`),
    impossible: field => add(counts.impossible, field)
  }
  return { made, into }
}
