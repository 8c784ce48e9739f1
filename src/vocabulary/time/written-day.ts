import { isCalendarDay } from './day.ts'

/** Which number of a date such as 03/09/2019 is the month. */
export type DateOrder = 'month_first' | 'day_first'

// With slashes too: no country writes the year first and the day second.
const iso = /^(\d{4})([-/])(\d{2})\2(\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/
const numbers =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,?[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[AP]M)?)?$/i
const named = /^(\d{1,2})[- ]([a-z]{3,9})[- ](\d{4}|\d{2})$/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const longNames = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december']
]
const lastMonth = 12

/** How a day is written that is not in ISO 8601. */
export interface WrittenDates {
  order: DateOrder
  /** The first two digits of a year that has two. Without them such a date is not read. */
  century?: '19' | '20'
}

/**
 * The text of a date as `YYYY-MM-DD`; undefined for any other text. ISO 8601 and names of months are read in either
 * order of day and month. A time of day is left out. Whether there is such a day, the caller checks.
 */
export function writtenDay(text: string, { order, century }: WrittenDates): string | undefined {
  const [, isoYear, , isoMonth = '', isoDay = ''] = iso.exec(text) ?? []
  if (isoYear !== undefined) return `${isoYear}-${isoMonth}-${isoDay}`
  const [, first = '', , second = '', year] = numbers.exec(text) ?? []
  if (year !== undefined)
    return order === 'month_first' ? dayOf(year, first, second, century) : dayOf(year, second, first, century)
  const [, day = '', name = '', ofYear] = named.exec(text) ?? []
  const month = monthNamed(name)
  return ofYear !== undefined && month > 0 ? dayOf(ofYear, String(month), day, century) : undefined
}

/**
 * The day as of which a file says that its data are current, `Data are current as of September 30, 2024`, as
 * `YYYY-MM-DD`; undefined where the text says none.
 */
export function currentAsOf(text: string): string | undefined {
  const [, month, day, year] = /\bcurrent as of ([a-z]+) (\d{1,2}), (\d{4})\b/i.exec(text) ?? []
  const written = year && writtenDay(`${day} ${month} ${year}`, { order: 'month_first' })
  return written && isCalendarDay(written) ? written : undefined
}

/** Whether the order of day and month has to be known before a date can be read. */
export const needsOrder = (text: string): boolean => numbers.test(text)

/** The order that a date proves by itself: a number above 12 is no month. Undefined where neither or both are. */
export function orderShown(text: string): DateOrder | undefined {
  const [, first, , second] = numbers.exec(text) ?? []
  const [isFirstDay, isSecondDay] = [Number(first) > lastMonth, Number(second) > lastMonth]
  if (isFirstDay === isSecondDay) return undefined
  return isFirstDay ? 'day_first' : 'month_first'
}

function dayOf(year: string, month: string, day: string, century = ''): string | undefined {
  const whole = year.length === 2 ? `${century}${year}` : year
  return whole.length === 4 ? `${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined
}

/** 1 to 12; 0 for a word that is no month in English. */
function monthNamed(name: string): number {
  const word = name.toLowerCase()
  return (word.length === 3 ? months : longNames).indexOf(word) + 1
}
