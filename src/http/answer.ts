import type { RecordTable } from '../formats/format.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import type { ResultTable } from '../vocabulary/results/result-table.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'

/** Rows as they are read, where they are not simply `data`. */
interface AnswerRows {
  /** Columns in their order; left out, those of the endpoint's schema. */
  columns?: readonly TableColumn[]
  batches: RecordTable['batches']
}

/** What an endpoint's function gives back; the envelope around it is made in one place (envelope.ts). */
export interface Answer {
  /** What JSON says; of a statistic its `result` instead. */
  data?: unknown
  /** The releases that the data come from: meta.sources, the citation and the canonical link follow from them. */
  releases?: readonly ReleaseEntry[]
  caveats?: readonly CaveatNote[]
  /** Members of meta beside the common ones, or in place of them. */
  meta?: Record<string, unknown>
  /** The cursor of the next page; null on the last page of a list. */
  next?: string | null
  /** Parameters that pin what answered, where source and release would not say it exactly. */
  pins?: Record<string, readonly string[]>
  /** Rows for CSV and NDJSON, where they are not simply `data`. */
  table?: AnswerRows
  /** What a statistic says: every format of it is written from this, JSON among them. */
  result?: ResultTable
}
