import { raw, type Sql } from '../../../snapshot/sql/sql.ts'
import type { DurationEvent } from '../../../vocabulary/measures/case-statistics.ts'
import type { DurationStage } from './question.ts'

/**
 * A kind of observation: its rows, and the dates at which it begins and ends. `where` is the condition that the
 * question adds.
 */
export interface Branch {
  name: string
  stage: DurationStage
  of: 'cases' | 'decisions'
  /** The kind of application of all its rows; undefined where each row has its own. */
  kind?: string
  application_type: Sql
  rows: Sql
  where: Sql
  filed: Sql
  /** The day of the event; null where there is none. */
  ended: Sql
  /** The day on which it ended without the event; null where it did not. */
  lost: Sql
  /** The state of a row without either day, as its index in `states`; null where the row is open. */
  not_open: Sql
  /** Whether the row tells of an event, dated or not: only such a row is in a period of decisions. */
  has_event: Sql
}

export const never = raw('false')
export const noDay = raw('cast(null as date)')
export const isOpenStill = raw('null')

/** The states of an observation. SQL uses their index, since numbers are compared faster than words. */
export const states = [
  'decided',
  'open',
  'ended_otherwise',
  'no_date',
  'negative_span',
  'unknown_outcome',
  'unknown_filtered'
] as const
export type State = (typeof states)[number]
export const place = (state: State): Sql => raw(String(states.indexOf(state)))

/** The states that stand in a cell, with days. */
export const inCells = ['decided', 'open', 'ended_otherwise'] as const satisfies readonly State[]

/** The kinds of application whose durations are measured. */
export const measuredTypes = ['asylum', 'withholding', 'torture_convention'] as const

/** The name of a branch whose rows or days hang on what the event is. */
export const named = (name: string, event: DurationEvent): string =>
  event === 'merits' ? `${name}_on_merits` : name
