// Days are `YYYY-MM-DD` texts of the Gregorian calendar, so that their order as texts is that of time. A day is no
// instant: calculations are in UTC, where all days have the same length and no time zone moves a day.

const msOfDay = 86_400_000
const dash = 45

/** Whether a text is `YYYY-MM-DD`, years 0001 to 9999, and there is such a day. Fast: called for each date of a release. */
export function isCalendarDay(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const date = digits(text, 8, 10)
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysOfMonth(year, month)
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** The number in a part of a text; below zero where it has anything but digits. */
function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    number = number * 10 + digit
  }
  return number
}

/** The day on which an instant lies in UTC; an instant as a Date or in milliseconds since 1970. Throws RangeError for none. */
export const utcDay = (instant: Date | number): string =>
  new Date(instant).toISOString().split('T')[0] as string

/**
 * The instant at which a day begins in UTC, for functions that take a Date. Throws RangeError where there is no such
 * day.
 */
export function utcMidnight(day: string): Date {
  const instant = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(instant.getTime()) || utcDay(instant) !== day) throw new RangeError(`${day} is no day`)
  return instant
}

/**
 * The day that is `days` later, or earlier where `days` is below zero. Throws RangeError where there is no such day.
 * Days after 9999-12-31 have a signed year, as in ISO 8601, and belong to no period.
 */
export const addDays = (day: string, days: number): string =>
  utcDay(utcMidnight(day).getTime() + days * msOfDay)

/** Days from one day to another: 0 to itself, 1 to the next, below zero to an earlier one. Throws RangeError as addDays. */
export const daysBetween = (from: string, to: string): number =>
  (utcMidnight(to).getTime() - utcMidnight(from).getTime()) / msOfDay

/**
 * The same day `months` later, or earlier where `months` is below zero; in a shorter month its last day: a month after
 * 31 January is 28 or 29 February. Throws RangeError where there is no such day.
 */
export function addMonths(day: string, months: number): string {
  const begins = utcMidnight(day)
  const index = begins.getUTCFullYear() * 12 + begins.getUTCMonth() + months
  const year = Math.floor(index / 12)
  const month = index - year * 12 + 1
  return dayOfParts(year, month, Math.min(begins.getUTCDate(), daysOfMonth(year, month)))
}

/** The last day of a month, 1 to 12. */
export const lastDayOfMonth = (year: number, month: number): string =>
  dayOfParts(year, month, daysOfMonth(year, month))

/** Date.UTC reads the years 0 to 99 as 1900 to 1999, so setUTCFullYear is used. */
const dayOfParts = (year: number, month: number, date: number): string =>
  utcDay(new Date(0).setUTCFullYear(year, month - 1, date))
