import { labelOf } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { type OutcomeGroup, outcomeGroups, outcomeKindOfGroup } from '../../../vocabulary/outcome.ts'
import type { ResultRow, ResultTable } from '../../../vocabulary/results/result-table.ts'
import texts from '../outcome-phrases.json' with { type: 'json' }
import { fill, listText, numberText, percentText } from '../phrases.ts'

/** The outcomes of a whole answer in words, one by one: what was given, rejected and closed, and what is withheld. */

type Figures = Pick<ResultTable, 'dimensions' | 'makeup'>

const protections: readonly string[] = [
  'refugee_status',
  'complementary_protection',
  'protection_not_split'
] satisfies OutcomeGroup[]

/** One part of a number: its group of outcomes, and its count, null where there is none. */
interface OutcomePart {
  group: string
  n: number | null
  isWithheld: boolean
}

/** The parts of a row's number by group of outcomes, in the order of the vocabulary; undefined where none are told apart. */
export function outcomePartsOf(
  { dimensions, makeup: { parts } = {} }: Figures,
  row: ResultRow,
  unit: string
): OutcomePart[] | undefined {
  if (parts?.dimension !== 'outcome_group') return undefined
  return parts.rows
    .filter(({ words }) =>
      dimensions.every(name => words[name] === undefined || words[name] === row.words[name])
    )
    .map(({ words, numbers, flags }) => ({
      group: words.outcome_group ?? '',
      n: numbers[unit] ?? null,
      isWithheld: flags[unit]?.includes('suppressed') ?? false
    }))
    .sort((a, b) => placeOf(a.group) - placeOf(b.group))
}

const placeOf = (group: string): number => (outcomeGroups as readonly string[]).indexOf(group)

/**
 * The parts in words, those of protection with their sum. Empty where they are not told apart or do not add up to the number of
 * the row, unless what lacks is withheld, which is then named.
 */
export function outcomesText(parts: readonly OutcomePart[], total: number | null, lang: Language): string[] {
  const told = parts.filter(({ n }) => n !== null && n > 0)
  const withheld = parts.filter(({ isWithheld }) => isWithheld)
  const sum = told.reduce((all, { n }) => all + (n ?? 0), 0)
  const isWhole = parts.every(({ n }) => n !== null) && sum === total
  if (!isWhole && withheld.length === 0) return []
  const given = told.filter(({ group }) => protections.includes(group))
  const others = told.filter(({ group }) => !protections.includes(group))
  const protection =
    given.length > 1
      ? [
          fill(texts.protection[lang], {
            n: numberText(
              given.reduce((all, { n }) => all + (n ?? 0), 0),
              lang
            ),
            parts: listText(
              given.map(part => partText(part, lang)),
              lang
            )
          })
        ]
      : given.map(part => partText(part, lang))
  const list = [...protection, ...others.map(part => partText(part, lang))]
  return [
    ...(list.length > 0 ? [listText(list, lang)] : []),
    ...(withheld.length > 0
      ? [
          fill(texts.withheld[lang], {
            what: listText(
              withheld.map(({ group }) => lowered(labelOf('outcome_group', group, lang), lang)),
              lang
            )
          })
        ]
      : [])
  ]
}

const lowered = (text: string, lang: Language): string =>
  text.charAt(0).toLocaleLowerCase(lang) + text.slice(1)

function partText({ group, n }: OutcomePart, lang: Language): string {
  const own: Readonly<Record<string, Readonly<Record<Language, string>>>> = texts.groups
  const kind = outcomeKindOfGroup(group)
  return fill((own[group] ?? texts.parts[kind])[lang], { n: numberText(n ?? 0, lang) })
}

/** How many parts of a number that is withheld are; undefined where none is. */
export function partsWithheld(parts: readonly OutcomePart[], lang: Language): string | undefined {
  const n = parts.filter(({ isWithheld }) => isWithheld).length
  if (n === 0) return undefined
  const form = new Intl.PluralRules(lang).select(n) === 'one' ? 'one' : 'other'
  return fill(texts.cells_withheld[lang][form], { n: numberText(n, lang) })
}

/** The range of a rate beside it: what would be expected of independent draws. */
export const rangeText = (low: number | null, high: number | null, lang: Language): string =>
  low === null || high === null
    ? ''
    : fill(texts.range[lang], { low: percentText(low, lang), high: percentText(high, lang) })
