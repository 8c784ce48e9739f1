import { dimensionLabel, type GroupNames, labelOf } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { ResultTable } from '../../vocabulary/results/result-table.ts'
import { addDays, utcMidnight } from '../../vocabulary/time/day.ts'
import { type YearBasis, yearLabel } from '../../vocabulary/time/period.ts'
// People as one writes of them, by the words of the dimensions that say who they are.
import persons from './persons.json' with { type: 'json' }
import phrases from './phrases.json' with { type: 'json' }

export type Phrase = keyof typeof phrases

/** A fixed phrase in a language, its {slots} filled. */
export const phrase = (name: Phrase, lang: Language, slots: Readonly<Record<string, string>> = {}): string =>
  fill(phrases[name][lang], slots)

/** A template with its {slots} filled; a slot that has no text stays empty. */
export const fill = (template: string, slots: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')

export const numberText = (n: number, lang: Language): string => new Intl.NumberFormat(lang).format(n)

/** A share of 1 as a percentage with one decimal. */
export const percentText = (share: number, lang: Language): string =>
  new Intl.NumberFormat(lang, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  }).format(share)

/** A day, `YYYY-MM-DD`, in words, independent of the time zone. */
export function dateText(day: string, lang: Language): string {
  const style = { dateStyle: 'long', timeZone: 'UTC' } as const
  const text = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, style).format(utcMidnight(day))
  // In French the first of a month is an ordinal: 1er janvier.
  return lang === 'fr' ? text.replace(/^1(?=\s)/, '1er') : text
}

/** Whole months by their names, the year once where it is one; `first` is undefined for one month; undefined for days. */
export function monthsText(
  from: string,
  to: string,
  lang: Language
): { first: string | undefined; last: string } | undefined {
  if (!from.endsWith('-01') || !addDays(to, 1).endsWith('-01')) return undefined
  const name = (day: string, year?: 'numeric') =>
    new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
      month: 'long',
      ...(year && { year }),
      timeZone: 'UTC'
    }).format(utcMidnight(day))
  const last = name(to, 'numeric')
  if (from.slice(0, 7) === to.slice(0, 7)) return { first: undefined, last }
  return { first: from.slice(0, 4) === to.slice(0, 4) ? name(from) : name(from, 'numeric'), last }
}

export const listText = (
  words: readonly string[],
  lang: Language,
  type: 'conjunction' | 'disjunction' = 'conjunction'
): string => new Intl.ListFormat(lang, { type }).format(words)

export const capitalised = (text: string, lang: Language): string =>
  text.charAt(0).toLocaleUpperCase(lang) + text.slice(1)

const quarters = { en: 'Q', es: 'T', fr: 'T' } as const satisfies Record<Language, string>

/** The label of a period on an axis: `FY2023`, `Q3 2024`, `Nov 2024`. Any other word gets its own label. */
export function periodLabel(word: string, lang: Language): string {
  const match = /^(FY)?(\d{4})(?:-(?:Q([1-4])|(\d\d)))?$/.exec(word)
  if (!match) return labelOf('year', word, lang)
  const [, fiscal, year = '', quarter, month] = match
  if (month)
    return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC'
    }).format(utcMidnight(`${year}-${month}-01`))
  // FY is English. In other languages the title of the axis names the year basis.
  const named = fiscal && lang === 'en' ? word.slice(0, 6) : year
  return quarter ? `${quarters[lang]}${quarter} ${named}` : named
}

/** A year that stands alone, without a title that names the year basis: `FY2023`, `exercice 2023`. */
export function yearAlone(word: string, lang: Language): string {
  const [, year] = /^FY(\d{4})$/.exec(word) ?? []
  return year === undefined ? periodLabel(word, lang) : phrase('fiscal_year', lang, { year })
}

/** The period of the figures: whole years by their names, else the first and the last day. */
export function spanText(
  { from, to, year_basis }: Pick<ResultTable, 'from' | 'to' | 'year_basis'>,
  lang: Language
): string {
  if (from === to) return phrase('as_at', lang, { day: dateText(to, lang) })
  const years = year_basis && wholeYears(from, to, year_basis)
  if (!years) {
    const months = monthsText(from, to, lang)
    if (months && months.first === undefined) return months.last
    return months
      ? `${months.first} – ${months.last}`
      : phrase('span', lang, { from: dateText(from, lang), to: dateText(to, lang) })
  }
  const [first, last] = years.map(year => periodLabel(year, lang))
  return first === last ? String(first) : `${first}–${last}`
}

/** The first and the last year, where both are completely covered; else undefined. */
export function wholeYears(from: string, to: string, basis: YearBasis): [string, string] | undefined {
  const [first, last] = [yearLabel(from, basis), yearLabel(to, basis)]
  const isWhole = yearLabel(addDays(from, -1), basis) !== first && yearLabel(addDays(to, 1), basis) !== last
  return isWhole ? [first, last] : undefined
}

type PersonTexts = Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>>
const personTexts: PersonTexts = persons

/** The people that the words of a dimension mean: `women and girls`; undefined where they are no people. */
export function peopleText(name: string, words: readonly string[], lang: Language): string | undefined {
  const texts = Object.hasOwn(personTexts, name) ? personTexts[name] : undefined
  const people = words.flatMap(word =>
    texts && Object.hasOwn(texts, word) ? (texts[word]?.[lang] ?? []) : []
  )
  // Both sexes are no choice that a pair of words could name.
  const isNamed = people.length === words.length && (name === 'age_group' || people.length === 1)
  return isNamed && people.length > 0 ? listText(people, lang) : undefined
}

/** A dimension and its words: `Nationality: Russia or Ukraine`, `women and girls only`. */
export function detailText(
  name: string,
  words: readonly string[],
  lang: Language,
  groups?: GroupNames
): string {
  const who = peopleText(name, words, lang)
  return who === undefined
    ? detailOf(
        name,
        words.map(word => labelOf(name, word, lang, groups)),
        lang
      )
    : phrase('only', lang, { who })
}

/** The same of labels. */
export const detailOf = (name: string, labels: readonly string[], lang: Language): string =>
  `${dimensionLabel(name, lang)}${lang === 'fr' ? '\u00a0:' : ':'} ${listText(labels, lang, 'disjunction')}`
