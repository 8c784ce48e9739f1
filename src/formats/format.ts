import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import type { TableColumn } from '../vocabulary/results/table-column.ts'

export type TableRow = Readonly<Record<string, unknown>>

/** Rows with columns in their order: a list of records, or the result of a statistic. */
export interface RecordTable {
  columns: readonly TableColumn[]
  batches: AsyncIterable<readonly TableRow[]> | Iterable<readonly TableRow[]>
}

/** A whole answer as JSON has it. */
export interface AnswerDocument {
  data: unknown
  meta: Record<string, unknown>
  links: Record<string, string | null>
}

/** Parameters that some formats have of their own (FormatFacts.options). */
export interface FormatOptions {
  bom?: boolean
  delimiter?: 'comma' | 'semicolon'
}

export type Written = string | Buffer | AsyncGenerator<string | Buffer>

interface FormatFacts {
  /** Its name as suffix of a path and in `format=`. */
  id: string
  /** Content-Type. */
  type: string
  /** Media types that name it in Accept. */
  accepts: readonly string[]
  /** The end of a file's name. */
  ending: string
  /** Shown in place by what opens it, and not saved to a file. */
  is_shown: boolean
  /** Given a page at a time, where no limit is asked for, and with the estimate of a dry run; others are given whole. */
  is_paged: boolean
  /** Bytes, not text: how the contract says it. */
  is_binary: boolean
  /** Parameters that only this format has. */
  options: readonly (keyof FormatOptions)[]
  /** A whole answer in it, for the contract. */
  example?: unknown
}

/** JSON: the answer with all that stands beside its data. */
export interface DocumentFormat extends FormatFacts {
  writes: 'document'
  write(document: AnswerDocument): Written
}

/** A format that lists and statistics have: rows. */
export interface TableFormat extends FormatFacts {
  writes: 'table'
  write(table: RecordTable, attribution: Attribution, options: FormatOptions): Written | Promise<Written>
}

/** A format that only statistics have. */
export interface ResultFormat extends FormatFacts {
  writes: 'result'
  /** Rows that it can hold, or that can still be read in it. */
  largest: number
  /** Throws Problem where the result cannot be said in it, with what would work. */
  write(result: ResultTable, attribution: Attribution): Written | Promise<Written>
}

export type Format = DocumentFormat | TableFormat | ResultFormat
