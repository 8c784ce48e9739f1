import { isCountry, yearBasisLabel } from '../../../vocabulary/labels/labels.ts'
import type { Language } from '../../../vocabulary/labels/language.ts'
import { isCountryGroup } from '../../../vocabulary/measures/dimension.ts'
import {
  constantDimensions,
  periodDimensions,
  type SubjectName,
  subjectDefinitions
} from '../../../vocabulary/measures/subject.ts'
import { readsLikeWhole } from '../../../vocabulary/results/parts.ts'
import type { ResultRow, ResultTable } from '../../../vocabulary/results/result-table.ts'
import type { DateBasis } from '../../../vocabulary/time/period.ts'
import { hasPlaceForNation } from '../clauses.ts'
import { groupText } from '../groups.ts'
import { leftOutTexts } from '../left-out.ts'
import { outcomeHead } from '../makeup.ts'
import { nationOf } from '../nationals.ts'
import { detailOf, detailText, phrase } from '../phrases.ts'
import { isInPlace, placeText } from '../place.ts'
import { areRefusals } from '../returns/returns.ts'
import { isUndated, undatedTexts, whenText } from '../when.ts'

/** What a sentence says of a figure beside its number: when, where, whose nationals, and all else that it is about. */

/** The date basis that a reader assumes, which is not stated. Cases have several dates, so their basis is stated. */
const takenForGranted: Readonly<Record<SubjectName, DateBasis | undefined>> = {
  decisions: 'decided',
  returns: 'returned',
  applications: 'filed',
  cases: undefined
}
const unsaid: readonly string[] = [...constantDimensions, ...periodDimensions]

/** When and where a row is, and whose nationals it is of, as a sentence begins. */
export function headOfRow(figures: ResultTable, row: ResultRow | undefined, lang: Language) {
  const place = placeText(figures, row, lang)
  // Departures are from a place, and all else is in it.
  const isFrom = figures.about === 'returns' && row !== undefined && !areRefusals(figures, [row])
  const when = isUndated(figures) ? undefined : whenText(figures, row, lang)
  return {
    start: whenWhereText(when, isFrom ? undefined : place, lang),
    nation: row && hasPlaceForNation(figures) ? nationsOf(figures, row, lang) : undefined,
    place: isFrom ? place : undefined
  }
}

const whenWhereText = (when: string | undefined, where: string | undefined, lang: Language): string =>
  when !== undefined && where !== undefined
    ? phrase('when_where', lang, { when, where })
    : (when ?? where ?? '')

/** Between clauses and between the facts in a bracket. */
export const separator = (lang: Language): string => (lang === 'fr' ? '\u202f; ' : '; ')

/** Whose nationals the figure is of, where it can be said: those of one country, or of one group. */
function nationsOf(figures: ResultTable, row: ResultRow, lang: Language): string | undefined {
  const words = wordsOf(figures, row)
  const [id, ...others] = words.find(([name]) => name === 'nationality_group')?.[1] ?? []
  if (id === undefined) return nationOf(words, lang)
  const isOne = lang !== 'fr' && others.length === 0 && !words.some(([name]) => name === 'nationality')
  if (!isOne) return undefined
  return phrase('of_group', lang, { group: groupText(figures, row, { name: 'nationality_group', id }, lang) })
}

/** The dimensions that a filter or the row specifies, each with its words. */
function wordsOf(
  { filters, dimensions }: ResultTable,
  row: ResultRow | undefined
): [string, readonly string[]][] {
  const chosen = Object.entries(filters).filter(([name]) => !dimensions.includes(name) || row === undefined)
  const own = dimensions.flatMap((name): [string, readonly string[]][] => {
    const word = row?.words[name]
    return word === undefined || unsaid.includes(name) ? [] : [[name, [word]]]
  })
  return [...own, ...chosen]
}

/** The remaining facts about the figure: `outcome: Rejected`, `women and girls only`. */
export function detailsOf(
  figures: ResultTable,
  row: ResultRow | undefined,
  hasNation: boolean,
  lang: Language
): string[] {
  const { year_basis, date_basis, about, rows } = figures
  const isBesideParts = (name: string): boolean =>
    row !== undefined &&
    readsLikeWhole(
      row.words,
      rows.map(({ words }) => words),
      name,
      subjectDefinitions[about].never_added
    )
  const isSaid = (name: string): boolean =>
    (ofNation.includes(name) && hasNation) ||
    (name === 'country_of_asylum' && isInPlace(figures, row, lang)) ||
    (name === 'return_type' && row !== undefined && areRefusals(figures, [row])) ||
    // The clause is worded for this group.
    (name === 'outcome_group' && row !== undefined && outcomeHead(figures, [row]) === 'closed')
  const parts = wordsOf(figures, row)
    .filter(([name, words]) => !isSaid(name) && (!isNotSplit(name, words) || isBesideParts(name)))
    .map(([name, words]) =>
      isCountryGroup(name)
        ? detailOf(
            name,
            words.map(id => groupText(figures, row, { name, id }, lang)),
            lang
          )
        : detailText(name, words, lang)
    )
  if (year_basis !== null && year_basis !== 'calendar') parts.push(yearBasisLabel(year_basis, lang))
  if (date_basis !== null && date_basis !== takenForGranted[about] && !isUndated(figures))
    parts.push(phrase(`by_${date_basis}`, lang))
  return [...parts, ...undatedTexts(figures, lang), ...leftOutTexts(figures, lang)]
}

const ofNation: readonly string[] = ['nationality', 'nationality_group']

const isNotSplit = (name: string, words: readonly string[]): boolean =>
  !isCountry(name) && words.length === 1 && words[0] === 'not_split'
