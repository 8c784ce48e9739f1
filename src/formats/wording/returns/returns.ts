import { labelOf, unitLabel } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import type { ResultRow, ResultTable } from '../../../vocabulary/results/result-table.ts'
import type { PauseRules, TimelineBlock } from '../../../vocabulary/results/return-timeline.ts'
import { utcMidnight } from '../../../vocabulary/time/day.ts'
import { parsePeriod } from '../../../vocabulary/time/period.ts'
import { countryForm } from '../country-forms.ts'
import { fill, numberText, type Phrase, periodLabel, phrase } from '../phrases.ts'
import phrases from './return-phrases.json' with { type: 'json' }
import types from './return-types.json' with { type: 'json' }

/** What sentences and pictures of returns over time say in the same words. */

/** A fixed phrase about returns, its {slots} filled. */
export const returnPhrase = (
  name: keyof typeof phrases,
  lang: Language,
  slots: Readonly<Record<string, string>> = {}
): string => {
  const text = fill(phrases[name][lang], slots)
  return lang === 'fr' ? text.replace(/\bde (?=avril|août|octobre)/g, 'd’') : text
}

/** What a block counts, as a noun: `enforced returns`. */
export function typeNoun(
  { return_type }: Pick<TimelineBlock, 'return_type'>,
  n: number,
  lang: Language
): string {
  const name = return_type ?? 'ordered'
  const { one, other } = (Object.hasOwn(types, name) ? types[name as keyof typeof types] : types.not_split)[
    lang
  ]
  return new Intl.PluralRules(lang).select(n) === 'one' ? one : other
}

/**
 * A number of what a block counts: `44 enforced returns`; of persons `enforced returns of 44 persons`. `nation`: whose
 * nationals they are.
 */
export function countText(
  block: Pick<TimelineBlock, 'return_type'> & { unit: string },
  n: number,
  lang: Language,
  nation?: string
): string {
  const { unit } = block
  const ends: Record<string, string> =
    new Intl.PluralRules(lang).select(n) === 'one' ? {} : { s: 's', es: 'es' }
  const ofNation = (what: string, template: Phrase): string =>
    nation === undefined ? what : phrase(template, lang, { what, of_country: nation, ...ends })
  if (unit === 'persons')
    return returnPhrase('of_units', lang, {
      types: typeNoun(block, 2, lang),
      n: ofNation(`${numberText(n, lang)} ${unitLabel(unit, n, lang)}`, 'persons_whose')
    })
  return ofNation(`${numberText(n, lang)} ${typeNoun(block, n, lang)}`, 'cases_whose')
}

/**
 * Whether the figure of a row, or of all of them, is of people who were refused entry: they had not come, so that no text
 * calls them returned.
 */
export function areRefusals(
  { about, dimensions, filters }: Pick<ResultTable, 'about' | 'filters'> & { dimensions?: readonly string[] },
  rows: readonly Pick<ResultRow, 'words'>[]
): boolean {
  if (about !== 'returns') return false
  const types = dimensions?.includes('return_type')
    ? rows.map(({ words }) => words.return_type)
    : filters.return_type
  return types !== undefined && types.length > 0 && types.every(type => type === 'refused_entry')
}

/** The noun of such a figure. Where it says to which country they went, they are called returned people refused entry. */
export const refusalNoun = (n: number, lang: Language): string =>
  typeNoun({ return_type: 'entry_refused' }, n, lang)

/** Where returns go: `to Syria`; a destination that is no country is in brackets. */
export const destinationText = (code: string, lang: Language): string =>
  countryForm('to', code, lang) ??
  returnPhrase('to_other', lang, { place: labelOf('country_of_return', code, lang) })

/** Where returns start, with a blank before it: ` from the United Kingdom`; empty where the release does not say so. */
export function originText(code: string | null, lang: Language): string {
  const text = code === null ? undefined : countryForm('from', code, lang)
  return text === undefined ? '' : ` ${text}`
}

/** The first or last month of a period: `April 2012`. A fiscal period stays itself. */
export function monthText(period: string, end: 'from' | 'to', lang: Language): string {
  const day = parsePeriod(period, 'calendar')?.[end]
  if (day === undefined) return periodLabel(period, lang)
  const written = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, written).format(utcMidnight(day))
}

const periodNouns = {
  year: { en: ['year', 'years'], es: ['año', 'años'], fr: ['année', 'ans'] },
  quarter: { en: ['quarter', 'quarters'], es: ['trimestre', 'trimestres'], fr: ['trimestre', 'trimestres'] },
  month: { en: ['month', 'months'], es: ['mes', 'meses'], fr: ['mois', 'mois'] }
} as const satisfies Record<TimelineBlock['period'], Record<Language, readonly [one: string, other: string]>>

export const periodNoun = ({ period }: TimelineBlock, isMany: boolean, lang: Language): string =>
  periodNouns[period][lang][isMany ? 1 : 0]

/** When a gap is called a pause here, and when returns are said to have resumed. */
export function ruleText(
  { usual_min, pause_periods, pause_months, resumed_min }: PauseRules,
  lang: Language
): string {
  const numbers = { usual_min, pause_periods, resumed_min }
  return returnPhrase('rule', lang, {
    ...Object.fromEntries(Object.entries(numbers).map(([name, n]) => [name, numberText(n, lang)])),
    months:
      pause_months === null ? '' : returnPhrase('rule_months', lang, { n: numberText(pause_months, lang) })
  })
}

/** That the destination of some returns is inferred, and of how many; nothing where it is of none. */
export function inferredTexts(
  blocks: readonly Pick<TimelineBlock, 'destination_inferred'>[],
  lang: Language
): string[] {
  const n = blocks.reduce((sum, { destination_inferred }) => sum + (destination_inferred ?? 0), 0)
  return n > 0 ? [returnPhrase('inferred', lang, { n: numberText(n, lang) })] : []
}
