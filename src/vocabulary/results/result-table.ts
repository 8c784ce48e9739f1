import type { Language } from '../labels/language.ts'
import type { SubjectName } from '../measures/subject.ts'
import type { DateRange } from '../time/date-range.ts'
import type { DateBasis, YearBasis } from '../time/period.ts'
import type { BreakNote } from './break-note.ts'
import type { CountryGroupNote } from './country-group-note.ts'
import type { Filters } from './filter-columns.ts'
import type { MissingNote } from './missing-note.ts'
import type { PlaceOfFigures } from './place.ts'

/**
 * The result of a statistic, independent of its format: the one type between statistics/, which counts, and formats/,
 * which writes, draws or words it.
 */

/** One row: its values of dimensions, its numbers, and the flags of each number. */
export interface ResultRow {
  words: Record<string, string>
  /** null is never zero: the flags say why there is no number. */
  numbers: Record<string, number | null>
  /** Measure → statuses other than `ok`. */
  flags: Record<string, string[]>
  /** The constants of the row's own answer, where a table has the rows of several answers. */
  constants?: Readonly<Record<string, string | boolean | null>>
  /** The days of the row's own answer, likewise. */
  days?: DateRange
  /** The aggregate of reporting countries whose published figures these are, in the place of countries. */
  stands_for?: string
}

/** `count`: a whole number, the only kind that may be added · `share`: a fraction, 0 to 1 · `days`: whole days. */
export type NumberKind = 'count' | 'share' | 'days'

export interface ResultColumn {
  name: string
  kind: NumberKind
  /**
   * The columns of a rate's n and interval, whether the answer shows them or not, and of the part of its cell that n is,
   * which has flags of its own.
   */
  rate?: { n: string; low: string; high: string; n_share?: string }
}

/** A column of numbers. `of` is the measure whose flags apply to it: for a rate's n and bounds the rate. */
export interface ShownColumn {
  name: string
  kind: NumberKind
  of: string
}

/** What counts are made of, for formats that say it in words. */
export interface Makeup {
  /** The count again by a dimension, beside the dimensions of the answer or alone. No rows: not known. */
  parts?: { dimension: string; rows: readonly ResultRow[] }
  /** Records without the date that the answer is counted by; left out where each has one. */
  undated?: { count: number; is_all: boolean }
  /** The rows are the whole question, so that words list its outcomes one by one. */
  is_whole?: true
}

export interface ResultTable {
  /** What is counted, capitalised: `Decisions`. */
  title: string
  /** The subject of the statistic, which a unit such as `persons` does not imply. */
  about: SubjectName
  /** The dimensions of a row in their order. Rows that differ in one that is never added are never added. */
  dimensions: readonly string[]
  measures: readonly ResultColumn[]
  /** The requested columns of numbers in their order; without it, one for each measure. */
  shown?: readonly ShownColumn[]
  /** The requested page; `total` is the number of rows on all pages. */
  rows: readonly ResultRow[]
  total: number | null
  /** The unit of the numbers; null where each row states its own or nothing is in scope. */
  unit: string | null
  /** The filters of the query: dimension → values. */
  filters: Readonly<Record<string, readonly string[]>>
  /**
   * What is in scope and in no row, over all pages: the reason, each once, and the number, null where it is withheld or
   * not known. `rows`: of rejected rows, how many may belong to the answer.
   */
  left_out: readonly { reason: string; count: number | null; rows?: number }[]
  /** What the release does not tell of the whole answer; left out where the statistic does not find it. */
  missing?: readonly MissingNote[]
  /** Where the series of the whole answer breaks, in the order of time; left out where the statistic does not find it. */
  breaks?: readonly BreakNote[]
  /** Where the figures are from, if no filter and no row says it; left out where that is not known. */
  place?: PlaceOfFigures
  /** The groups of countries that the query names, with the membership that was used. */
  country_groups?: readonly CountryGroupNote[]
  /** Whether the release lacks places asked for, or parts of it are known to be missing, whatever the period. */
  is_part_of_places?: boolean
  /** Units of other figures in scope, which are never added to these. */
  not_added: readonly string[]
  /** Of the first row or of the whole; left out where a format does not ask for it. */
  makeup?: Makeup
  /** The first and last day of the figures; a stock has one day. */
  from: string
  to: string
  year_basis: YearBasis | null
  /** The date of a record that determines its period; null for a stock. */
  date_basis: DateBasis | null
  /** Values that all rows share, unless a row has its own: columns at the end of a table. */
  constants: Readonly<Record<string, string | boolean | null>>
  /** All numbers of this statistic are exact, so rows in JSON have no `flags`. */
  unflagged?: true
}

/** Sources, licence and query of the figures: the attribution that every format must show beside them. */
export interface Attribution {
  lang: Language
  citation: string
  sources: readonly {
    source: string
    series: string
    release: string
    /** Null where nobody stated it. */
    retrieved_on: string | null
    synthetic: boolean
    licence: string
    url: string
  }[]
  synthetic: boolean
  caveats: readonly { id: string; text: string; plain: string }[]
  /** The query with its release pinned: an absolute URL, or a path where the service's public address is not set. */
  canonical: string
  generated_by: string
  /** The query as interpreted, with its defaults. */
  query: Readonly<Record<string, unknown>>
  /** Such as `eoir.v1`; null where the release declares none. */
  counting_rule: string | null
  /** The filters that the rows of the file carry as columns; none where the question names its columns (`fields`). */
  filters: Filters
}
