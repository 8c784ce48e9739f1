import { isCalendarDay } from '../../../vocabulary/time/day.ts'
import type { Assembled } from '../../source.ts'

/**
 * What the counting rules need to read the rows of a case: where irregularities are reported, and the day of the
 * release.
 */
export interface RowReading {
  into: Assembled
  released_on: string
}

/** A row whose dates are read, with a note of those that are impossible. */
export interface DatedRow {
  impossible_dates?: string | undefined
}

const earliest = '1950-01-01'

/** Whether a text is a day on which something in a release can have happened. */
export const isPossibleDay = (text: string, released_on: string): boolean =>
  isCalendarDay(text) && text >= earliest && text <= released_on

/**
 * Reads a day. One that is impossible (before 1950, after the release, in no calendar) is left out, noted on the row as
 * text and counted (docs/rules/domain.md §5.4).
 */
export function readDay(row: DatedRow, field: string, text: string, reading: RowReading): string | undefined {
  if (text === '') return undefined
  if (isPossibleDay(text, reading.released_on)) return text
  reading.into.impossible(field)
  row.impossible_dates = noted(row.impossible_dates, `${field} ${text}`)
  return undefined
}

/** Merges notes on impossible dates, without duplicates and sorted, so that the order of the rows has no effect. */
export function noted(notes: string | undefined, more: string | undefined): string | undefined {
  if (notes === undefined || more === undefined) return notes ?? more
  return [...new Set([...notes.split(', '), ...more.split(', ')])].sort().join(', ')
}
