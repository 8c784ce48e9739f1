import { numberText } from '../wording/phrases.ts'
import { breakMarks } from './break-marks.ts'
import { canvas, colourOf, numberAxis, type Shared, type VegaPart } from './canvas.ts'
import type { DrawnCell } from './cells.ts'
import { legendOf } from './legend.ts'
import { shapes } from './palette.ts'
import { labelledPlaces } from './period-axis.ts'
import { textWidth, wrap } from './text-width.ts'

interface Along {
  /** Every period from the first to the last, in the words of the API, and their labels. */
  words: readonly string[]
  labels: ReadonlyMap<string, string>
  title: string | null
}

/** Width in pixels of the numbers of the axis, on the left. */
export const lineGutter = ({ kind, largest, lang }: Shared): number =>
  textWidth(kind === 'share' ? '100 %' : numberText(Math.ceil(largest), lang), canvas.small) + 12

/** Lines over time with a point for each period. They stop at a missing figure instead of falling to zero, and
 * at a break in the series. */
export function linePanel(
  cells: readonly DrawnCell[],
  shared: Shared,
  { words, labels, title }: Along,
  size: { width: number; height: number },
  hasLegend: boolean
): VegaPart {
  const legend = legendOf(shared.series, hasLegend, shared.drawing, size.width)
  const { theme } = shared.drawing
  const places = words.map(word => labels.get(word) ?? word)
  const widest = Math.max(...places.map(place => textWidth(place, canvas.small)))
  const shown = labelledPlaces(words, widest, size.width).map(word => labels.get(word) ?? word)
  const x = {
    field: 'place',
    type: 'ordinal',
    title: title === null ? null : wrap(title, size.width, canvas.small),
    sort: null,
    scale: { type: 'point', domain: places, padding: 0.5 },
    axis: { values: shown, labelAngle: 0, labelLimit: 0, titleLimit: 0, grid: false }
  }
  return {
    ...size,
    data: { values: cells },
    encoding: { x },
    layer: [
      ...breakMarks(
        [...new Set(cells.filter(isBreak).map(({ place }) => place))],
        { x, xOffset: -size.width / places.length / 2, height: size.height },
        { lang: shared.lang, theme }
      ),
      ...intervalLayers(cells, shared, legend),
      ...pathLayers(cells, shared, legend, places),
      ...missingLayers(cells, shared, size.height),
      // Drawn over the texts of missing figures, which can overlap with a point of another line.
      ...pointLayers(cells, shared, legend, places.length > 60)
    ]
  }
}

const yOf = (shared: Shared): VegaPart => ({
  field: 'value',
  type: 'quantitative',
  title: null,
  scale: { domain: [0, shared.largest > 0 ? shared.largest : 1], nice: true },
  axis: numberAxis(shared)
})

function intervalLayers(cells: readonly DrawnCell[], shared: Shared, legend: VegaPart | null): VegaPart[] {
  if (!cells.some(({ low }) => low !== null)) return []
  const { axis, scale, type } = yOf(shared)
  return [
    {
      transform: [{ filter: 'datum.low !== null' }],
      mark: { type: 'rule', strokeWidth: 1.2, strokeOpacity: 0.6 },
      encoding: {
        y: { field: 'low', type, scale, axis, title: null },
        y2: { field: 'high' },
        color: colourOf(shared, legend)
      }
    }
  ]
}

/** Segments between figures of consecutive periods, dashed where one of the two is partial. */
function pathLayers(
  cells: readonly DrawnCell[],
  shared: Shared,
  legend: VegaPart | null,
  places: readonly string[]
): VegaPart[] {
  const place = new Map(places.map((name, i) => [name, i]))
  const withValue = cells
    .filter(({ value }) => value !== null)
    .toSorted((a, b) => (place.get(a.place) ?? 0) - (place.get(b.place) ?? 0))
  const layers = [false, true].flatMap(isDashed => {
    const pairs = [...new Set(withValue.map(({ series }) => series))].flatMap(series => {
      const line = withValue.filter(cell => cell.series === series)
      return line.slice(1).flatMap((to, i) => {
        const from = line[i] as DrawnCell
        const follows = (place.get(to.place) ?? 0) - (place.get(from.place) ?? 0) === 1
        return follows && !isBreak(to) && (from.partial || to.partial) === isDashed
          ? [[from, to] as const]
          : []
      })
    })
    return pairs.length === 0 ? [] : [stretchesLayer(pairs, shared, legend, isDashed)]
  })
  return layers
}

/** Whether a figure is not of the same kind as the one before it: no line is drawn to it. */
const isBreak = ({ flags, value }: DrawnCell): boolean => value !== null && flags.includes('break')

const stretchesLayer = (
  pairs: readonly (readonly [DrawnCell, DrawnCell])[],
  shared: Shared,
  legend: VegaPart | null,
  isDashed: boolean
): VegaPart => ({
  data: {
    values: pairs.flatMap((ends, stretch) =>
      ends.map(({ place, series, value }) => ({ place, series, value, stretch }))
    )
  },
  mark: { type: 'line', strokeWidth: 2, ...(isDashed ? { strokeDash: [4, 3] } : {}) },
  encoding: { y: yOf(shared), color: colourOf(shared, legend), detail: { field: 'stretch', type: 'nominal' } }
})

function pointLayers(
  cells: readonly DrawnCell[],
  shared: Shared,
  legend: VegaPart | null,
  isDense: boolean
): VegaPart[] {
  const { series, drawing } = shared
  const shape = series.length === 0 ? {} : { shape: shapeOf(shared, legend) }
  const encoding = { y: yOf(shared), color: colourOf(shared, legend), ...shape }
  const size = isDense ? 16 : 55
  return [
    {
      transform: [{ filter: 'datum.value !== null && !datum.partial' }],
      mark: { type: 'point', filled: true, opacity: 1, size },
      encoding
    },
    ...(cells.some(({ partial }) => partial)
      ? [
          {
            transform: [{ filter: 'datum.value !== null && datum.partial' }],
            mark: {
              type: 'point',
              filled: false,
              fill: drawing.theme.background,
              opacity: 1,
              strokeWidth: 2,
              size
            },
            encoding
          }
        ]
      : [])
  ]
}

const shapeOf = ({ series, series_title }: Shared, legend: VegaPart | null): VegaPart => ({
  field: 'series',
  type: 'nominal',
  title: series_title,
  scale: { domain: series, range: shapes.slice(0, series.length) },
  legend
})

/** Why a figure is missing, as vertical text above its period; with the names of the lines where there are several. */
function missingLayers(
  cells: readonly DrawnCell[],
  { series, largest, drawing: { theme } }: Shared,
  height: number
): VegaPart[] {
  const missing = cells.filter(cell => cell.missing !== null)
  if (missing.length === 0) return []
  const values = [...new Set(missing.map(({ place }) => place))].map(place => {
    const here = missing.filter(cell => cell.place === place)
    return { place, reasons: series.length > 1 ? shortly(here, height) : reasonsOf(here).join('; ') }
  })
  // The words begin at the axis, or end at the top where another line has only low points there.
  const isAtTop = (place: string): boolean => {
    const drawn = cells.flatMap(cell => (cell.place === place && cell.value !== null ? [cell.value] : []))
    return drawn.length > 0 && Math.max(...drawn) < largest / 3
  }
  return [true, false].flatMap(atTop => {
    const here = values.filter(({ place }) => isAtTop(place) === atTop)
    if (here.length === 0) return []
    const align = atTop ? 'right' : 'left'
    const text = { type: 'text', angle: 270, align, baseline: 'middle', fontStyle: 'italic', limit: 0 }
    const encoding = { y: { value: atTop ? 2 : height - 6 }, text: { field: 'reasons' } }
    // An outline in the colour of the background around the letters, because a line can pass behind them.
    const halo = { ...text, fontSize: canvas.small, stroke: theme.background, strokeWidth: 4, aria: false }
    return [
      { data: { values: here }, mark: halo, encoding },
      { data: { values: here }, mark: { ...text, fontSize: canvas.small, color: theme.aside }, encoding }
    ]
  })
}

const reasonsOf = (cells: readonly DrawnCell[]): string[] => [
  ...new Set(cells.map(({ missing }) => String(missing)))
]

/** The reasons with the names of their lines, or without the names where the text would be too long. */
function shortly(cells: readonly DrawnCell[], height: number): string {
  const reasons = reasonsOf(cells)
  const whole = reasons
    .map(reason => {
      const whose = cells.filter(({ missing }) => missing === reason).map(({ series }) => series)
      return `${reason}: ${whose.join(', ')}`
    })
    .join('; ')
  return textWidth(whole, canvas.small) < height / 2 ? whole : reasons.join('; ')
}
