import { addDays, isCalendarDay } from '../../vocabulary/time/day.ts'
import { type Period, parsePeriod, type YearBasis, yearLabel, yearOf } from '../../vocabulary/time/period.ts'

export const periodWords = ['month', 'quarter', 'year'] as const
export type PeriodWord = (typeof periodWords)[number]

/** The month, quarter or year in which a day lies. */
export function periodAt(day: string, word: PeriodWord, basis: YearBasis): Period {
  if (word === 'year') return yearOf(Number(yearLabel(day, basis).replace('FY', '')), basis)
  const quarter = `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  const period = parsePeriod(word === 'month' ? day.slice(0, 7) : quarter, 'calendar')
  if (period === undefined) throw new Error(`${day} lies in no ${word}`)
  return period
}

/** All periods of a kind from one day to another; undefined where these days are no whole periods. */
export function periodsIn(
  { from, to }: { from: string; to: string },
  word: PeriodWord,
  basis: YearBasis
): Period[] | undefined {
  const periods: Period[] = []
  for (let day = from; day <= to; ) {
    const period = periodAt(day, word, basis)
    if (period.from !== day || period.to > to) return undefined
    periods.push(period)
    day = addDays(period.to, 1)
  }
  return periods
}

/** The first and last day that a date can mean: `2024`, `2024-05` or `2024-05-17`; undefined for anything else. */
export function daysOf(text: string): { from: string; to: string } | undefined {
  if (isCalendarDay(text)) return { from: text, to: text }
  return /^\d{4}(-\d\d)?$/.test(text) ? parsePeriod(text, 'calendar') : undefined
}
