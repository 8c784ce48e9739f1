import type { CellStatus } from '../cell-status.ts'
import type { LocalText } from '../labels/texts/texts.ts'
import type { DateRange } from '../time/date-range.ts'
import type { Unit } from '../unit.ts'
import type { BreakNote } from './break-note.ts'
import type { CountryGroupNote } from './country-group-note.ts'
import type { MissingNote } from './missing-note.ts'

/**
 * Returns to one destination over time, apart from how they are written: the one type between what counts them
 * (returns/) and what writes, draws or words them (formats/).
 */

/** When a time without a return is called a pause, and when returns are said to have resumed. */
export interface PauseRules {
  /** Returns in the four periods before it, at least. */
  usual_min: number
  /** Periods that it lasts, at least. */
  pause_periods: number
  /** Months that it lasts, at least; null where nothing more is asked than periods. */
  pause_months: number | null
  /** Returns in the period after it, at least, to be a resumption. */
  resumed_min: number
}

/** What a source tells of one of its own periods; null where it does not say, which its flags explain. */
export interface PeriodFigure {
  period: string
  value: number | null
  flags: CellStatus[]
}

/** A time without a return in the table, in whole periods, after a period with one. */
export interface OpenGap {
  /** First and last period without a return. */
  from: string
  to: string
  periods: number
  months: number
  /** Returns in the four periods before it, as far as the table tells them. */
  usual_before: number
  /** Whether the rules of the answer call it a pause. */
  is_pause: boolean
  /** partial: usual_before or months is a lower bound. Other flags are those of the periods in it. */
  flags: CellStatus[]
}

/** A gap that is over; next_in and next_value are null where the period after it is not told. */
export interface ClosedGap extends OpenGap {
  next_in: string | null
  next_value: number | null
  /** Whether it was a pause after which at least resumed_min returns came in the next period. */
  is_resumed: boolean
}

/** All gaps of one source and return type, in order of time. */
export interface Gaps {
  gaps: ClosedGap[]
  /** The one that runs at the end of what the table covers. */
  open_gap: OpenGap | null
}

/** Returns of one source and type to one destination, by period. */
export interface TimelineBlock extends Gaps {
  return_status: 'ordered' | 'executed'
  source: string
  series: string
  release: string
  synthetic: boolean
  /** null for orders, which have no type. */
  return_type: string | null
  unit: Unit
  value: number | null
  flags: CellStatus[]
  /** Of how many the destination is inferred; null where the source does not say what it rests on. */
  destination_inferred: number | null
  /** Of these, without a date: in no period. */
  undated: number
  /** How long its periods are. */
  period: 'year' | 'quarter' | 'month'
  /** The days of which it tells, inside those asked for. */
  coverage: DateRange & { complete: boolean }
  /** The country that returned people, where the release is of one. */
  country_of_asylum: string | null
  series_by_period: PeriodFigure[]
  /** Where the series breaks, in the order of time. */
  breaks: readonly BreakNote[]
  /** What the release does not tell of a block that is partial. */
  missing: readonly MissingNote[]
  /** Why gaps cannot be told, in English; null where they are told. */
  gaps_not_told: LocalText | null
}

export interface ReturnTimeline {
  country_of_return: string
  /** The nationalities that are asked for; empty where they are not named. */
  nationality: readonly string[]
  /** The groups of countries that are asked for, with the membership that was used. */
  country_groups: readonly CountryGroupNote[]
  rules: PauseRules
  blocks: readonly TimelineBlock[]
}
