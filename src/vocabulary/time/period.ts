import { Type } from 'typebox'
import { isCalendarDay, lastDayOfMonth } from './day.ts'

/**
 * Year bases and the month in which each year starts (docs/rules/domain.md §5.2). Fiscal years are named by the year
 * they end in.
 */
export const yearBases = ['calendar', 'us_fiscal', 'uk_fiscal', 'au_fiscal'] as const
export const YearBasis = Type.Enum(yearBases, { $id: 'YearBasis', type: 'string' })
export type YearBasis = (typeof yearBases)[number]

export const yearStarts = {
  calendar: 1,
  us_fiscal: 10,
  uk_fiscal: 4,
  au_fiscal: 7
} as const satisfies Record<YearBasis, number>

/** Which date of a record determines its period. Always named in the answer. */
export const dateBases = ['decided', 'filed', 'returned'] as const
export const DateBasis = Type.Enum(dateBases, { $id: 'DateBasis', type: 'string' })
export type DateBasis = (typeof dateBases)[number]

/** Days are `YYYY-MM-DD` texts throughout: a date is never an instant, so no time zone can move it. */
export interface Period {
  label: string
  kind: 'year' | 'fiscal_year' | 'quarter' | 'fiscal_quarter' | 'month' | 'days'
  from: string
  to: string
}

const firstDay = (year: number, month: number): string =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`

/** The last day of so many months, of which `month` is the first. */
function lastDay(year: number, month: number, months: number): string {
  const index = year * 12 + (month - 1) + months - 1
  return lastDayOfMonth(Math.floor(index / 12), (index % 12) + 1)
}

function span(label: string, kind: Period['kind'], year: number, month: number, months: number): Period {
  return { label, kind, from: firstDay(year, month), to: lastDay(year, month, months) }
}

const isFiscal = (basis: YearBasis): boolean => basis !== 'calendar'

/** The year `named` by a basis: 2024 is Jan–Dec, FY2024 by us_fiscal is 2023-10-01 to 2024-09-30. */
export function yearOf(named: number, basis: YearBasis): Period {
  return isFiscal(basis)
    ? span(`FY${named}`, 'fiscal_year', named - 1, yearStarts[basis], 12)
    : span(String(named), 'year', named, 1, 12)
}

/**
 * Reads `2024`, `FY2024`, `2024-Q3` (always calendar), `FY2024-Q1`, `2024-11` and the days `2024-08-01..2024-08-15`;
 * undefined for anything else.
 * Fiscal words are read by `basis`; with basis `calendar` a fiscal word cannot be read and is undefined.
 */
export function parsePeriod(text: string, basis: YearBasis): Period | undefined {
  const match = /^(FY)?([1-9]\d{3})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return daysOf(text)
  const [, fiscal, y, quarter, month] = match
  const year = Number(y)
  if (month) return fiscal ? undefined : span(text, 'month', year, Number(month), 1)
  if (!fiscal)
    return quarter ? span(text, 'quarter', year, Number(quarter) * 3 - 2, 3) : yearOf(year, 'calendar')
  if (!isFiscal(basis)) return undefined
  if (!quarter) return yearOf(year, basis)
  const start = yearStarts[basis] + (Number(quarter) - 1) * 3
  return span(text, 'fiscal_quarter', start > 12 ? year : year - 1, ((start - 1) % 12) + 1, 3)
}

/** Days from the first to the last, as figures of halves of months have them. */
function daysOf(text: string): Period | undefined {
  const [, from = '', to = ''] = /^([1-9]\d{3}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text) ?? []
  return isCalendarDay(from) && isCalendarDay(to) && from <= to
    ? { label: text, kind: 'days', from, to }
    : undefined
}

/** The label of the year, by a basis, in which a day lies: 2017-10-01 is in FY2018 by us_fiscal. */
export function yearLabel(date: string, basis: YearBasis): string {
  const year = Number(date.slice(0, 4))
  if (!isFiscal(basis)) return String(year)
  return `FY${Number(date.slice(5, 7)) >= yearStarts[basis] ? year + 1 : year}`
}
