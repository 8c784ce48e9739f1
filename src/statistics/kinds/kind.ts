import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import type { BreakNote } from '../../vocabulary/results/break-note.ts'
import type { CountryGroupNote, groupsInMeta } from '../../vocabulary/results/country-group-note.ts'
import type { TopNote } from '../../vocabulary/results/rest.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import type { StandIn } from '../../vocabulary/results/stand-in.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import type { Marked } from '../breaks/marked.ts'
import type { Missing } from '../holdings/missing.ts'
import type { Clock } from '../question/clock.ts'
import type { MissingOptions, QueryOption } from '../question/options.ts'
import type { Question } from '../question/question.ts'
import type { Reach } from '../question/reach.ts'
import type { Frame } from '../rows/columns.ts'
import type { Estimate } from '../rows/guard.ts'
import type { Account, LeftOut, Reconciliation } from '../table/reconcile.ts'
import type { Rounding } from '../table/rounding.ts'

/** What statistics read from. */
export type ReadableSet = Pick<ReleaseSet, 'releases' | 'known' | 'country_groups' | 'query' | 'queryPacked'>

/** A question to one kind of statistic, read from its parameters. */
export interface KindQuestion {
  /** The part that the common stages read. */
  question: Question
  /** The requested dimensions in their order, including those that no table stores. */
  groups: readonly string[]
  /** Filter values of dimensions that no table stores. */
  own_filters?: Readonly<Record<string, readonly string[] | undefined>>
  /** The same for meta.query, where it has more than the request. */
  own_query?: Readonly<Record<string, unknown>>
  /** The text that a cursor is bound to. */
  identity: string
}

/** A question, the release that answers it, and how far its coverage reaches. */
export interface Opened {
  question: Question
  frame: Frame
  reach: Reach
  /** The day of the release. Open cases are those open on this day. */
  as_at: string
}

/** The columns of an answer, known before a row of it is counted. */
export interface KindLayout {
  /** The dimensions of a row: the requested ones, then those that the answer is split by. */
  dimensions: readonly string[]
  split_by: readonly string[]
  /** Its columns of numbers. */
  measures: readonly ResultColumn[]
  /** The requested measures, for meta.query. */
  measured: readonly string[]
  /** The unit; null where nothing is in scope, or where each row has its own. */
  unit: Unit | null
  /** Members of the result table that do not follow from the release and the question. */
  table?: Partial<ResultTable>
}

/** What was counted. */
export interface CountedRows {
  /** Every cell that has rows. A number that is absent is not reported in this cell. */
  rows: ResultRow[]
  /** By measure or stage: all that is in scope, to be reconciled with the cells. */
  accounts: Readonly<Record<string, Account>>
  /** The known issues of what was counted. */
  caveats: readonly CaveatNote[]
  /** Caveats of this kind of figure, after all others. */
  own_caveats?: readonly CaveatNote[]
  /** Counts left out of both the numerator and the denominator of a rate. */
  left_out?: readonly LeftOut[]
  /** Members of meta that not every kind has. */
  meta?: OwnMeta
  /** The groups of countries of the answer, with the members that have no figure in it. */
  country_groups?: readonly CountryGroupNote[]
  /** Why a cell without rows has no number, by what the series declares of rows that are not there. */
  absence?: (words: ResultRow['words']) => CellStatus | undefined
}

/** All members of meta beside the common ones. Each kind has some of them. */
export interface KindMeta {
  /** Rows of the whole answer, over all pages; null where nothing was counted. */
  total: number | null
  total_reason: LocalText | null
  query: Record<string, unknown>
  unit: Unit | null
  /** What one observation is, by stage. */
  units: Readonly<Record<string, string>>
  /** What ends a duration. */
  event: Readonly<{ id: string; definition: LocalText }>
  counting_rule: string
  as_at: string
  /** Of a stock: whether the release does not cover the whole question. */
  partial: boolean
  period: Pick<Clock, 'date_basis' | 'year_basis'> & { from: string; to: string; partial: string[] }
  reconciliation: Record<string, Reconciliation>
  rates: Readonly<Record<string, RateNote>>
  /** What the release does not tell of the answer. */
  missing: readonly Missing[]
  /** Where the series of the answer breaks. */
  breaks: readonly BreakNote[]
  /** Publishers' aggregates that answer in the place of countries. */
  stand_ins: readonly StandIn[]
  /** Of a series whose figures are rounded. */
  rounding?: Rounding
  /** The groups of countries that the question names. */
  groups?: readonly WireGroup[]
  /** With `top`: which groups have rows of their own. */
  top?: TopNote
  nodes: readonly { node: string; cases: number }[]
  /** With dry_run: how large the answer would be. */
  estimate?: Estimate
}

/** The definition and the rules of a rate, beside its numbers. */
export interface RateNote {
  numerator: string
  denominator: string
  min_n: number
  interval: 'wilson_95'
  /** Counts left out of both numerator and denominator, over all cells. */
  left_out: LeftOut[]
}

/** Members of meta that only some kinds have. */
type OwnMeta = Partial<
  Pick<KindMeta, 'units' | 'event' | 'rates' | 'nodes' | 'missing' | 'breaks' | 'stand_ins' | 'rounding'>
>

type WireGroup = ReturnType<typeof groupsInMeta>[number]

/** How large an answer would be. */
export interface Size {
  /** Without the cells that a grid would add. */
  estimate: Estimate
  /** The cells that have rows, by their words in the order of the dimensions. */
  cells(): Promise<readonly (readonly string[])[]>
  /** Caveats of an answer that was not counted. */
  caveats?: readonly CaveatNote[]
}

/**
 * A kind of statistic: what it reads of the parameters, which columns its answer has, and how they are counted. All
 * else is the same for every kind (statistics/answer).
 */
export interface Kind<
  Asked extends KindQuestion = KindQuestion,
  Laid extends KindLayout = KindLayout,
  Member extends keyof KindMeta = keyof KindMeta
> {
  path: string
  /** The name with which error messages begin. */
  title: string
  /** The parameters in meta.query, in their order. */
  options: readonly QueryOption[]
  /** Common options that this kind does not have, and why. */
  missing: MissingOptions
  /** The members of meta beside the common ones, in their order. */
  meta: readonly Member[]
  /** Whether it has measures of its own, which the common checks do not know. */
  has_own_measures: boolean
  /** Every number is exact: rows have no flags. */
  unflagged?: true
  /** Whether the table lists what is in scope and in no row. Of several accounts it lists that of the first. */
  tells_left_out: boolean
  read(query: Readonly<Record<string, unknown>>): Asked
  /** Throws a Problem where the requested columns are not possible. */
  layout(set: ReadableSet, opened: Opened, asked: Asked): Laid | Promise<Laid>
  count(set: ReadableSet, opened: Opened, asked: Asked, layout: Laid): Promise<CountedRows>
  /**
   * The cells that have rows, read before anything is counted; undefined where their grid fits in any case. Left out where they
   * are known by counting alone.
   */
  cells?(set: ReadableSet, layout: Laid): Promise<readonly (readonly string[])[] | undefined>
  /** Left out where `missing` has dry_run. */
  size?(set: ReadableSet, opened: Opened, asked: Asked, layout: Laid): Promise<Size>
  /**
   * The numbers and flags of a cell that has no rows. `why`: why it has no number; undefined for a true zero. Left out
   * where `missing` has fill.
   */
  empty?(
    opened: Opened,
    asked: Asked,
    layout: Laid,
    why: CellStatus | undefined,
    words: ResultRow['words']
  ): Pick<ResultRow, 'numbers' | 'flags'>
  /** Flags the cells after a break in the series, those of a grid included. Left out where none is looked for. */
  breaks?(set: ReadableSet, opened: Opened, layout: Laid, rows: ResultRow[]): Promise<Marked>
  /** Members of meta that need no counting. */
  ownMeta?(asked: Asked): OwnMeta
}

/** An answer of a statistic: a page of its rows, its attribution and its caveats. */
export interface StatisticsAnswer<Member extends keyof KindMeta = keyof KindMeta> {
  result: ResultTable
  /** The one release that answers. */
  releases: [ReleaseEntry]
  caveats: CaveatNote[]
  meta: Pick<KindMeta, Member>
  /** The cursor of the next page; null on the last. */
  next: string | null
}
