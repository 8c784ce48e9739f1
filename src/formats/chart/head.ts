import {
  dimensionLabel,
  measureLabel,
  rateDefinition,
  statusLabel,
  unitLabel,
  yearBasisLabel
} from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { Attribution, ResultRow, ResultTable } from '../../vocabulary/results/result-table.ts'
import { breakTexts } from '../wording/breaks.ts'
import { leftOutTexts } from '../wording/left-out.ts'
import { untoldText } from '../wording/missing.ts'
import { capitalised, detailText, listText, numberText, phrase, spanText } from '../wording/phrases.ts'
import { isOfTitle, measureTitle, titleDetails, titlePlace } from '../wording/title.ts'
import { isUndated, undatedTexts } from '../wording/when.ts'
import { byMeasure, type Design } from './design.ts'
import { everyPeriod } from './period-axis.ts'

/** The texts around a picture, each a paragraph. */
export interface PictureHead {
  title: string
  subtitle: string[]
  /** Below the picture: whose figures it shows, and who drew it. */
  source: string[]
  /** Below them: the caveats. */
  notes: string[]
  /** The warning that figures are synthetic, else null. */
  warning: string | null
}

/** Whose figures a picture shows, with the caveats, and that they are made up where they are. */
export const attributionTexts = (
  attribution: Attribution
): Pick<PictureHead, 'source' | 'notes' | 'warning'> => {
  const { lang } = attribution
  return {
    source: [
      phrase('source', lang, { citation: attribution.citation }),
      phrase('service', lang, { generated_by: attribution.generated_by })
    ],
    notes: attribution.caveats.map(({ plain }) => phrase('note', lang, { text: plain })),
    warning: attribution.synthetic ? phrase('made_up', lang) : null
  }
}

export function pictureHead(figures: ResultTable, design: Design, attribution: Attribution): PictureHead {
  const { lang } = attribution
  const written = (isInTitle: boolean) =>
    titleDetails(figures, lang)
      .filter(([name]) => isOfTitle(name) === isInTitle)
      .map(([name, words]) => detailText(name, words, lang, figures.country_groups))
  return {
    title: [
      capitalised(subjectText(figures, design, lang), lang),
      ...written(true),
      ...(isUndated(figures) ? [] : [spanText(figures, lang)])
    ].join(' · '),
    subtitle: [
      written(false)
        .map(text => capitalised(text, lang))
        .join(' · '),
      meaningOf(figures, lang),
      ...notesOf(figures, design, lang)
    ].filter(text => text !== ''),
    ...attributionTexts(attribution)
  }
}

/** The measures and dimensions that are shown: `decisions by year and outcome`. */
function subjectText(figures: ResultTable, design: Design, lang: Language): string {
  const { dimensions, measures } = figures
  const names = [...new Set(measures.map(({ name }) => measureTitle(name, figures, lang)))]
  const isOfDays = measures.some(({ name }) => name.startsWith('days_to_decision'))
  const what = dimensions.includes('from')
    ? phrase('pathways', lang)
    : isOfDays && names.length > 2
      ? phrase('days_to_decision', lang)
      : listText(names, lang)
  const by = [design.time, design.place, design.series, ...design.apart].filter(
    name => name !== null && name !== byMeasure && name !== 'from' && name !== 'to'
  )
  const place = titlePlace(figures, lang)
  const whatWhere = place === undefined ? what : `${what} ${place}`
  if (by.length === 0) return whatWhere
  return `${whatWhere} ${phrase('by', lang)} ${listText(
    by.map(name => dimensionLabel(String(name), lang)),
    lang
  )}`
}

function meaningOf(figures: ResultTable, lang: Language): string {
  const { unit, year_basis, date_basis, measures } = figures
  const rates = measures.flatMap(({ name }) => {
    const definition = rateDefinition(name, lang)
    return definition === undefined
      ? []
      : [`${capitalised(measureLabel(name, lang), lang)}${lang === 'fr' ? '\u00a0:' : ':'} ${definition}`]
  })
  const unit_text = unit === null ? [] : [phrase('unit', lang, { unit: unitLabel(unit, 2, lang) })]
  const dates = date_basis === null || isUndated(figures) ? [] : [phrase(`by_${date_basis}`, lang)]
  const years =
    year_basis === null || year_basis === 'calendar' ? dates : [...dates, yearBasisLabel(year_basis, lang)]
  return [...rates, [...unit_text, ...years.map(text => capitalised(text, lang))].join(' · ')]
    .filter(text => text !== '')
    .map(text => (text.endsWith('.') ? text : `${text}.`))
    .join(' ')
}

/** Notes on how to read the picture, only for what it contains. */
function notesOf(figures: ResultTable, design: Design, lang: Language): string[] {
  const { rows, measures, total, missing = [], breaks = [] } = figures
  const some = (test: (row: ResultRow, name: string) => boolean) =>
    rows.some(row => measures.some(({ name }) => test(row, name)))
  const statuses = ['rounded', 'provisional'].filter(status =>
    some(({ numbers, flags }, name) => numbers[name] != null && flags[name]?.includes(status) === true)
  )
  return [
    some(({ numbers, flags }, name) => numbers[name] != null && flags[name]?.includes('partial') === true)
      ? phrase('partial', lang)
      : '',
    missing.length > 0 ? phrase('untold', lang, { what: untoldText(missing, lang, { figures }) }) : '',
    some(({ flags }, name) => flags[name]?.includes('one_sided') === true) ? phrase('one_sided', lang) : '',
    some(({ numbers, flags }, name) => numbers[name] != null && flags[name]?.includes('left_out') === true)
      ? phrase('rates_leave_out', lang)
      : '',
    breaks.length > 0
      ? phrase(design.time === null ? 'breaks_in_bars' : 'breaks_in_lines', lang, {
          breaks: breakTexts(breaks, figures, lang).join('; ')
        })
      : '',
    hasGaps(figures, design) ? phrase(breaks.length > 0 ? 'gaps_elsewhere' : 'gaps', lang) : '',
    measures.some(({ rate }) => rate !== undefined && rows.some(({ numbers }) => numbers[rate.low] != null))
      ? phrase('intervals', lang)
      : '',
    design.time !== null && statuses.length > 0
      ? phrase('some', lang, {
          what: listText(
            statuses.map(status => statusLabel(status, lang)),
            lang
          )
        })
      : '',
    ...[...undatedTexts(figures, lang), ...leftOutTexts(figures, lang)].map(
      text => `${capitalised(text, lang)}.`
    ),
    total !== null && total > rows.length
      ? phrase('page', lang, { shown: numberText(rows.length, lang), total: numberText(total, lang) })
      : ''
  ].filter(text => text !== '')
}

/** Whether a line lacks a figure at a period that another line has, or between two of its own periods. */
function hasGaps({ rows, measures }: ResultTable, { time }: Design): boolean {
  if (time === null) return false
  const words = [...new Set(rows.map(row => row.words[time] ?? ''))]
  if (everyPeriod(words).length > words.length) return true
  const lines = new Set(rows.map(({ words: { [time]: _, ...rest } }) => JSON.stringify(rest)))
  return (
    rows.length < lines.size * words.length ||
    rows.some(({ numbers }) => measures.some(({ name }) => numbers[name] == null))
  )
}
