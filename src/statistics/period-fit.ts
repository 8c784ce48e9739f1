import type { PeriodKind } from '../snapshot/card.ts'
import { type YearBasis, yearLabel, yearStarts } from '../vocabulary/period.ts'
import type { PeriodDimension } from '../vocabulary/subject.ts'
import { raw, type Sql, sql } from './sql-text.ts'

/** Kinds of period that are a year of one basis. */
export const yearKinds: Partial<Record<PeriodKind, YearBasis>> = {
  calendar_year: 'calendar',
  us_fiscal_year: 'us_fiscal',
  uk_fiscal_year: 'uk_fiscal',
  au_fiscal_year: 'au_fiscal'
}

/**
 * Whether periods of a kind can be summed exactly to years, quarters or months of a basis. All bases begin with a
 * calendar quarter, so quarters fit into each. Of `other` periods only the rows tell: see survey.
 */
export function fits(kind: PeriodKind, span: PeriodDimension, basis: YearBasis): boolean {
  if (kind === 'quarter') return span !== 'month'
  const yearly = yearKinds[kind]
  return yearly === undefined || (span === 'year' && yearly === basis)
}

/** The label of the year, quarter or month of a basis in which a day lies. */
export function labelOf(day: string, span: PeriodDimension, basis: YearBasis): string {
  const month = Number(day.slice(5, 7))
  if (span === 'month') return day.slice(0, 7)
  const year = yearLabel(day, basis)
  if (span === 'year') return year
  return `${year}-Q${Math.floor(((month - yearStarts[basis] + 12) % 12) / 3) + 1}`
}

/** Months to add so that a fiscal year becomes the calendar year that it is named by. */
const shiftOf = (basis: YearBasis): number => (13 - yearStarts[basis]) % 12

/** The label of the period in which a date of a row lies, in SQL: the same as labelOf. */
export function labelSql(column: Sql, span: PeriodDimension, basis: YearBasis): Sql {
  if (span === 'month') return sql`strftime(${column}, '%Y-%m')`
  const shifted = basis === 'calendar' ? column : raw(`(${column.text} + interval ${shiftOf(basis)} month)`)
  const year = sql`${raw(basis === 'calendar' ? "''" : "'FY'")} || year(${shifted})`
  return span === 'year' ? sql`(${year})` : sql`(${year} || '-Q' || quarter(${shifted}))`
}
