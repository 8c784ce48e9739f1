import type { Readable } from 'node:stream'
import type { About } from '../vocabulary/about.ts'
import type { CaseFact, DecisionFact, Fact, ReturnFact } from '../vocabulary/fact.ts'
import type { LocalText, Translated } from '../vocabulary/labels/texts/texts.ts'
import type { RejectedFields } from '../vocabulary/release/rejected-fields.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'

/** One row of a released file, before it is mapped. `line` is physical, from 1. */
export interface RawRow {
  source_table: string
  line: number
  record: unknown
  raw: string
  /** The day as of which the file says that the figures of the series are, where it does (docs/rules/sources.md §0.1). */
  data_as_of?: string | undefined
}

/** A code or name that is in no code table: the field it stood in and the text itself. */
export interface UnknownCode {
  field: string
  code: string
}

/**
 * What a raw row becomes: one or more facts, or the reason why there is none. Exactly one of `facts` (not empty),
 * `excluded` and `rejected` is present, so that read = loaded + rejected + excluded counts raw rows. `impossible_dates` names the columns whose date
 * cannot be read. `readable`: what a rejected row says for certain; left out, it may be about anything.
 */
export type Mapped = { unknown_codes?: UnknownCode[]; impossible_dates?: string[] } & (
  | { facts: Fact[] }
  | { excluded: string }
  | { rejected: string; readable?: RejectedFields }
)

/** One entry of a source's code table, as data: what a published value becomes. */
export interface CodeEntry {
  field: string
  code: string
  /** What the publisher prints; ours where it prints none. */
  label: LocalText
  dimension: string | null
  value: string | null
  note?: Translated
}

export interface CodeList {
  /** Unique over all sources, such as `unhcr-dec-level`. */
  scheme: string
  entries: CodeEntry[]
}

/** Opens the same file from its beginning: for what only the whole of it tells, such as the order of day and month. */
export type Reopen = () => Promise<Readable>

/** One way in which a publisher releases a series: how to know it, read it and map it. Pure. */
export interface Layout {
  id: string
  title: string
  series: string
  /** From the first 64 kB of the decompressed file and its name. */
  matches(head: string, name: string): boolean
  /** Throws ReadingError on damage: cut, not of this layout, wrong encoding. */
  rows(stream: Readable, name: string, again?: Reopen): AsyncIterable<RawRow>
  /**
   * `edition_on`: the day of the publisher's edition, else the last day on which the files can have been fetched. For rows
   * that mean another day in one edition than in another.
   */
  map(row: RawRow, edition_on?: string): Mapped
  /**
   * The parts of the coverage that this layout declares; what is left out is derived from the facts.
   * A layout that publishes whole tables says `all`.
   */
  coverage: Partial<Coverage>
  /** True of a layout that is known only to say why its files are not imported. */
  refuses?: boolean
  /**
   * The fewest rows of a whole edition. With fewer the release is an excerpt, or was cut between two rows, which cannot
   * be detected while reading: its coverage is then not complete.
   */
  whole_from_rows?: number
  /**
   * With at least so many rows it holds every country. A smaller file may be the answer to a query for a few countries.
   */
  all_from_rows?: number
  /** Of an answer in pages: the number of this page and how many there are. All pages together are complete. */
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

/**
 * Receives what a layout finds while it reads the tables. Each raw row is reported exactly once, here or in Assembled.
 */
export interface Gathered {
  /** The row is needed to assemble its case, and will be accounted for then. */
  part(part: CasePart): void
  excluded(table: number, reason: string, repaired: boolean): void
  /** `raw` holds nothing by which a person could be found. */
  rejected(table: number, line: number, reason: string, raw: string, readable?: RejectedFields): void
  unknown(field: string, code: string): void
  /** An unreadable date. Its row is reported by another call. */
  impossible(field: string): void
  /** Rows, told by other calls, with a known issue that only some releases have: the id of a caveat of the source. */
  issue(id: string, rows: number): void
  /** The publisher's own row count of a table. */
  published(table: number, rows: number): void
  /** Awaited once a chunk: the disk may be slower than the reader. */
  settled(): Promise<void> | undefined
}

/** Receives the facts of a case and what became of each of its rows. */
export interface Assembled {
  fact(fact: CaseFact | DecisionFact | ReturnFact): void
  loaded(part: CasePart): void
  excluded(part: CasePart, reason: string): void
  rejected(part: CasePart, reason: string, readable?: RejectedFields): void
  unknown(field: string, code: string): void
  /** An impossible date: null in the fact, kept there as text, counted here. */
  impossible(field: string): void
}

/** What is different about the files of a release than those before, told before a row is read. */
export interface ReleaseFindings {
  /** Codes whose meaning is another one now, with both texts. They stop the import. */
  changed: string[]
  /** New, missing and renamed columns, and new codes. They are reported. */
  notes: string[]
  /** Files that were read for nothing else, by name. */
  compared: string[]
  /** Tables of records that are known and left unread, with the reason in words. */
  left_unread: { file: string; reason: string }[]
}

/**
 * A release of several tables that hold rows of the same cases, in any order. Tables are read one by one, their rows
 * are kept as parts, and the parts are assembled case by case. Pure, except that it reads the streams it is given.
 */
export interface CaseLayout
  extends Omit<
    Layout,
    'matches' | 'rows' | 'map' | 'whole_from_rows' | 'all_from_rows' | 'page' | 'synthetic'
  > {
  /**
   * The released tables whose rows are counted, by their published names, which stand in the names of their files. The
   * first two are required; without one of the others the release is not complete.
   */
  tables: readonly string[]
  /**
   * Tables that make no record and only tell more of some: a release without one is complete, what it would tell is
   * absent, and coverage and report name the caveat of the source, by its id, that says so.
   */
  optional_tables?: Readonly<Record<string, string>>
  /** True where a table can come in any number of files under any names, which are recognised by their content. */
  by_content?: boolean
  /** Whether a file belongs to such a release, and whether its rows are read. */
  recognise(head: string, name: string): 'read' | 'beside' | undefined
  /** Whether the names of the files mark the release as synthetic. */
  /** True where open cases are counted as of the day of the release: one without a day is refused. */
  needs_day?: boolean
  synthetic(names: readonly string[]): boolean
  /** Compares headers and lookup tables of all files with those that are known. */
  inspect?(files: readonly OpenFile[]): Promise<ReleaseFindings>
  /** Lists of files that can be read independently of each other; each list is read in its order. */
  lanes(names: readonly string[]): string[][]
  /**
   * Fields of the vocabulary that no fact of this layout has: their empty columns are neither sent to the database nor
   * read, which saves time in large tables. A fact that has such a field ends the import.
   */
  untold?: readonly string[]
  /**
   * Reads the files of one lane. No date can lie after `released_on`. Throws ReadingError on damage of a file, not of a
   * row: cut, not of this layout.
   */
  gather(files: readonly OpenFile[], into: Gathered, released_on: string): Promise<void>
  /**
   * Assembles one case from all its parts, in any order. No date can lie after `released_on`. `absent`: the tables of
   * which the release has no row.
   */
  assemble(parts: readonly CasePart[], into: Assembled, released_on: string, absent: readonly string[]): void
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
  /** Share of the rows read whose date in one column may be unreadable, 0 to 1. None where it is left out. */
  impossible_dates_at_most?: number
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
