import type { Language } from '../../vocabulary/labels/language.ts'
import { type OutcomeKind, outcomeKind, outcomeKindOfGroup, outcomeKinds } from '../../vocabulary/outcome.ts'
import type { ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import phrases from './outcome-phrases.json' with { type: 'json' }
import { fill, listText, numberText, phrase } from './phrases.ts'
import { countText } from './returns/returns.ts'

/** What counts are made of, in words: decisions and closures, enforced and voluntary returns. */

/** Which of the wordings fits: `any` where closures may be among decisions. */
export type OutcomeHead = keyof typeof phrases.heads

type Figures = Pick<ResultTable, 'about' | 'dimensions' | 'filters' | 'makeup'>

/** The kinds of outcome that a row, or without one all rows, are of; undefined where they are not known. */
function kindsIn({ dimensions, filters, makeup }: Figures, rows: readonly ResultRow[]) {
  const words = (name: string): string[] =>
    dimensions.includes(name) ? rows.flatMap(row => row.words[name] ?? []) : [...(filters[name] ?? [])]
  const outcomes = words('outcome')
  if (outcomes.length > 0) return new Set(outcomes.map(outcomeKind))
  const groups = words('outcome_group')
  const settled = new Set(groups.map(outcomeKindOfGroup))
  if (settled.size === 1 || (groups.length > 0 && dimensions.includes('outcome_group'))) return settled
  const { parts } = makeup ?? {}
  if (parts === undefined) return new Set<OutcomeKind>(['decided'])
  const own = parts.rows.filter(part => rows.some(row => isPartOf(part, row, dimensions)))
  if (own.length === 0) return undefined
  return new Set(own.map(({ words: { outcome_group = '' } }) => outcomeKindOfGroup(outcome_group)))
}

/** Parts of the whole answer have none of its dimensions. */
const isPartOf = ({ words }: ResultRow, row: ResultRow, names: readonly string[]): boolean =>
  names.every(name => words[name] === undefined || words[name] === row.words[name])

/** The wording for decisions of these kinds: an unknown outcome is that of a decision, unless there are closures. */
export function outcomeHead(figures: Figures, rows: readonly ResultRow[]): OutcomeHead {
  const kinds = kindsIn(figures, rows)
  if (kinds === undefined) return 'any'
  const [only] = kinds
  if (kinds.size === 1 && (only === 'closed' || only === 'pending')) return only
  return kinds.has('closed') || kinds.has('pending') ? 'any' : 'decided'
}

/** `decisions on 3 persons`; undefined for a unit that names the event itself. */
export function headText(head: OutcomeHead, unit: string, what: string, lang: Language): string | undefined {
  if (unit !== 'persons' && unit !== 'cases' && unit !== 'applications') return undefined
  return fill(phrases.heads[head][unit][lang], { what })
}

/** The noun of a number of decisions that are none, or not all: `closures`; undefined for decisions. */
export function headNoun(head: OutcomeHead, n: number, lang: Language): string | undefined {
  if (head === 'decided') return undefined
  const { one, other } = phrases.nouns[head][lang]
  return new Intl.PluralRules(lang).select(n) === 'one' ? one : other
}

/** What a picture of decisions counts: `decisions and closures`. */
export const headTitle = (head: OutcomeHead, lang: Language): string => phrases.heads[head].title[lang]

/**
 * What the number of a row is made of, after a colon: `94,706 decided and 36,538 closed …`; empty where it is one thing.
 * Of returns it is stated where their types are not published. Parts that do not add up to the number are not shown.
 */
export function makeupText(figures: Figures, row: ResultRow, unit: string, lang: Language): string {
  const { about, dimensions, makeup: { parts, is_whole } = {} } = figures
  // Of a whole answer outcomes are listed one by one (outcomes.ts).
  if (parts === undefined || (is_whole && about !== 'returns')) return ''
  const own = parts.rows.filter(part => isPartOf(part, row, dimensions))
  const numbers = own.map(
    ({ words, numbers }) => [words[parts.dimension] ?? '', numbers[unit] ?? null] as const
  )
  const known = numbers.flatMap(([word, n]) => (n === null || n === 0 ? [] : [[word, n] as const]))
  const sum = known.reduce((total, [, n]) => total + n, 0)
  const isWhole = numbers.every(([, n]) => n !== null) && sum === row.numbers[unit]
  const texts = !isWhole
    ? []
    : about === 'returns'
      ? returnTexts(known, unit, lang)
      : outcomeTexts(known, lang)
  if (texts.length > 0) return phrase('made_of', lang, { what: listText(texts, lang) })
  return about === 'returns' && !isWhole ? phrase('types_untold', lang) : ''
}

function outcomeTexts(known: readonly (readonly [string, number])[], lang: Language): string[] {
  const kinds = outcomeKinds.flatMap(kind => {
    const n = known.reduce(
      (sum, [group, value]) => (outcomeKindOfGroup(group) === kind ? sum + value : sum),
      0
    )
    return n === 0 ? [] : [{ kind, n }]
  })
  if (kinds.length < 2 || !kinds.some(({ kind }) => kind === 'closed' || kind === 'pending')) return []
  return kinds.map(({ kind, n }) => fill(phrases.parts[kind][lang], { n: numberText(n, lang) }))
}

const returnTexts = (known: readonly (readonly [string, number])[], unit: string, lang: Language): string[] =>
  known.map(([return_type, n]) => countText({ return_type, unit }, n, lang))
