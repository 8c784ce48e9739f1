import { isCountry, yearBasisLabel } from '../vocabulary/labels/labels.ts'
import { constantDimensions, periodDimensions, type SubjectName } from '../vocabulary/measures/subject.ts'
import type { Attribution, Language, ResultRow, ResultTable } from '../vocabulary/results/result-table.ts'
import type { DateBasis } from '../vocabulary/time/period.ts'
import type { ResultFormat } from './format.ts'
import { withShownMeasures } from './shown-measures.ts'
import { clausesOf, hasPlaceForNation } from './wording/clauses.ts'
import { leftOutTexts } from './wording/left-out.ts'
import { nationOf } from './wording/nationals.ts'
import { capitalised, detailText, phrase } from './wording/phrases.ts'
import { whenText } from './wording/when.ts'

/** The date by which a reader would take something to be counted. Cases have several, so theirs is always said. */
const takenForGranted: Readonly<Record<SubjectName, DateBasis | undefined>> = {
  decisions: 'decided',
  returns: 'returned',
  cases: undefined
}
const unsaid: readonly string[] = [...constantDimensions, ...periodDimensions]

/**
 * What the first row says in one sentence that can be published, with its source, release and day. From templates
 * alone: nothing is added up, rounded or guessed, and what is withheld is said to be.
 */
export function sentence(figures: ResultTable, told: Attribution): string {
  const { lang } = told
  const row = figures.rows[0]
  const when = whenText(figures, row, lang)
  const source = phrase('told_by', lang, { citation: told.citation.replace(/\.$/, '') })
  const warning = told.synthetic ? `${phrase('made_up', lang)} — ` : ''
  const nation = row && hasPlaceForNation(figures) ? nationOf(wordsOf(figures, row), lang) : undefined
  const details = detailsText(figures, row, nation !== undefined, lang)
  const said =
    row === undefined
      ? phrase('no_figure', lang, { when, details })
      : `${when}, ${clausesOf(figures, row, nation, lang).join(separator(lang))}${details}`
  // One bracket for what stands in brackets one after the other.
  const text = `${capitalised(said, lang)} (`.replace(/\) \(/g, separator(lang))
  return `${warning}${text}${source}).`
}

const separator = (lang: Language): string => (lang === 'fr' ? ' ; ' : '; ')

/** Each dimension that is told, by a filter or by the row, and its words. */
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

/** What is to be known of the figure besides: ` (outcome: Rejected; sex: Women)`. */
function detailsText(
  figures: ResultTable,
  row: ResultRow | undefined,
  hasNation: boolean,
  lang: Language
): string {
  const { year_basis, date_basis, about } = figures
  const parts = wordsOf(figures, row)
    .filter(([name, words]) => !(name === 'nationality' && hasNation) && !isUntold(name, words))
    .map(([name, words]) => detailText(name, words, lang))
  if (year_basis !== null && year_basis !== 'calendar') parts.push(yearBasisLabel(year_basis, lang))
  if (date_basis !== null && date_basis !== takenForGranted[about])
    parts.push(phrase(`by_${date_basis}`, lang))
  parts.push(...leftOutTexts(figures, lang))
  return parts.length === 0 ? '' : ` (${parts.join(separator(lang))})`
}

const isUntold = (name: string, words: readonly string[]): boolean =>
  !isCountry(name) && words.length === 1 && words[0] === 'not_split'

export const sentenceFormat: ResultFormat = {
  id: 'sentence',
  type: 'text/plain; charset=utf-8',
  accepts: ['text/plain'],
  ending: 'txt',
  is_shown: true,
  is_paged: false,
  is_binary: false,
  options: [],
  writes: 'result',
  largest: 100_000,
  write: (result, attribution) => `${sentence(withShownMeasures(result), attribution)}\n`
}
