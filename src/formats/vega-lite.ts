import { dimensionLabel, labelOf, measureLabel, yearBasisLabel } from '../vocabulary/labels/labels.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import { barGutter, barPanel } from './chart/bar-panel.ts'
import { canvas, type Shared, type VegaPart } from './chart/canvas.ts'
import { drawnCells, labelsIn, wordsInPanels } from './chart/cells.ts'
import { byMeasure, type Design, designOf, type Panel } from './chart/design.ts'
import { emptyPanel, framed } from './chart/frame.ts'
import { pictureHead } from './chart/head.ts'
import { lineGutter, linePanel } from './chart/line-panel.ts'
import { everyPeriod } from './chart/period-axis.ts'
import { textWidth, wrap } from './chart/text-width.ts'
import type { ResultFormat } from './format.ts'
import { withShownMeasures } from './shown-measures.ts'
import { capitalised } from './wording/phrases.ts'

/**
 * A result as a complete Vega-Lite specification (version 6) with its data: lines over time, else bars in the order of
 * the rows. Figures that are never added are in separate panels; a missing number is a text; the source is part of the
 * picture. Throws Problem where it would be unreadable, with what would work.
 */
export function vegaLite(figures: ResultTable, attribution: Attribution): VegaPart {
  const design = designOf(figures)
  const head = pictureHead(figures, design, attribution)
  const panels =
    figures.rows.length === 0 ? [emptyPanel(attribution.lang)] : panelsOf(figures, design, attribution.lang)
  const body =
    design.columns === 1
      ? { vconcat: panels, spacing: 18 }
      : { concat: panels, columns: design.columns, spacing: 18 }
  return framed(body, head, attribution)
}

function panelsOf(figures: ResultTable, design: Design, lang: Language): VegaPart[] {
  const { panels } = design
  return panels.map(panel => {
    const group = panels.filter(each => each.group === panel.group)
    const { gutter, part } = panelOf(figures, design, panel, group, lang)
    const title = panelTitle(design, panel, lang)
    return title === '' || panels.length === 1 ? part : { title: headingOf(title, design, gutter), ...part }
  })
}

function panelOf(
  { year_basis }: ResultTable,
  design: Design,
  panel: Panel,
  group: readonly Panel[],
  lang: Language
): { gutter: number; part: VegaPart } {
  const cells = drawnCells(panel, design, group, lang)
  const all = group.flatMap(each => drawnCells(each, design, group, lang))
  const words = wordsInPanels(design.series, group)
  const shared: Shared = {
    lang,
    kind: panel.measures[0]?.kind ?? 'count',
    largest: Math.max(...all.flatMap(({ value, high }) => [value ?? 0, high ?? 0])),
    longest: Math.max(...all.map(({ text }) => textWidth(text, canvas.text))),
    series:
      design.series === null || (design.series === byMeasure && words.length === 1)
        ? []
        : [...labelsIn(design.series, words, lang, design.groups).values()],
    series_title: design.series === null ? null : seriesTitle(design.series, lang)
  }
  const isFirst = group[0] === panel
  const { time } = design
  if (time === null) {
    const gutter = barGutter(design.panels.flatMap(each => drawnCells(each, design, design.panels, lang)))
    return { gutter, part: barPanel(cells, shared, gutter, isFirst) }
  }
  const periods = everyPeriod(wordsInPanels(time, design.panels))
  const isFiscal = year_basis !== null && year_basis !== 'calendar'
  const along = {
    words: periods,
    labels: labelsIn(time, periods, lang),
    title: isFiscal && lang !== 'en' ? capitalised(yearBasisLabel(year_basis, lang), lang) : null
  }
  const gutter = lineGutter(shared)
  const size = {
    width: Math.floor(canvas.width / design.columns - gutter - (design.columns - 1) * 10),
    height: design.columns > 1 ? 130 : design.panels.length > 1 ? 190 : 300
  }
  return { gutter, part: linePanel(cells, shared, along, size, isFirst) }
}

const seriesTitle = (name: string, lang: Language): string | null =>
  name === byMeasure ? null : capitalised(dimensionLabel(name, lang), lang)

/** The title of a panel: the words by which it is split, and its measure where panels have different measures. */
function panelTitle({ panels, apart, groups }: Design, { words, measures }: Panel, lang: Language): string {
  const splitWords = apart
    .filter(name => words[name] !== 'not_split' || apart.length === 1)
    .map(name => labelOf(name, words[name] ?? '', lang, groups))
  const isOneOfSeveral = panels.some(({ group }) => group > 0)
  const what = isOneOfSeveral ? measures.map(({ name }) => capitalised(measureLabel(name, lang), lang)) : []
  return [...splitWords, what.length === 1 ? what[0] : ''].filter(text => text !== '').join(' · ')
}

const headingOf = (text: string, { columns }: Design, gutter: number): VegaPart => ({
  text: wrap(text, canvas.width / columns - 20, canvas.text, true),
  anchor: 'start',
  frame: 'group',
  dx: -gutter,
  fontSize: canvas.text,
  lineHeight: canvas.text + 3,
  limit: 0,
  offset: 6
})

export const vegaLiteFormat: ResultFormat = {
  id: 'vega-lite',
  type: 'application/vnd.vegalite.v6+json',
  accepts: ['application/vnd.vegalite.v6+json', 'application/vnd.vegalite+json'],
  ending: 'vega-lite.json',
  is_shown: true,
  is_paged: false,
  is_binary: false,
  options: [],
  is_costly: true,
  writes: 'result',
  makeup_of: 'whole',
  largest: 1000,
  write: (result, attribution) => JSON.stringify(vegaLite(withShownMeasures(result), attribution))
}
