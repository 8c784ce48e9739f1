import type { SnapshotTable } from '../../snapshot/card.ts'
import type { CountFact, EventFact, Fact } from '../../vocabulary/fact.ts'
import { type CopyText, copyText } from '../copy/copy-text.ts'
import { factTable, factWriter } from '../copy/rows.ts'

/** How facts become the rows of a release. Plain, so that it can be sent to a thread. */
export interface Writing {
  release_id: number
  series: string
  /** Columns that are left to their defaults. */
  untold: readonly string[]
  /** Whether the rows of a table are partitioned (`partOf`). */
  apart: boolean
}

/** Rows in the text format of COPY, as bytes, one part of a table after the other. */
export interface MadeRows {
  bytes: Uint8Array<ArrayBuffer>
  parts: RowPart[]
}

interface RowPart {
  table: SnapshotTable
  part: string
  length: number
  /** Whether a text in these rows is escaped. */
  escaped: boolean
}

interface OpenPart extends Pick<RowPart, 'table' | 'part'> {
  out: CopyText
}

const byPlace = (one: OpenPart, other: OpenPart): number =>
  `${one.table} ${one.part}` < `${other.table} ${other.part}` ? -1 : 1

const noStage = ''

/**
 * The part of a table that a fact belongs to: its decision stage and the first letter of its nationality. Rows of one
 * part are adjacent in the snapshot. Published counts and reported
 * events have one part.
 */
export const partOf = (fact: Fact): string =>
  isWhole(fact) ? '' : partNamed(stageOf(fact), fact.nationality.slice(0, 1))

/** Whether all rows of the fact’s table are one part. */
const isWhole = (fact: Fact): fact is CountFact | EventFact =>
  fact.grain === 'count' || fact.grain === 'event'

const stageOf = (fact: Fact): string => (fact.grain === 'decision' ? fact.decision_stage : noStage)
const partNamed = (stage: string, letter: string): string =>
  stage === noStage ? letter : `${stage} ${letter}`

/** Collects facts as rows, by part. `take` gives the rows collected since the last `take`. */
export function rowParts({ release_id, series, untold, apart }: Writing): {
  write(fact: Fact): void
  take(): MadeRows
} {
  const writeFact = factWriter(untold)
  const open: OpenPart[] = []
  // Parts by table, stage and letter: looking one up builds no string.
  const found = new Map<SnapshotTable, Map<string, OpenPart[]>>()
  const outOf = (fact: Fact): CopyText => {
    const table = factTable(fact)
    const isPartitioned = apart && !isWhole(fact)
    const stage = isPartitioned ? stageOf(fact) : noStage
    const letter = isPartitioned ? fact.nationality.charCodeAt(0) : 0
    const ofTable = found.get(table) ?? new Map<string, OpenPart[]>()
    found.set(table, ofTable)
    const ofStage = ofTable.get(stage) ?? []
    ofTable.set(stage, ofStage)
    const known = ofStage[letter]
    if (known) return known.out
    const made = { table, part: apart ? partOf(fact) : '', out: copyText() }
    open.push(made)
    ofStage[letter] = made
    return made.out
  }
  return {
    write: fact => writeFact(outOf(fact), fact, release_id, series),
    take() {
      // Sorted, so that the order does not depend on the facts of earlier buckets.
      const full = open.filter(({ out }) => out.at > 0).sort(byPlace)
      const bytes = new Uint8Array(full.reduce((sum, { out }) => sum + out.at, 0))
      let end = 0
      const parts = full.map(({ table, part, out }): RowPart => {
        const { at: length, escaped } = out
        bytes.set(out.bytes.subarray(0, length), end)
        end += length
        Object.assign(out, { at: 0, escaped: false })
        return { table, part, length, escaped }
      })
      return { bytes, parts }
    }
  }
}
