import type { Readable } from 'node:stream'
import type { About } from '../vocabulary/about.ts'
import type { Coverage } from '../vocabulary/coverage.ts'
import type { Fact } from '../vocabulary/fact.ts'

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
  /** Tables that the product ships; they give way to any real import. */
  starter: boolean
  synthetic: boolean
}

/** When an import stops with a report instead of publishing (architecture §4); --force overrides. */
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
  expectations: Expectations
}
