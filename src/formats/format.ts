import type { DataDescription } from '../vocabulary/results/data-description.ts'
import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import type { ReturnTimeline } from '../vocabulary/results/return-timeline.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'
import type { ReadyLines } from '../vocabulary/results/table-lines.ts'
import type { ThemeName } from './chart/palette.ts'
import type { Feed } from './feed/feed.ts'

export type TableRow = Readonly<Record<string, unknown>>

/** Rows with columns in their order: a list of records, or the result of a statistic. */
export interface RecordTable {
  columns: readonly TableColumn[]
  batches: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>
  /** The same rows as lines of CSV, where there is a faster way to them. */
  lines?: ReadyLines<TableRow>
}

/** A whole answer in the envelope of JSON. */
export interface AnswerDocument {
  data: unknown
  meta: Record<string, unknown>
  links: Record<string, string | null>
}

/** Parameters that belong to single formats (FormatFacts.options). */
export interface FormatOptions {
  bom?: boolean
  delimiter?: 'comma' | 'semicolon'
  header?: 'names' | 'labels'
  sentence_of?: SentenceOf
  width?: number
  theme?: ThemeName
  head?: boolean
  scale?: number
  size?: PictureSize
}

/** Points of a picture that programs show of a link. */
export const cardSize = { width: 1200, height: 630 } as const
/** Sizes of a picture that have a name: `og` is that of a card (cardSize). */
export const pictureSizes = ['og'] as const
export type PictureSize = (typeof pictureSizes)[number]

/** What a sentence is about: the first row, or the answer as a whole. */
export type SentenceOf = 'first_row' | 'answer'

export type Written = string | Buffer | AsyncGenerator<string | Buffer>

interface FormatFacts {
  /** The name in `format=` and as suffix of a path. */
  id: string
  /** Content-Type. */
  type: string
  /** Media types in Accept that select it. */
  accepts: readonly string[]
  /** The extension of a file's name. */
  ending: string
  /** True: Content-Disposition is `inline`, else `attachment`. */
  is_shown: boolean
  /** Without `limit`: true gives a page, false all rows. Only formats with pages can estimate (`dry_run`). */
  is_paged: boolean
  /** Binary in the contract, else text. */
  is_binary: boolean
  /** Parameters that only this format has. */
  options: readonly (keyof FormatOptions)[]
  /** The numbers of which its words say what they are made of; left out where it has no such words. */
  makeup_of?: 'first_row' | 'whole' | 'answer'
  /** Whether it has the counting rule of the source, which exists in English only. */
  has_counting_rule?: true
  /** Writing a few rows takes long already: libraries that draw or pack. */
  is_costly?: true
  /** Whether this computer can write it; left out where every one can. */
  isThere?(): boolean
  /** An example of a whole answer, for the contract. */
  example?: unknown
}

/** JSON: the answer with its envelope. */
export interface DocumentFormat extends FormatFacts {
  writes: 'document'
  write(document: AnswerDocument): Written
}

/** A format of rows, for lists and statistics. */
export interface TableFormat extends FormatFacts {
  writes: 'table'
  write(table: RecordTable, attribution: Attribution, options: FormatOptions): Written | Promise<Written>
}

/** A format for statistics only. */
export interface ResultFormat extends FormatFacts {
  writes: 'result'
  /** The largest number of rows that it can hold, or in which it is readable. */
  largest: number
  /** Throws Problem where the format cannot express the result, with what would work. */
  write(result: ResultTable, attribution: Attribution, options: FormatOptions): Written | Promise<Written>
}

/** A format for returns to one destination over time. */
export interface TimelineFormat extends FormatFacts {
  writes: 'timeline'
  /** Throws Problem where the format cannot express it, with what would work. */
  write(
    timeline: ReturnTimeline,
    attribution: Attribution,
    options: FormatOptions
  ): Written | Promise<Written>
}

/** A format for lists of what changed. A client can ask with If-Modified-Since alone. */
export interface FeedFormat extends FormatFacts {
  writes: 'feed'
  write(feed: Feed): Written
}

/** A format for what machines that look for data are told of sources. */
export interface DescriptionFormat extends FormatFacts {
  writes: 'description'
  /** `origin`: the service's own address, so that addresses are whole, or nothing. */
  write(described: DataDescription<string>, origin: string): Written
}

export type Format =
  | DocumentFormat
  | TableFormat
  | ResultFormat
  | TimelineFormat
  | FeedFormat
  | DescriptionFormat
