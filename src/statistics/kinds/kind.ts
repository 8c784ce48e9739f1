import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import type { ResultColumn, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import type { Unit } from '../../vocabulary/unit.ts'
import type { Clock } from '../question/clock.ts'
import type { Missing, QueryOption } from '../question/options.ts'
import type { Question } from '../question/question.ts'
import type { Reach } from '../question/reach.ts'
import type { Frame } from '../rows/columns.ts'
import type { Estimate } from '../rows/guard.ts'
import type { Account, LeftOut, Reconciliation } from '../table/reconcile.ts'

/** What statistics read from. */
export type ReadableSet = Pick<ReleaseSet, 'releases' | 'query' | 'queryPacked'>

/** A question of one kind of statistic, as its parameters were read. */
export interface KindQuestion {
  /** The part that the common stages read. */
  question: Question
  /** The dimensions asked for, in their order: those too that no table stores. */
  groups: readonly string[]
  /** Values that were asked for of dimensions that no table stores. */
  own_filters?: Readonly<Record<string, readonly string[] | undefined>>
  /** The same in meta.query, where it says more than what was asked. */
  own_query?: Readonly<Record<string, unknown>>
  /** The text that a cursor is bound to. */
  identity: string
}

/** A question, the release that answers it, and how far its coverage reaches. */
export interface Opened {
  question: Question
  frame: Frame
  reach: Reach
  /** The day of the release: what is open is open on it. */
  as_at: string
}

/** What the table of an answer has, before a row of it is counted. */
export interface KindLayout {
  /** The dimensions of a row: those asked for, then those that the answer is split by. */
  dimensions: readonly string[]
  split_by: readonly string[]
  /** Its columns of numbers. */
  measures: readonly ResultColumn[]
  /** The measures asked for, in meta.query. */
  measured: readonly string[]
  /** What one is; null where nothing is in scope, or each row says it. */
  unit: Unit | null
  /** What the table says of itself, where it is not what the release and the question say. */
  table?: Partial<ResultTable>
}

/** What was counted. */
export interface CountedRows {
  /** Every cell that has rows. A number that is absent is not reported in this cell. */
  rows: ResultRow[]
  /** By measure or stage: all that is in scope, held against the cells. */
  accounts: Readonly<Record<string, Account>>
  /** The known issues of what was counted. */
  caveats: readonly CaveatNote[]
  /** What is to be known of this kind of figure, after all else. */
  own_caveats?: readonly CaveatNote[]
  /** Counts that leave both sides of a share. */
  left_out?: readonly LeftOut[]
  /** Members of meta that only this kind has. */
  meta?: OwnMeta
}

/** Members of meta beside the common ones, whatever the kind: each has some of them. */
export interface KindMeta {
  /** Rows of the whole answer, over all pages; null where nothing was counted. */
  total: number | null
  total_reason: string | null
  query: Record<string, unknown>
  unit: Unit | null
  /** What one observation is, by stage. */
  units: Readonly<Record<string, string>>
  counting_rule: string
  as_at: string
  /** Whether the release does not cover all that is asked; of a stock. */
  partial: boolean
  period: Pick<Clock, 'date_basis' | 'year_basis'> & { from: string; to: string; partial: string[] }
  reconciliation: Record<string, Reconciliation>
  rates: Readonly<Record<string, RateNote>>
  nodes: readonly { node: string; cases: number }[]
  /** With dry_run: how large the answer would be. */
  estimate?: Estimate
}

/** What is told of a rate beside its numbers. */
export interface RateNote {
  numerator: string
  denominator: string
  min_n: number
  interval: 'wilson_95'
  /** Counts that leave both sides, over all cells. */
  left_out: LeftOut[]
}

/** Members of meta that some kinds alone have. */
type OwnMeta = Partial<Pick<KindMeta, 'units' | 'rates' | 'nodes'>>

/** How large an answer would be. */
export interface Size {
  /** Without the cells that a grid would add. */
  estimate: Estimate
  /** The cells that have rows, by their words in the order of the dimensions. */
  cells(): Promise<readonly (readonly string[])[]>
  /** What is to be known of an answer that was not counted. */
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
  /** As a refusal begins with it. */
  title: string
  /** The parameters in meta.query, in their order. */
  options: readonly QueryOption[]
  /** Options of statistics that mean nothing here, and why. */
  missing: Missing
  /** The members of meta beside the common ones, in their order. */
  meta: readonly Member[]
  /** Measures of its own, which the common checks do not know. */
  has_own_measures: boolean
  /** Every number is exact: rows have no flags. */
  unflagged?: true
  /** Whether the table tells what is in scope and in no row; of several accounts it would be that of the first. */
  tells_left_out: boolean
  read(query: Readonly<Record<string, unknown>>): Asked
  /** Throws a Problem where the columns asked for cannot be. */
  layout(set: ReadableSet, opened: Opened, asked: Asked): Laid | Promise<Laid>
  count(set: ReadableSet, opened: Opened, asked: Asked, layout: Laid): Promise<CountedRows>
  /** Left out where dry_run is missing. */
  size?(set: ReadableSet, opened: Opened, asked: Asked, layout: Laid): Promise<Size>
  /**
   * The numbers of a cell that has no rows, and why a number is not told; `why` is undefined for a true zero. Left out
   * where fill is missing.
   */
  empty?(
    opened: Opened,
    asked: Asked,
    layout: Laid,
    why: CellStatus | undefined,
    words: ResultRow['words']
  ): Pick<ResultRow, 'numbers' | 'flags'>
  /** Members of meta that need no counting. */
  ownMeta?(asked: Asked): OwnMeta
}

/** An answer of a statistic: a page of its rows, whose figures they are, and what is to be known of them. */
export interface StatisticsAnswer<Member extends keyof KindMeta = keyof KindMeta> {
  result: ResultTable
  /** The one release that answers. */
  releases: [ReleaseEntry]
  caveats: CaveatNote[]
  meta: Pick<KindMeta, Member>
  /** The cursor of the next page; null on the last. */
  next: string | null
}
