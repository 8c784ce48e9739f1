import { statusLabel } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { OpenGap, TimelineBlock } from '../../vocabulary/results/return-timeline.ts'
import { numberText, periodLabel } from '../wording/phrases.ts'
import { returnPhrase } from '../wording/returns/returns.ts'
import { breakMarks } from './break-marks.ts'
import { canvas, numberAxis, type VegaPart } from './canvas.ts'
import type { Drawing } from './drawing.ts'
import { laterLayers, laterWidth } from './later.ts'
import type { Theme } from './palette.ts'
import { everyPeriod, labelledPlaces } from './period-axis.ts'
import { textWidth } from './text-width.ts'

const height = 110

/** How a timeline is asked for. */
export interface AskedTimeline {
  lang: Language
  drawing: Drawing
  /** The last day that is asked for; empty where nobody named one. */
  asked_to: string
}

/**
 * Returns of one source and type by period, as bars, over bands for the times without one. Zero is a tick on the axis.
 * Stripes follow where the question goes on after the end of the table.
 */
export function timelinePanel(
  block: TimelineBlock,
  gutter: number,
  { lang, drawing, asked_to }: AskedTimeline
): VegaPart {
  const { theme } = drawing
  const { series_by_period, gaps, open_gap } = block
  const words = everyPeriod(series_by_period.map(({ period }) => period))
  const whole = drawing.width - gutter
  const later = asked_to === '' || asked_to > block.coverage.to ? laterWidth : 0
  const width = whole - later
  const widest = Math.max(...words.map(word => textWidth(periodLabel(word, lang), canvas.small)))
  const shown = labelledPlaces(words, widest, width)
  const labels = Object.fromEntries(shown.map(word => [word, periodLabel(word, lang)]))
  const all = [...gaps, ...(open_gap ? [open_gap] : [])]
  const x = {
    field: 'period',
    type: 'ordinal',
    title: null,
    sort: null,
    scale: { type: 'band', domain: words, padding: 0, range: [0, width] },
    axis: {
      values: shown,
      labelExpr: `${JSON.stringify(labels)}[datum.value]`,
      ...{ labelAngle: 0, labelLimit: 0, labelPadding: 7, grid: false, ticks: false }
    }
  }
  return {
    width: whole,
    height,
    encoding: { x },
    layer: [
      bandLayer(all, words, theme),
      barLayer(block, drawing),
      ...zeroLayers(block, theme),
      ...unknownLayers(block, width / words.length, { lang, theme }),
      ...(later > 0 ? laterLayers({ from: width, to: whole, height }, lang, theme) : []),
      ...breakMarks(
        series_by_period.flatMap(({ period, flags }) => (flags.includes('break') ? [period] : [])),
        { x: { field: 'place', type: 'ordinal', bandPosition: 0 }, xOffset: 0, height },
        { lang, theme }
      ),
      ...bandLabels(all, words, width / words.length, lang)
    ]
  }
}

/** Width in pixels of the numbers of the axis. */
export const timelineGutter = (blocks: readonly TimelineBlock[], lang: Language): number =>
  Math.max(...blocks.map(block => textWidth(numberText(largestOf(block), lang), canvas.small))) + 12

const largestOf = ({ series_by_period }: TimelineBlock): number =>
  Math.max(1, ...series_by_period.map(({ value }) => value ?? 0))

function bandLayer(gaps: readonly OpenGap[], words: readonly string[], { bands }: Theme): VegaPart {
  const values = gaps.flatMap(({ from, to, is_pause }) =>
    words
      .slice(words.indexOf(from), words.indexOf(to) + 1)
      .map(period => ({ period, colour: is_pause ? bands.pause : bands.gap }))
  )
  return {
    data: { values },
    mark: { type: 'rect' },
    encoding: {
      y: { value: 0 },
      y2: { value: height },
      color: { field: 'colour', type: 'nominal', scale: null }
    }
  }
}

function barLayer(block: TimelineBlock, drawing: Drawing): VegaPart {
  const { background, palette } = drawing.theme
  const values = block.series_by_period.map(({ period, value, flags }) => ({
    period,
    value,
    opacity: flags.includes('provisional') && !flags.includes('partial') ? 0.4 : 1,
    fill: flags.includes('partial') ? background : palette[0]
  }))
  const axis = numberAxis({ kind: 'count', lang: 'en', drawing })
  return {
    data: { values },
    transform: [{ filter: 'datum.value > 0' }],
    mark: { type: 'bar', stroke: palette[0], strokeWidth: 0.6 },
    encoding: {
      y: {
        field: 'value',
        type: 'quantitative',
        title: null,
        scale: { domain: [0, largestOf(block)], nice: true },
        axis: { ...axis, tickCount: 3 }
      },
      fill: { field: 'fill', type: 'nominal', scale: null },
      fillOpacity: { field: 'opacity', type: 'quantitative', scale: null }
    }
  }
}

/** A period in which the table has none. */
function zeroLayers({ series_by_period }: TimelineBlock, { aside }: Theme): VegaPart[] {
  const values = series_by_period.filter(({ value }) => value === 0).map(({ period }) => ({ period }))
  if (values.length === 0) return []
  return [
    {
      data: { values },
      mark: { type: 'rect', color: aside },
      encoding: { y: { value: height - 2 }, y2: { value: height } }
    }
  ]
}

/**
 * A period without a number is no period without a return: a word where it is withheld, else a question mark. A word
 * that has no room beside the one before it is left out; the notes say what it says.
 */
function unknownLayers(
  { series_by_period }: TimelineBlock,
  step: number,
  { lang, theme }: { lang: Language; theme: Theme }
): VegaPart[] {
  const unknown = series_by_period.flatMap(({ period, value, flags }, i) =>
    value === null ? [{ period, i, is_withheld: flags.includes('suppressed') }] : []
  )
  let last = Number.NEGATIVE_INFINITY
  const words = unknown.flatMap(({ period, i, is_withheld }) => {
    if (!is_withheld || (i - last) * step < canvas.small + 2) return []
    last = i
    return [{ period, text: statusLabel('suppressed', lang) }]
  })
  const marks = unknown.flatMap(({ period, is_withheld }) => (is_withheld ? [] : [{ period }]))
  const text = { type: 'text', fontSize: canvas.small, color: theme.aside, limit: 0 }
  return [
    ...(words.length > 0
      ? [
          {
            data: { values: words },
            mark: { ...text, angle: 270, align: 'left', baseline: 'middle', fontStyle: 'italic' },
            encoding: { y: { value: height - 5 }, text: { field: 'text' } }
          }
        ]
      : []),
    ...(marks.length > 0
      ? [
          {
            data: { values: marks },
            mark: { ...text, text: '?', baseline: 'bottom' },
            encoding: { y: { value: height } }
          }
        ]
      : [])
  ]
}

/** How long a gap is, in it, where there is room. */
function bandLabels(
  gaps: readonly OpenGap[],
  words: readonly string[],
  step: number,
  lang: Language
): VegaPart[] {
  const values = gaps.flatMap(({ from, periods, months }) => {
    const text = returnPhrase('band', lang, { months: numberText(months, lang) })
    const middle = words[words.indexOf(from) + Math.floor(periods / 2)]
    return textWidth(text, canvas.small) + 6 < periods * step ? [{ period: middle, text }] : []
  })
  if (values.length === 0) return []
  return [
    {
      data: { values },
      mark: { type: 'text', fontSize: canvas.small, baseline: 'top', limit: 0 },
      encoding: { y: { value: 6 }, text: { field: 'text' } }
    }
  ]
}
