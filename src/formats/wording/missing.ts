import { dimensionLabel, isCountry, labelOf } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { type RateName, rates } from '../../vocabulary/measures/measure.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { groupOf, type Outcome, type OutcomeGroup } from '../../vocabulary/outcome.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { basisOfRow, daysOfRow, type YearNamed } from '../../vocabulary/results/row-days.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import { withItsArticle } from './country-forms.ts'
import { listText, numberText, type Phrase, peopleText, periodLabel, phrase } from './phrases.ts'

/** What a release does not tell, in words (docs/rules/coverage.md §4). */

const periods: readonly string[] = periodDimensions
/** Names in a list, and groups of a period of their own: more make a text that nobody reads. */
const mostNames = 6
const mostGroups = 3

/** What is missing from the figure of a row: of its own period, place and words. */
export function untoldIn(figures: ResultTable, row: ResultRow): MissingNote[] {
  const { missing = [] } = figures
  const basis = basisOfRow(figures, row)
  const days = daysOfRow(figures, row)
  return missing.filter(note => {
    const own = parsePeriod(note.period, basis)
    if (own && days && (own.from > days.to || own.to < days.from)) return false
    if (note.source !== undefined && note.source !== row.constants?.source) return false
    if (note.series !== undefined && note.series !== row.constants?.series) return false
    return (
      has(row, 'country_of_asylum', note.country_of_asylum) &&
      has(row, 'nationality', note.nationality) &&
      valuesIn(note, row)
    )
  })
}

const has = ({ words }: ResultRow, name: string, word: string | undefined): boolean =>
  word === undefined || words[name] === undefined || words[name] === word

/** Whether the missing values are those of the row, where it has one. */
function valuesIn({ dimension, values }: MissingNote, { words }: ResultRow): boolean {
  if (values.length === 0 || periods.includes(dimension)) return true
  const own = words[dimension]
  if (own !== undefined) return values.includes(own)
  return (
    dimension !== 'outcome' ||
    words.outcome_group === undefined ||
    values.some(outcome => groupOf(outcome as Outcome) === words.outcome_group)
  )
}

/** What of it a measure is made of: of a rate only the outcomes above and below its line. */
export function untoldFor(notes: readonly MissingNote[], measure: string): MissingNote[] {
  if (!Object.hasOwn(rates, measure)) return [...notes]
  const { numerator, denominator } = rates[measure as RateName]
  if (denominator === 'all') return [...notes]
  const groups: readonly OutcomeGroup[] = [...numerator, ...denominator]
  return notes.flatMap(note => {
    if (note.dimension !== 'outcome' || note.values.length === 0) return [note]
    const values = note.values.filter(outcome => groups.includes(groupOf(outcome as Outcome)))
    return values.length === 0 ? [] : [{ ...note, values }]
  })
}

/** The parts without which there is no rate: outcomes, sexes, ages. Whole reporters and periods are none. */
export const untoldParts = (notes: readonly MissingNote[]): MissingNote[] =>
  notes.filter(({ dimension }) => !isCountry(dimension) && !periods.includes(dimension))

/** The levels under which the same reporters publish it; empty where there are none. */
export function levelsText(notes: readonly MissingNote[], how: Phrase, lang: Language): string {
  const levels = [...new Set(notes.flatMap(({ told_at = [] }) => told_at))].sort()
  return levels.length === 0 ? '' : phrase(how, lang, { levels: listText(levels, lang, 'disjunction') })
}

/** The figure that something is missing from; its own period and place are not repeated. */
interface Context {
  figures: YearNamed & Pick<ResultTable, 'filters'>
  row?: ResultRow
}

/** All of it as one text: `Finland and Norway`, `the outcome “Rejected”`. */
export function untoldText(notes: readonly MissingNote[], lang: Language, context: Context): string {
  const ordered = notes.toSorted(byImportance)
  const whatOf = (group: readonly MissingNote[]) => whatIsMissing(group, context, lang)
  const ofPeriods = grouped(ordered, ({ dimension, period }) => `${dimension} ${period}`)
  const alike = grouped(ofPeriods, whatOf).map(groups => groups.flat())
  const groups = alike.length <= mostGroups ? alike : grouped(ordered, ({ dimension }) => dimension)
  return groups
    .map(group => {
      // Two brackets of French in a row become one.
      const what = `${whatOf(group)}${whenMissing(group, context, lang)}`.replace('] [', ', ')
      return `${what}${levelsText(group, 'at_level', lang)}`
    })
    .join(lang === 'fr' ? '\u202f; ' : '; ')
}

/** The largest first, by the period that has them; always in the same order. */
function byImportance(a: MissingNote, b: MissingNote): number {
  const size = (b.nearest?.value ?? 0) - (a.nearest?.value ?? 0)
  return size === 0 ? (textOf(a) < textOf(b) ? -1 : 1) : size
}

const textOf = ({ dimension, values, period, country_of_asylum }: MissingNote): string =>
  [dimension, period, country_of_asylum, ...values].join(' ')

function grouped<Each>(all: readonly Each[], keyOf: (each: Each) => string): Each[][] {
  const groups = new Map<string, Each[]>()
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each])
  return [...groups.values()]
}

function whatIsMissing(group: readonly MissingNote[], context: Context, lang: Language): string {
  const [{ dimension }] = group as [MissingNote]
  const values = [...new Set(group.flatMap(note => note.values))]
  return `${whatText(dimension, values, lang)}${whoseText(group, context, lang)}`
}

/** Whose figures lack it, where the sentence is not about them alone. */
function whoseText(group: readonly MissingNote[], context: Context, lang: Language): string {
  const codes = (['country_of_asylum', 'nationality'] as const).flatMap(name =>
    group.flatMap(note => {
      const code = note[name]
      return code === undefined || ownWordOf(name, context) === code ? [] : [code]
    })
  )
  const names = [...new Set(codes)].map(code => nameOf(code, lang))
  return names.length === 0 ? '' : phrase('missing_of', lang, { whose: namesText(names, lang) })
}

/** The only value of a dimension that a figure is about. */
function ownWordOf(name: string, { figures, row }: Context): string | undefined {
  const chosen = figures.filters[name] ?? []
  return row?.words[name] ?? (chosen.length === 1 ? chosen[0] : undefined)
}

/** When it is missing, where that is not the whole time of the figure. */
function whenMissing(group: readonly MissingNote[], { figures, row }: Context, lang: Language): string {
  if (periods.includes(group[0]?.dimension ?? '')) return ''
  const days = row ? daysOfRow(figures, row) : figures
  const basis = row ? basisOfRow(figures, row) : (figures.year_basis ?? 'calendar')
  const words = [...new Set(group.map(({ period }) => period))].sort()
  const told = words.flatMap(word => parsePeriod(word, basis) ?? [])
  if (days && isCovered(days, told)) return ''
  const labels = words.map(each => periodLabel(each, lang))
  if (labels.length <= mostGroups) return phrase('missing_in', lang, { when: listText(labels, lang) })
  const [from = '', to = ''] = [labels[0], labels.at(-1)]
  return phrase('missing_between', lang, { n: numberText(labels.length, lang), from, to })
}

interface Days {
  from: string
  to: string
}

/** Whether periods, in their order, cover all days from the first to the last. */
function isCovered({ from, to }: Days, parts: readonly Days[]): boolean {
  const [first, last] = [parts[0], parts.at(-1)]
  const isWhole = parts.every((part, i) => i === 0 || addDays(parts[i - 1]?.to ?? '', 1) === part.from)
  return first !== undefined && last !== undefined && isWhole && first.from <= from && last.to >= to
}

function whatText(dimension: string, values: readonly string[], lang: Language): string {
  const label = dimensionLabel(dimension, lang)
  if (values.length === 0) return phrase('missing_whole', lang, { label })
  if (periods.includes(dimension))
    return namesText(
      values.toSorted().map(each => periodLabel(each, lang)),
      lang
    )
  if (isCountry(dimension) && dimension !== 'nationality')
    return namesText(
      values.map(code => nameOf(code, lang)),
      lang
    )
  const people = peopleText(dimension, values, lang)
  if (people !== undefined) return people
  const labels = values.map(word => phrase('quoted', lang, { word: labelOf(dimension, word, lang) }))
  return phrase('missing_values', lang, { label, values: namesText(labels, lang, 'disjunction') })
}

/** In French the phrases around it are made for a bare name. */
const nameOf = (code: string, lang: Language): string =>
  lang === 'fr' ? labelOf('country_of_asylum', code, lang) : withItsArticle(code, lang)

/** A list of names, of which the last are counted where there are many. */
function namesText(names: readonly string[], lang: Language, type?: 'disjunction'): string {
  if (names.length <= mostNames) return listText(names, lang, type)
  const n = numberText(names.length - mostNames + 1, lang)
  return listText([...names.slice(0, mostNames - 1), phrase('more', lang, { n })], lang, type)
}
