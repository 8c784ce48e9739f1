import { canvas, colourOf, numberAxis, type Shared, type VegaPart } from './canvas.ts'
import type { DrawnCell } from './cells.ts'
import { legendOf } from './legend.ts'
import { inks } from './palette.ts'
import { textWidth, wrap } from './text-width.ts'

type Layer = VegaPart & { encoding: VegaPart }

const line = 15
const widest_label = 250
const gap = 8

/** Width in pixels of the names of the bars, on the left. */
export const barGutter = (cells: readonly DrawnCell[]): number =>
  Math.max(...cells.flatMap(({ place }) => linesOf(place).map(text => textWidth(text, canvas.text)))) + gap

const linesOf = (place: string): string[] => wrap(place, widest_label, canvas.text)

/** Bars in the order of the rows, each with its number as text; a missing number has its status as text, not a gap. */
export function barPanel(
  cells: readonly DrawnCell[],
  shared: Shared,
  gutter: number,
  hasLegend: boolean
): VegaPart {
  const places = [...new Set(cells.map(({ place }) => place))]
  const labels = places.map(place => ({ place, lines: linesOf(place) }))
  const lines = Math.max(...labels.map(label => label.lines.length))
  const bars = Math.max(1, shared.series.length)
  const width = Math.floor(canvas.width - gutter)
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
      ...[...barLayers(cells, shared, domainOf(shared, width), hasLegend), ...textLayers(cells)].map(layer =>
        besideOneAnother(layer, shared)
      ),
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
function domainOf({ largest, longest }: Shared, width: number): [number, number] {
  const share = Math.max(0.3, (width - longest - 2 * gap) / width)
  return [0, largest > 0 ? largest / share : 1]
}

function barLayers(
  cells: readonly DrawnCell[],
  shared: Shared,
  domain: [number, number],
  hasLegend: boolean
): Layer[] {
  const x = {
    field: 'value',
    type: 'quantitative',
    title: null,
    stack: null,
    scale: { domain, nice: false },
    axis: numberAxis(shared)
  }
  const above = legendOf(shared.series, hasLegend)
  const legend = above && { ...above, symbolType: 'square' }
  const color = colourOf(shared, legend)
  const hollow = { type: 'bar', fill: 'white', filled: false, strokeWidth: 2, strokeDash: [4, 2] }
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
    ...(cells.some(({ high }) => high !== null)
      ? [
          {
            transform: [{ filter: 'datum.high !== null' }],
            mark: { type: 'rule', color: '#000000', strokeWidth: 1.2 },
            encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } }
          }
        ]
      : [])
  ]
}

function textLayers(cells: readonly DrawnCell[]): Layer[] {
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
            mark: { ...text, fontStyle: 'italic', color: inks.aside },
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
