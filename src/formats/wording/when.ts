import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { Language, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { utcMidnight } from '../../vocabulary/time/day.ts'
import { dateText, periodLabel, phrase, wholeYears } from './phrases.ts'

/** The period of a figure, for the start of a sentence: `in FY2023`, `from 1 January 2021 to 31 March 2025`. */
export function whenText(figures: ResultTable, row: ResultRow | undefined, lang: Language): string {
  const { from, to, year_basis } = figures
  const word = periodDimensions.toReversed().flatMap(name => row?.words[name] ?? [])[0]
  const said = word === undefined ? undefined : periodText(word, lang)
  if (said !== undefined) return said
  if (from === to) return phrase('as_at', lang, { day: dateText(to, lang) })
  const years = year_basis === null ? undefined : wholeYears(from, to, year_basis)
  if (years === undefined)
    return phrase('in_span', lang, { from: dateText(from, lang), to: dateText(to, lang) })
  const [first, last] = years
  return first === last
    ? (periodText(first, lang) ?? first)
    : phrase('in_years', lang, { from: periodLabel(first, lang), to: periodLabel(last, lang) })
}

function periodText(word: string, lang: Language): string | undefined {
  const match = /^(FY)?(\d{4})(-Q\d)?(-\d\d)?$/.exec(word)
  if (!match) return undefined
  const [, fiscal, year = '', quarter, month] = match
  if (month !== undefined) {
    const day = utcMidnight(`${word}-01`)
    const written = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
    return phrase('in_month', lang, { period: new Intl.DateTimeFormat(lang, written).format(day) })
  }
  if (quarter !== undefined) return phrase('in_quarter', lang, { period: periodLabel(word, lang) })
  return phrase(fiscal === undefined ? 'in_year' : 'in_fiscal_year', lang, { year })
}
