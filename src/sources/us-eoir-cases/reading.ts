import type { Assembled } from '../source.ts'

/** What the rules need while they read the rows of a case: where to tell what is odd, and the day of the release. */
export interface Reading {
  into: Assembled
  released_on: string
}

/** A row whose dates are read, and what is told of those that cannot be. */
export interface Dated {
  impossible_dates?: string | undefined
}

const earliest = '1950-01-01'

/**
 * A day as it stands. One that cannot be (before 1950, after the release, in no calendar) is left out, noted on the
 * row as text and counted (docs/rules/domain.md §5.4).
 */
export function readDay(row: Dated, field: string, text: string, reading: Reading): string | undefined {
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

const dash = 45

/** Whether a text is `YYYY-MM-DD` and there is such a day. Called for each date there is. */
export function isCalendarDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const year = digits(text, 0, 4)
  return month >= 1 && month <= 12 && day >= 1 && year >= 0 && day <= daysIn(year, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Below zero where there is anything but digits. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}
