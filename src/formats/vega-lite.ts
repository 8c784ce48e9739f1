import { dimensionLabel, labelOf, measureLabel, yearBasisLabel } from '../vocabulary/labels/labels.ts'
import type { Language } from '../vocabulary/labels/language.ts'
import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import { barGutter, barPanel } from './chart/bar-panel.ts'
import { canvas, type Shared, type VegaPart } from './chart/canvas.ts'
import { drawnCells, labelsIn, wordsInPanels } from './chart/cells.ts'
import { coloursOf, coloursOfBars } from './chart/colours.ts'
import { byMeasure, type Design, designOf, type Panel } from './chart/design.ts'
import { type Drawing, drawingOf, type PictureOptions, panelHeight } from './chart/drawing.ts'
import { emptyPanel, framed } from './chart/frame.ts'
import { pictureHead } from './chart/head.ts'
import { lineGutter, linePanel } from './chart/line-panel.ts'
import { inDrawingOrder } from './chart/order.ts'
import { everyPeriod } from './chart/period-axis.ts'
import { textWidth, wrap } from './chart/text-width.ts'
import type { ResultFormat } from './format.ts'
import { capitalised } from './wording/phrases.ts'
import { withShownMeasures } from './wording/shown-measures.ts'

/**
 * A result as a complete Vega-Lite specification (version 6) with its data: lines over time, else bars in the drawing
 * order of their dimension, or in the order of the rows where the query sorts them. Figures that are never added are in separate panels; a missing number is a text; the source is part of the
 * picture. Throws Problem where it would be unreadable, with what would work.
 */
export function vegaLite(
  figures: ResultTable,
  attribution: Attribution,
  options: PictureOptions = {}
): VegaPart {
  const drawing = drawingOf(options)
  const design = designOf(figures)
  const head = pictureHead(figures, design, attribution)
  const columns = columnsOf(design, drawing)
  const drawn: Drawn = {
    ...{ figures, design, drawing, columns },
    lang: attribution.lang,
    is_sorted: isSorted(figures, attribution)
  }
  const panels = figures.rows.length === 0 ? [emptyPanel(attribution.lang, drawing)] : panelsOf(drawn)
  const body = columns === 1 ? { vconcat: panels, spacing: 18 } : { concat: panels, columns, spacing: 18 }
  return framed(body, head, attribution, drawing)
}

/** What is drawn, and how. */
interface Drawn {
  figures: ResultTable
  design: Design
  drawing: Drawing
  columns: number
  lang: Language
  /** Whether the query sorts the rows by more than the words of their dimensions. */
  is_sorted: boolean
}

/** Whether rows are sorted by a number, or the other way round: a query without `sort` is read as the dimensions. */
const isSorted = ({ dimensions }: ResultTable, { query: { sort } }: Attribution): boolean =>
  Array.isArray(sort) && sort.some(name => !dimensions.includes(String(name)))

const columnsOf = ({ has_small_panels }: Design, { is_narrow, is_card }: Drawing): number =>
  !has_small_panels ? 1 : is_narrow ? 2 : is_card ? 4 : 3

function panelsOf(drawn: Drawn): VegaPart[] {
  const { design, lang } = drawn
  const { panels } = design
  return panels.map(panel => {
    const group = panels.filter(each => each.group === panel.group)
    const { gutter, part } = panelOf(drawn, panel, group)
    const title = panelTitle(design, panel, lang)
    return title === '' || panels.length === 1 ? part : { title: headingOf(title, drawn, gutter), ...part }
  })
}

function panelOf(
  { figures: { year_basis }, design, drawing, columns, lang, is_sorted }: Drawn,
  panel: Panel,
  group: readonly Panel[]
): { gutter: number; part: VegaPart } {
  const cells = drawnCells(panel, design, group, lang)
  const all = group.flatMap(each => drawnCells(each, design, group, lang))
  const words = inDrawingOrder(design.series, wordsInPanels(design.series, group))
  const shared: Shared = {
    drawing,
    lang,
    kind: panel.measures[0]?.kind ?? 'count',
    largest: Math.max(...all.flatMap(({ value, high }) => [value ?? 0, high ?? 0])),
    longest: Math.max(...all.map(({ text }) => textWidth(text, canvas.text))),
    series:
      design.series === null || (design.series === byMeasure && words.length === 1)
        ? []
        : [...labelsIn(design.series, words, lang, design.groups).values()],
    colours: coloursOf(design.series, words, drawing.theme),
    series_title: design.series === null || !drawing.has_head ? null : seriesTitle(design.series, lang)
  }
  const isFirst = group[0] === panel
  const { time } = design
  if (time === null) {
    const everyCell = design.panels.flatMap(each => drawnCells(each, design, design.panels, lang))
    const gutter = barGutter(everyCell, drawing)
    const places = wordsInPanels(design.place, group)
    const labels = labelsIn(design.place, places, lang, design.groups)
    const ordered = is_sorted ? places : inDrawingOrder(design.place, places)
    const order = ordered.map(word => labels.get(word) ?? '')
    const colours = coloursOfBars(design.place, ordered, drawing.theme)
    return { gutter, part: barPanel(cells, shared, { gutter, order, colours }, isFirst) }
  }
  const periods = everyPeriod(wordsInPanels(time, design.panels))
  const isFiscal = year_basis !== null && year_basis !== 'calendar'
  const along = {
    words: periods,
    labels: labelsIn(time, periods, lang),
    title: isFiscal && lang !== 'en' ? capitalised(yearBasisLabel(year_basis, lang), lang) : null
  }
  const gutter = lineGutter(shared)
  // Half of the last period's label stands beside the panel.
  const edge = drawing.is_narrow ? 10 : 0
  const size = {
    width: Math.floor(drawing.width / columns - gutter - (columns - 1) * 10 - edge),
    height: panelHeight(drawing, design.panels.length, columns)
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

const headingOf = (text: string, { columns, drawing }: Drawn, gutter: number): VegaPart => ({
  text: wrap(text, drawing.width / columns - 20, canvas.text, true),
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
  options: ['width', 'theme', 'head'],
  is_costly: true,
  writes: 'result',
  makeup_of: 'whole',
  largest: 1000,
  write: (result, attribution, options) =>
    JSON.stringify(vegaLite(withShownMeasures(result), attribution, options))
}
