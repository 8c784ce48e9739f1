import { isCalendarDay } from '../../../vocabulary/time/day.ts'
import type { Assembled } from '../../source.ts'

/** What the rules need while they read the rows of a case: where to tell what is odd, and the day of the release. */
export interface RowReading {
  into: Assembled
  released_on: string
}

/** A row whose dates are read, and what is told of those that cannot be. */
export interface DatedRow {
  impossible_dates?: string | undefined
}

const earliest = '1950-01-01'

/**
 * A day as it stands. One that cannot be (before 1950, after the release, in no calendar) is left out, noted on the
 * row as text and counted (docs/rules/domain.md §5.4).
 */
export function readDay(row: DatedRow, field: string, text: string, reading: RowReading): string | undefined {
  if (text === '') return undefined
  if (isCalendarDay(text) && text >= earliest && text <= reading.released_on) return text
  reading.into.impossible(field)
  row.impossible_dates = noted(row.impossible_dates, `${field} ${text}`)
  return undefined
}

/** Notes on impossible dates together: none twice, and in an order that is not that of the rows. */
export function noted(notes: string | undefined, more: string | undefined): string | undefined {
  if (notes === undefined || more === undefined) return notes ?? more
  return [...new Set([...notes.split(', '), ...more.split(', ')])].sort().join(', ')
}
