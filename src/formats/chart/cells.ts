import { type GroupNames, labelOf, measureLabel, statusLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import type { ResultColumn, ResultRow } from '../../vocabulary/results/result-table.ts'
import { capitalised, numberText, percentText, periodLabel, phrase } from '../wording/phrases.ts'
import { byMeasure, type Design, type Panel } from './design.ts'

/** One cell of a picture with its labels; `words` and `flags` are those of its row, in the words of the API. */
export interface DrawnCell {
  place: string
  series: string
  value: number | null
  low: number | null
  high: number | null
  /** The formatted number beside its bar. */
  text: string
  /** The text in place of a missing number; null where there is a number. */
  missing: string | null
  partial: boolean
  words: Readonly<Record<string, string>>
  measure: string
  flags: readonly string[]
}

const periods: readonly string[] = periodDimensions

/** The labels of a dimension's words. Words with the same label have their code added. */
export function labelsIn(
  dimension: string | null,
  words: readonly string[],
  lang: Language,
  groups?: GroupNames
): Map<string, string> {
  if (dimension === null) return new Map([['', '']])
  const labels = words.map(word => wordLabel(dimension, word, lang, groups))
  return new Map(
    words.map((word, i) => {
      const label = labels[i] ?? word
      return [word, labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} (${word})`]
    })
  )
}

function wordLabel(dimension: string, word: string, lang: Language, groups?: GroupNames): string {
  if (dimension === byMeasure) return capitalised(measureLabel(word, lang), lang)
  if (periods.includes(dimension)) return periodLabel(word, lang)
  const label = labelOf(dimension, word, lang, groups)
  return dimension === 'to' ? `→ ${label}` : label
}

/** The word of a row in a dimension; the measure's name for `byMeasure`. */
const wordOf = (dimension: string | null, row: ResultRow, measure: string): string =>
  dimension === null ? '' : dimension === byMeasure ? measure : (row.words[dimension] ?? '')

/** All words that a dimension has in these panels, in the order of the rows. */
export const wordsInPanels = (dimension: string | null, panels: readonly Panel[]): string[] => [
  ...new Set(
    panels.flatMap(({ rows, measures }) =>
      rows.flatMap(row => measures.map(({ name }) => wordOf(dimension, row, name)))
    )
  )
]

/** The cells of a panel: one for each row and measure. */
export function drawnCells(
  panel: Panel,
  design: Design,
  panels: readonly Panel[],
  lang: Language
): DrawnCell[] {
  const along = design.time ?? design.place
  const places = labelsIn(along, wordsInPanels(along, panels), lang, design.groups)
  const series = labelsIn(design.series, wordsInPanels(design.series, panels), lang, design.groups)
  return panel.rows.flatMap(row =>
    panel.measures.map(measure => ({
      ...numberOf(row, measure, lang),
      place: places.get(wordOf(along, row, measure.name)) ?? '',
      series: series.get(wordOf(design.series, row, measure.name)) ?? '',
      words: row.words,
      measure: measure.name
    }))
  )
}

function numberOf(
  row: ResultRow,
  { name, kind, rate }: ResultColumn,
  lang: Language
): Pick<DrawnCell, 'value' | 'low' | 'high' | 'text' | 'missing' | 'partial' | 'flags'> {
  const flags = row.flags[name] ?? []
  const value = row.numbers[name] ?? null
  const n = rate ? (row.numbers[rate.n] ?? null) : null
  const size = n === null ? '' : ` (${phrase('n', lang, { n: numberText(n, lang) })})`
  const statuses = flags.map(flag => statusLabel(flag, lang)).join(', ')
  if (value === null) {
    const missing = `${statuses || statusLabel('not_reported', lang)}${size}`
    return { value, low: null, high: null, text: '', missing, partial: flags.includes('partial'), flags }
  }
  return {
    value,
    low: rate ? (row.numbers[rate.low] ?? null) : null,
    high: rate ? (row.numbers[rate.high] ?? null) : null,
    text: `${kind === 'share' ? percentText(value, lang) : numberText(value, lang)}${size}${statuses && ` (${statuses})`}`,
    missing: null,
    partial: flags.includes('partial'),
    flags
  }
}
