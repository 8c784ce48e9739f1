import type { RecordTable } from '../formats/format.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { CaveatNote } from '../vocabulary/caveat-note.ts'
import type { LocalText } from '../vocabulary/labels/texts/texts.ts'
import type { DataDescription } from '../vocabulary/results/data-description.ts'
import type { ResultTable } from '../vocabulary/results/result-table.ts'
import type { ReturnTimeline } from '../vocabulary/results/return-timeline.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'

/** Rows in batches as they are read, for answers whose rows are not `data`. */
interface AnswerRows extends Omit<RecordTable, 'columns'> {
  /** The columns in order; default: those of the endpoint's schema. */
  columns?: readonly TableColumn[]
}

/** The result of an endpoint's function, without the envelope, which envelope.ts adds. */
export interface Answer {
  /** The member `data` of JSON; statistics have `result` instead. */
  data?: unknown
  /** The releases that the data come from: meta.sources, the citation and the canonical link follow from them. */
  releases?: readonly ReleaseEntry[]
  caveats?: readonly CaveatNote[]
  /** Members of meta that are added to the common ones, or replace them. */
  meta?: Record<string, unknown>
  /** The cursor of the next page; null on the last page of a list. */
  next?: string | null
  /** Parameters that pin the releases that answered, where `source` and `release` would not identify them exactly. */
  pins?: Record<string, readonly string[]>
  /** Rows for CSV, NDJSON and Parquet, where they are not `data`. */
  table?: AnswerRows
  /** The result of a statistic. All its formats, including JSON, are written from it. */
  result?: ResultTable
  /** What a feed of `data` is called, in the formats of feeds. */
  feed?: { title: LocalText; description: LocalText }
  /** What machines that look for data are told, in the formats that describe sources. */
  described?: DataDescription
  /** Feeds that tell of changes to what the answer is about. */
  alternates?: readonly { url: string; type: string }[]
  /** Returns to one destination over time: its picture and sentences are written from this. */
  timeline?: ReturnTimeline
}
