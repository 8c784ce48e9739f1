import { canvas, colourOf, numberAxis, type Shared, type VegaPart } from './canvas.ts'
import type { DrawnCell } from './cells.ts'
import type { Drawing } from './drawing.ts'
import { legendOf } from './legend.ts'
import { textWidth, wrap } from './text-width.ts'

type Layer = VegaPart & { encoding: VegaPart }

const line = 15
/** Of the width of the picture, at most, and pixels, at most. */
const label_share = 0.36
const widest_label = 250
const gap = 8

/** Width in pixels of the names of the bars, on the left. */
export const barGutter = (cells: readonly DrawnCell[], drawing: Drawing): number =>
  Math.max(
    ...cells.flatMap(({ place }) => linesOf(place, drawing).map(text => textWidth(text, canvas.text)))
  ) + gap

const linesOf = (place: string, { width }: Drawing): string[] =>
  wrap(place, Math.min(widest_label, Math.floor(width * label_share)), canvas.text)

/**
 * Bars in the order of `order`, each with its number as text; a missing number has its status as text, not a gap, and
 * zero a tick on the axis.
 */
export function barPanel(
  cells: readonly DrawnCell[],
  shared: Shared,
  {
    gutter,
    order,
    colours
  }: { gutter: number; order: readonly string[]; colours: readonly string[] | undefined },
  hasLegend: boolean
): VegaPart {
  const { drawing } = shared
  const drawn = new Set(cells.map(({ place }) => place))
  const places = order.filter(place => drawn.has(place))
  const labels = places.map(place => ({ place, lines: linesOf(place, drawing) }))
  const lines = Math.max(...labels.map(label => label.lines.length))
  // Each bar has a colour of its own where that says what it means, and no series has one.
  const own =
    shared.series.length > 0 || colours === undefined
      ? null
      : { field: 'place', type: 'nominal', scale: { domain: order, range: colours }, legend: null }
  const bars = Math.max(1, shared.series.length)
  const width = Math.floor(drawing.width - gutter)
  return {
    width,
    height: places.length * Math.max(bars * 18 + 8, lines * line + 6, 26),
    data: { values: cells },
    encoding: {
      y: {
        field: 'place',
        type: 'nominal',
        title: null,
        sort: null,
        scale: { domain: places, paddingInner: 0.2, paddingOuter: 0.1 },
        axis: { labels: false, ticks: false, domain: true, grid: false, title: null }
      }
    },
    layer: [
      ...[
        ...barLayers(cells, shared, { domain: domainOf(shared, width), own, width }, hasLegend),
        ...textLayers(cells, drawing)
      ].map(layer => besideOneAnother(layer, shared)),
      ...(places.join('') === '' ? [] : [namesLayer(labels)])
    ]
  }
}

/** Bars of several series are grouped at their place, and never stacked. */
const besideOneAnother = ({ encoding, ...layer }: Layer, { series }: Shared): VegaPart => ({
  ...layer,
  encoding:
    series.length > 0 ? { ...encoding, yOffset: { field: 'series', scale: { domain: series } } } : encoding
})

/** The domain of the axis. Its end leaves room for the longest number text behind a bar. */
function domainOf({ largest, longest, drawing }: Shared, width: number): [number, number] {
  const share = Math.max(drawing.whole === null ? 0.3 : 0.05, (width - longest - 2 * gap) / width)
  return [0, largest > 0 ? largest / share : 1]
}

function barLayers(
  cells: readonly DrawnCell[],
  shared: Shared,
  { domain, own, width }: { domain: [number, number]; own: VegaPart | null; width: number },
  hasLegend: boolean
): Layer[] {
  const x = {
    field: 'value',
    type: 'quantitative',
    title: null,
    stack: null,
    scale: { domain, nice: false },
    // Numbers of the axis that would reach past the edge of a given width are left out.
    axis: { ...numberAxis(shared), ...(shared.drawing.whole === null ? {} : { labelBound: true }) }
  }
  const { theme } = shared.drawing
  const above = legendOf(shared.series, hasLegend, shared.drawing, width)
  const legend = above && { ...above, symbolType: 'square' }
  const color = own ?? colourOf(shared, legend)
  const hollow = { type: 'bar', fill: theme.background, filled: false, strokeWidth: 2, strokeDash: [4, 2] }
  return [
    {
      transform: [{ filter: 'datum.value !== null && !datum.partial' }],
      mark: { type: 'bar' },
      encoding: { x, color }
    },
    ...(cells.some(({ partial }) => partial)
      ? [
          {
            transform: [{ filter: 'datum.value !== null && datum.partial' }],
            mark: hollow,
            encoding: { x, color }
          }
        ]
      : []),
    ...(cells.some(({ value }) => value === 0)
      ? [
          {
            transform: [{ filter: 'datum.value === 0' }],
            mark: { type: 'tick', thickness: 3 },
            encoding: { x, color }
          }
        ]
      : []),
    ...(cells.some(({ high }) => high !== null)
      ? [
          {
            transform: [{ filter: 'datum.high !== null' }],
            mark: { type: 'rule', color: theme.ink, strokeWidth: 1.2 },
            encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } }
          }
        ]
      : [])
  ]
}

function textLayers(cells: readonly DrawnCell[], { theme }: Drawing): Layer[] {
  const text = { type: 'text', align: 'left', baseline: 'middle', dx: 5, fontSize: canvas.text, limit: 0 }
  return [
    {
      transform: [
        { filter: 'datum.value !== null' },
        { calculate: 'datum.high === null ? datum.value : max(datum.value, datum.high)', as: 'end' }
      ],
      mark: text,
      encoding: { x: { field: 'end', type: 'quantitative' }, text: { field: 'text' } }
    },
    ...(cells.some(({ missing }) => missing !== null)
      ? [
          {
            transform: [{ filter: 'datum.missing !== null' }],
            mark: { ...text, fontStyle: 'italic', color: theme.aside },
            encoding: { x: { datum: 0, type: 'quantitative' }, text: { field: 'missing' } }
          }
        ]
      : [])
  ]
}

/** The names of the bars as text marks: labels of an axis cannot have several lines that are centred vertically. */
const namesLayer = (labels: readonly { place: string; lines: string[] }[]): VegaPart => ({
  data: {
    values: labels.map(({ place, lines }) => ({
      place,
      name: lines.join('\n'),
      rise: ((1 - lines.length) * line) / 2
    }))
  },
  mark: {
    type: 'text',
    align: 'right',
    baseline: 'middle',
    lineBreak: '\n',
    lineHeight: line,
    fontSize: canvas.text,
    dy: { expr: 'datum.rise' },
    limit: 0
  },
  encoding: { x: { value: -gap }, text: { field: 'name' } }
})
