import type { SubjectName } from '../measures/subject.ts'
import type { DateBasis, YearBasis } from '../time/period.ts'

/**
 * The result of a statistic, apart from how it is written: the one type between what counts (statistics/) and what
 * writes, draws or words it (formats/).
 */

/** One row: its dimensions as words, its numbers, and why a number is as it is. */
export interface ResultRow {
  words: Record<string, string>
  /** null is never zero: the flags of the number say what it is. */
  numbers: Record<string, number | null>
  /** Measure → statuses other than `ok`. */
  flags: Record<string, string[]>
  /** What is the same on each row of one answer, where the rows of several stand under one another. */
  constants?: Readonly<Record<string, string | boolean | null>>
}

/** `count`: whole things, which alone may be added · `share`: a part of all, 0 to 1 · `days`: whole days. */
export type NumberKind = 'count' | 'share' | 'days'

export interface ResultColumn {
  name: string
  kind: NumberKind
  /** Columns of the numbers that belong to a rate, whether the answer shows them or not. */
  rate?: { n: string; low: string; high: string }
}

/** A column of numbers, and the measure whose flags say how they are: of a rate's n and bounds that is the rate. */
export interface ShownColumn {
  name: string
  kind: NumberKind
  of: string
}

export interface ResultTable {
  /** What is counted, as a sentence begins with it: `Decisions`. */
  title: string
  /** What happened to what is counted: a unit such as `persons` does not say it. */
  about: SubjectName
  /** The dimensions of a row in their order. Rows that differ in one that is never added are never added. */
  dimensions: readonly string[]
  measures: readonly ResultColumn[]
  /** The columns of numbers that were asked for, in their order; left out, each measure alone. */
  shown?: readonly ShownColumn[]
  /** The page that was asked for; `total` is how many rows there are on all pages. */
  rows: readonly ResultRow[]
  total: number | null
  /** What one is; null where each row says it itself or nothing is in scope. */
  unit: string | null
  /** What was chosen besides: dimension → values. */
  filters: Readonly<Record<string, readonly string[]>>
  /** In scope of the question and in no row, over all pages: why, and how many, which is null where it is withheld. */
  left_out: readonly { reason: string; count: number | null }[]
  /** Units of other figures in scope, which are never added to these. */
  not_added: readonly string[]
  /** The time that the figures are of, in days; a stock is of one day. */
  from: string
  to: string
  year_basis: YearBasis | null
  /** Which date of a record its period is cut from; a stock has none. */
  date_basis: DateBasis | null
  /** The same on each row, unless the row has its own: columns at the end of a table. */
  constants: Readonly<Record<string, string | boolean | null>>
  /** Every number of this kind is exact, so that its rows in JSON have no `flags`. */
  unflagged?: true
}

export const languages = ['en', 'es', 'fr'] as const
export type Language = (typeof languages)[number]

/** Whose figures they are and how they were asked for: what must stand beside them wherever they are shown. */
export interface Attribution {
  lang: Language
  citation: string
  sources: readonly {
    source: string
    series: string
    release: string
    retrieved_on: string
    synthetic: boolean
    licence: string
    url: string
  }[]
  synthetic: boolean
  caveats: readonly { id: string; text: string }[]
  /** The question with its release pinned: from the root of the service, where nobody says how it is reached. */
  canonical: string
  generated_by: string
  /** The question as it was understood, with its defaults. */
  query: Readonly<Record<string, unknown>>
  /** Such as `eoir.v1`; null where the release declares none. */
  counting_rule: string | null
}
