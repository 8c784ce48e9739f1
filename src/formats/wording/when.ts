import type { Language } from '../../vocabulary/labels/language.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { basisOfRow, daysOfRow, periodWord, type YearNamed } from '../../vocabulary/results/row-days.ts'
import { utcMidnight } from '../../vocabulary/time/day.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import { dateText, monthsText, numberText, periodLabel, phrase, wholeYears } from './phrases.ts'

/** The period of a figure, for the start of a sentence: `in FY2023`, `from January to September 2023`. */
export function whenText(figures: ResultTable, row: ResultRow | undefined, lang: Language): string {
  const { from, to, year_basis } = figures
  const word = row && periodWord(row)
  const said = word === undefined ? undefined : periodText(word, lang)
  const cut = row && cutDays(figures, row)
  if (cut) return inSpanText(cut, lang)
  if (said !== undefined) return said
  if (from === to) return phrase('as_at', lang, { day: dateText(to, lang) })
  const years = year_basis === null ? undefined : wholeYears(from, to, year_basis)
  if (years === undefined) return inSpanText(figures, lang)
  const [first, last] = years
  return first === last
    ? (periodText(first, lang) ?? first)
    : phrase('in_years', lang, { from: periodLabel(first, lang), to: periodLabel(last, lang) })
}

/** Whether no figure has the date that the answer is counted by: it is then of no time. */
export const isUndated = ({ makeup }: Pick<ResultTable, 'makeup'>): boolean =>
  makeup?.undated?.is_all === true

/** How many have no date, or that none has one; empty where each has one. */
export function undatedTexts({ makeup, date_basis }: ResultTable, lang: Language): string[] {
  if (makeup?.undated === undefined || date_basis === null) return []
  const without = phrase(`without_${date_basis}`, lang)
  const { is_all, count } = makeup.undated
  return [is_all ? without : phrase('some_undated', lang, { n: numberText(count, lang), without })]
}

/** The days of a row whose period the answer covers in part; undefined where it covers all of it. */
export function cutDays(figures: YearNamed, row: ResultRow): { from: string; to: string } | undefined {
  const word = periodWord(row)
  const days = daysOfRow(figures, row)
  const period = word === undefined ? undefined : parsePeriod(word, basisOfRow(figures, row))
  if (!days || !period) return undefined
  return days.from === period.from && days.to === period.to ? undefined : days
}

/** Whole months by their names, else days. */
function inSpanText({ from, to }: { from: string; to: string }, lang: Language): string {
  const months = monthsText(from, to, lang)
  if (months?.first === undefined) {
    return months
      ? phrase('in_month', lang, { period: months.last })
      : phrase('in_span', lang, { from: dateText(from, lang), to: dateText(to, lang) })
  }
  const elides = lang === 'fr' && /^[aeiouyâéèô]/.test(months.first)
  return phrase(elides ? 'in_months_elided' : 'in_months', lang, { from: months.first, to: months.last })
}

/** The quarters of a year, as each language counts them. */
const ordinals: Readonly<Record<Language, readonly string[]>> = {
  en: ['first', 'second', 'third', 'fourth'],
  es: ['primer', 'segundo', 'tercer', 'cuarto'],
  fr: ['1er', '2e', '3e', '4e']
}

function periodText(word: string, lang: Language): string | undefined {
  const match = /^(FY)?(\d{4})(?:-Q([1-4]))?(-\d\d)?$/.exec(word)
  if (!match) return undefined
  const [, fiscal, year = '', quarter, month] = match
  if (month !== undefined) {
    const day = utcMidnight(`${word}-01`)
    const written = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
    return phrase('in_month', lang, { period: new Intl.DateTimeFormat(lang, written).format(day) })
  }
  if (quarter !== undefined)
    return phrase(fiscal === undefined ? 'in_quarter' : 'in_fiscal_quarter', lang, {
      nth: ordinals[lang][Number(quarter) - 1] ?? '',
      year
    })
  return phrase(fiscal === undefined ? 'in_year' : 'in_fiscal_year', lang, { year })
}
