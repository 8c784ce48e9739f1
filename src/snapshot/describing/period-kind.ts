import { parsePeriod, type YearBasis, yearBases, yearLabel, yearOf } from '../../vocabulary/time/period.ts'
import type { PeriodKind } from '../card.ts'

const kindOfYear = {
  calendar: 'calendar_year',
  us_fiscal: 'us_fiscal_year',
  uk_fiscal: 'uk_fiscal_year',
  au_fiscal: 'au_fiscal_year'
} as const satisfies Record<YearBasis, PeriodKind>

/** The kind of a period of days: a whole year of some basis, a calendar quarter, a month, a day, or `other`. */
export function periodKindOf(from: string, to: string): PeriodKind {
  if (from === to) return 'day'
  const year = Number(from.slice(0, 4))
  const isWhole = (period: { from: string; to: string } | undefined) =>
    period?.from === from && period.to === to
  if (isWhole(parsePeriod(from.slice(0, 7), 'calendar'))) return 'month'
  const quarter = Math.ceil(Number(from.slice(5, 7)) / 3)
  if (isWhole(parsePeriod(`${year}-Q${quarter}`, 'calendar'))) return 'quarter'
  for (const basis of yearBases) {
    const named = Number(yearLabel(from, basis).replace('FY', ''))
    if (isWhole(yearOf(named, basis))) return kindOfYear[basis]
  }
  return 'other'
}
