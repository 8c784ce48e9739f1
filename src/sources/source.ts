import type { Readable } from 'node:stream'
import type { About } from '../vocabulary/about.ts'
import type { CaseFact, DecisionFact, Fact, ReturnFact } from '../vocabulary/fact.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'

/** One row of a released file, before anything was decided about it. `line` is physical, from 1. */
export interface RawRow {
  source_table: string
  line: number
  record: unknown
  raw: string
}

/** A code or name that no table of ours knows: the field it stood in and the text itself. */
export interface UnknownCode {
  field: string
  code: string
}

/**
 * What became of one raw row: one or more facts, or the reason why there is none.
 * Exactly one of `facts` (not empty), `excluded` and `rejected` is there, so that
 * read = loaded + rejected + excluded counts raw rows.
 */
export type Mapped = { unknown_codes?: UnknownCode[] } & (
  | { facts: Fact[] }
  | { excluded: string }
  | { rejected: string }
)

/** One entry of a source's code table, as data: what a published value becomes. */
export interface CodeEntry {
  field: string
  code: string
  label: string
  dimension: string | null
  value: string | null
  note?: string
}

export interface CodeList {
  /** Unique over all sources, such as `unhcr-dec-level`. */
  scheme: string
  entries: CodeEntry[]
}

/** One way in which a publisher releases a series: how to know it, read it and map it. Pure. */
export interface Layout {
  id: string
  title: string
  series: string
  /** From the first 64 kB of the decompressed file and its name. */
  matches(head: string, name: string): boolean
  /** Throws ReadingError on damage: cut, not of this layout, wrong encoding. */
  rows(stream: Readable, name: string): AsyncIterable<RawRow>
  map(row: RawRow): Mapped
  /**
   * The parts of the coverage that this layout declares; what is left out is derived from the facts.
   * A layout that publishes whole tables says `all`.
   */
  coverage: Partial<Coverage>
  /**
   * How many rows a whole edition is known to have at the least. With fewer the release is an excerpt, or was cut
   * between two rows, which no reader can see: its coverage is then not complete.
   */
  whole_from_rows?: number
  /** With so many rows at the least it holds every country that there is, though a smaller answer may be of a few. */
  all_from_rows?: number
  /** Which page of how many a file is, of an answer that comes in pages: all of them together are complete. */
  page?(head: string): { number: number; of: number } | undefined
  /** Tables that the product ships; they give way to any real import. */
  starter: boolean
  synthetic: boolean
}

/** What a source keeps of one raw row, as text, until all rows of the same case are together. */
export interface CasePart {
  /** A whole number as text: the source's own key of the case. */
  case_id: string
  /** Which of the layout's `tables` the row stood in, and its physical line there. */
  table: number
  line: number
  repaired: boolean
  /** In an order of the layout's own; no field holds a tab or a line break. */
  fields: string[]
}

/** Where a layout tells what it finds, while it reads the tables. Each raw row is told exactly once, here or later. */
export interface Gathered {
  /** The row is needed to assemble its case, and will be accounted for then. */
  part(part: CasePart): void
  excluded(table: number, reason: string, repaired: boolean): void
  /** `raw` holds nothing by which a person could be found. */
  rejected(table: number, line: number, reason: string, raw: string): void
  unknown(field: string, code: string): void
  /** How many rows the publisher says that a table has. */
  published(table: number, rows: number): void
  /** Awaited once a chunk: the disk may be slower than the reader. */
  settled(): Promise<void> | undefined
}

/** Where a layout tells what became of a case and of each of its rows. */
export interface Assembled {
  fact(fact: CaseFact | DecisionFact | ReturnFact): void
  loaded(part: CasePart): void
  excluded(part: CasePart, reason: string): void
  rejected(part: CasePart, reason: string): void
  unknown(field: string, code: string): void
  /** A date that cannot be: nulled in the fact, kept there as text, counted here. */
  impossible(field: string): void
}

/**
 * A release of several tables, each of which holds rows of the same cases, in no order that helps: they are read
 * one by one, kept as parts, and put together case by case. Pure but for the streams it is given.
 */
export interface CaseLayout
  extends Omit<
    Layout,
    'matches' | 'rows' | 'map' | 'whole_from_rows' | 'all_from_rows' | 'page' | 'synthetic'
  > {
  /**
   * The released tables whose rows are counted, by their published names, which stand in the names of their files.
   * Without the first two no case can be told; without another the release is not complete.
   */
  tables: readonly string[]
  /** True where a table comes in as many files as there are, under any names: what a file holds, its content says. */
  by_content?: boolean
  /** Whether a file belongs to such a release, and whether its rows are read. */
  recognise(head: string, name: string): 'read' | 'beside' | undefined
  /** Whether the files together say that all is made up. */
  synthetic(names: readonly string[]): boolean
  /** Files that can be read independently of each other's, as lists; each list is read in its order. */
  lanes(names: readonly string[]): string[][]
  /**
   * Fields of the vocabulary that no fact of this layout has: of large tables nobody sends or reads their empty
   * columns. A fact that has one all the same ends the import.
   */
  untold?: readonly string[]
  /** Reads the files of one lane. Throws ReadingError on damage that is no row's: cut, not of this layout. */
  gather(files: readonly OpenFile[], into: Gathered): Promise<void>
  /** All parts of one case, in no order. `released_on`: no date can lie after it. */
  assemble(parts: readonly CasePart[], into: Assembled, released_on: string): void
}

/** A file of a release that can be read. */
export interface OpenFile {
  name: string
  open(): Promise<Readable>
}

/** When an import stops with a report instead of publishing (docs/rules/sources.md §0.6); --force overrides. */
export interface Expectations {
  rejected_at_most: number
  /** Share of the current release's rows that may be missing, 0 to 1. */
  rows_shrink_at_most: number
  unknown_codes_at_most: number
}

/** A publisher's data: a declaration and pure functions. Knows no database and no network. */
export interface Source {
  about: About
  code_lists: CodeList[]
  layouts: Layout[]
  /** Layouts of several tables by case. */
  case_layouts?: CaseLayout[]
  expectations: Expectations
}
