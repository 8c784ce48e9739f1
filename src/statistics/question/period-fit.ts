import type { PeriodKind } from '../../snapshot/card.ts'
import { raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { PeriodDimension } from '../../vocabulary/measures/subject.ts'
import { type YearBasis, yearLabel, yearStarts } from '../../vocabulary/time/period.ts'

/** Kinds of period that are a year of one basis. */
export const yearKinds: Partial<Record<PeriodKind, YearBasis>> = {
  calendar_year: 'calendar',
  us_fiscal_year: 'us_fiscal',
  uk_fiscal_year: 'uk_fiscal',
  au_fiscal_year: 'au_fiscal'
}

/**
 * Whether periods of a kind can be summed exactly to years, quarters or months of a basis. All bases begin with a
 * calendar quarter, so quarters fit into each. Whether `other` periods fit is known only from the rows: see survey.
 */
export function fits(kind: PeriodKind, span: PeriodDimension, basis: YearBasis): boolean {
  if (kind === 'quarter') return span !== 'month'
  const yearly = yearKinds[kind]
  return yearly === undefined || (span === 'year' && yearly === basis)
}

/** The label of the year, quarter or month of a basis in which a day lies. */
export function periodLabelOf(day: string, span: PeriodDimension, basis: YearBasis): string {
  const month = Number(day.slice(5, 7))
  if (span === 'month') return day.slice(0, 7)
  const year = yearLabel(day, basis)
  if (span === 'year') return year
  return `${year}-Q${Math.floor(((month - yearStarts[basis] + 12) % 12) / 3) + 1}`
}

/** Quarters to add so that a fiscal year becomes the calendar year that it is named by. */
const shiftOf = (basis: YearBasis): number => ((13 - yearStarts[basis]) % 12) / 3

/**
 * The period of a date of a row as a whole number, in SQL: years, quarters or months counted from the year 0. Numbers
 * are made and compared some ten times faster than labels.
 */
export function placeSql(column: Sql, span: PeriodDimension, basis: YearBasis): Sql {
  if (span === 'month') return sql`(year(${column}) * 12 + month(${column}) - 1)`
  if (span === 'quarter')
    return sql`(year(${column}) * 4 + quarter(${column}) - 1 + ${raw(String(shiftOf(basis)))})`
  if (basis === 'calendar') return sql`year(${column})`
  return sql`(year(${column}) + cast(month(${column}) >= ${raw(String(yearStarts[basis]))} as int))`
}

/** The label of a place that placeSql gave, in SQL: the same as periodLabelOf. */
export function labelSql(place: Sql, span: PeriodDimension, basis: YearBasis): Sql {
  if (span === 'month')
    return sql`(${place} // 12 || '-' || lpad(cast(${place} % 12 + 1 as varchar), 2, '0'))`
  const prefix = raw(basis === 'calendar' ? "''" : "'FY'")
  return span === 'year'
    ? sql`(${prefix} || ${place})`
    : sql`(${prefix} || ${place} // 4 || '-Q' || ${place} % 4 + 1)`
}

/** The label of a place that placeSql gave: the same as periodLabelOf and labelSql. */
export function labelOfPlace(place: number, span: PeriodDimension, basis: YearBasis): string {
  if (span === 'month') return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}`
  const prefix = basis === 'calendar' ? '' : 'FY'
  return span === 'year' ? `${prefix}${place}` : `${prefix}${Math.floor(place / 4)}-Q${(place % 4) + 1}`
}
