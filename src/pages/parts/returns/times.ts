import { capitalised, dateText, monthsText, periodLabel, phrase } from '../../../formats/wording/phrases.ts'
import { monthText } from '../../../formats/wording/returns/returns.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { utcMidnight } from '../../../vocabulary/time/day.ts'
import { parsePeriod } from '../../../vocabulary/time/period.ts'

/** Times without and with returns, in words. */

/** `114 months`. */
export const monthsLong = (months: number, lang: Language): string =>
  new Intl.NumberFormat(lang, { style: 'unit', unit: 'month', unitDisplay: 'long' }).format(months)

/** When a period is, inside a sentence: `from October to December 2021`, `in March 2024`, `in 2021`. */
export function whenIn(period: string, lang: Language): string {
  const days = parsePeriod(period, 'calendar')
  if (days?.kind === 'year') return phrase('in_year', lang, { year: period })
  const months = days && monthsText(days.from, days.to, lang)
  if (!months) return phrase('in_month', lang, { period: periodLabel(period, lang) })
  return months.first === undefined
    ? phrase('in_month', lang, { period: months.last })
    : fromTo(months.first, months.last, lang)
}

/** A period as the row of a table: `Oct – Dec 2021`. */
export function periodInRow(period: string, lang: Language): string {
  const days = parsePeriod(period, 'calendar')
  if (!days || days.kind === 'year') return periodLabel(period, lang)
  const style = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, style).formatRange(
    utcMidnight(days.from),
    utcMidnight(days.to)
  )
}

/** A run of periods at the start of a sentence: `From April 2012 to September 2021`. */
export const during = (from: string, to: string, lang: Language): string =>
  capitalised(fromTo(monthText(from, 'from', lang), monthText(to, 'to', lang), lang), lang)

const fromTo = (from: string, to: string, lang: Language): string =>
  phrase(lang === 'fr' && /^[aeiouyâéèô]/.test(from) ? 'in_months_elided' : 'in_months', lang, { from, to })

/** The first and the last day of a coverage: as months where it is of whole months. */
export function endsOf(
  { from, to }: { from: string; to: string },
  lang: Language
): { from: string; to: string } {
  return monthsText(from, to, lang)
    ? { from: monthText(from.slice(0, 7), 'from', lang), to: monthText(to.slice(0, 7), 'to', lang) }
    : { from: dateText(from, lang), to: dateText(to, lang) }
}
