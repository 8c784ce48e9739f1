import { dimensionLabel, isCountry, measureLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { titleIn, worded } from '../../vocabulary/labels/meanings.ts'
import { constantDimensions, periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { ResultTable } from '../../vocabulary/results/result-table.ts'
import { headTitle, outcomeHead } from './makeup.ts'
import { capitalised, detailText, phrase } from './phrases.ts'
import { isInPlace, placeText } from './place.ts'
import { areRefusals, refusalNoun } from './returns/returns.ts'
import { isUndated } from './when.ts'

/** What titles of pictures, workbooks and cubes say of all figures of an answer. */

const unsaid: readonly string[] = [...constantDimensions, ...periodDimensions]
/** Who the figures are about: beside the countries a reader looks for these in the title itself. */
const ofPersons = ['sex', 'age_group', 'applicant_type', 'applicant_history', 'unaccompanied']

/** Whether a dimension belongs into the title rather than below it. */
export const isOfTitle = (name: string): boolean => isCountry(name) || ofPersons.includes(name)

/** What a measure counts: of persons, cases and applications what happened to them, because the unit has a line. */
export function measureTitle(name: string, figures: ResultTable, lang: Language): string {
  const { about, unit, rows } = figures
  if (name !== unit) return measureLabel(name, lang)
  if (about === 'decisions') return headTitle(outcomeHead(figures, rows), lang)
  if (areRefusals(figures, rows)) return refusalNoun(2, lang)
  return measureLabel(about === 'returns' || about === 'applications' ? about : name, lang)
}

/** The title of a table: `Decisions and closures in the United Kingdom by year, women and girls only`. */
export function titleOfTable(figures: ResultTable, lang: Language): string {
  const { dimensions } = figures
  const names = dimensions.map(name => dimensionLabel(name, lang)).join(', ')
  const title = whatAndWhere(figures, lang)
  return [
    names === '' ? title : `${title} ${phrase('by', lang)} ${names}`,
    ...personTexts(figures, lang)
  ].join(', ')
}

function whatAndWhere(figures: ResultTable, lang: Language): string {
  const { about, title, rows, measures, unit } = figures
  const isOfDecisions = about === 'decisions' && measures.some(({ name }) => name === unit)
  const what = isOfDecisions
    ? capitalised(headTitle(outcomeHead(figures, rows), lang), lang)
    : areRefusals(figures, rows)
      ? capitalised(refusalNoun(2, lang), lang)
      : titleIn(title, lang)
  const place = titlePlace(figures, lang)
  return place === undefined ? what : `${what} ${place}`
}

/** The title of a cube: that of its table, and its days. */
export function cubeTitle(figures: ResultTable, lang: Language): string {
  const { from, to } = figures
  const when = isUndated(figures) ? [] : [from === to ? from : worded('span', lang, { from, to })]
  return [titleOfTable(figures, lang), ...when].join(', ')
}

/** Where all figures are from: `in Germany`; undefined where the rows are of several places. */
export const titlePlace = (figures: ResultTable, lang: Language): string | undefined =>
  placeText(figures, sameWords(figures), lang)

/** The words of titles about whom the figures are: `women and girls only`. */
export const personTexts = (figures: ResultTable, lang: Language): string[] =>
  titleDetails(figures, lang)
    .filter(([name]) => ofPersons.includes(name))
    .map(([name, words]) => detailText(name, words, lang, figures.country_groups))

/** Dimensions with the words that all figures share, from a filter or the same on each row; without the place. */
export function titleDetails(figures: ResultTable, lang: Language): [string, readonly string[]][] {
  const { filters, dimensions } = figures
  const same = sameWords(figures)
  const isSaid = isInPlace(figures, same, lang)
  const own = Object.entries(same?.words ?? {}).filter(([, word]) => word !== 'not_split')
  return [
    ...own.map(([name, word]): [string, readonly string[]] => [name, [word]]),
    ...Object.entries(filters).filter(([name]) => !dimensions.includes(name))
  ].filter(([name]) => !unsaid.includes(name) && !(name === 'country_of_asylum' && isSaid))
}

/** The words that are the same on each row; undefined where there is no row. */
function sameWords({ rows, dimensions }: ResultTable) {
  const [first] = rows
  if (first === undefined) return undefined
  const names = dimensions.filter(name => rows.every(({ words }) => words[name] === first.words[name]))
  const words = Object.fromEntries(names.map(name => [name, first.words[name] ?? '']))
  return { words, numbers: {}, flags: {} }
}
