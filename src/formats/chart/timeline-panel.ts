import type { Language } from '../../vocabulary/labels/language.ts'
import type { OpenGap, TimelineBlock } from '../../vocabulary/results/return-timeline.ts'
import { numberText, periodLabel } from '../wording/phrases.ts'
import { returnPhrase } from '../wording/returns/returns.ts'
import { breakMarks } from './break-marks.ts'
import { canvas, numberAxis, type VegaPart } from './canvas.ts'
import { bands, palette } from './palette.ts'
import { everyPeriod, labelledPlaces } from './period-axis.ts'
import { textWidth } from './text-width.ts'

const height = 110

/** Returns of one source and type by period, as bars, over bands for the times without one. */
export function timelinePanel(block: TimelineBlock, gutter: number, lang: Language): VegaPart {
  const { series_by_period, gaps, open_gap } = block
  const words = everyPeriod(series_by_period.map(({ period }) => period))
  const width = canvas.width - gutter
  const widest = Math.max(...words.map(word => textWidth(periodLabel(word, lang), canvas.small)))
  const shown = labelledPlaces(words, widest, width)
  const labels = Object.fromEntries(shown.map(word => [word, periodLabel(word, lang)]))
  const all = [...gaps, ...(open_gap ? [open_gap] : [])]
  const x = {
    field: 'period',
    type: 'ordinal',
    title: null,
    sort: null,
    scale: { type: 'band', domain: words, padding: 0 },
    axis: {
      values: shown,
      labelExpr: `${JSON.stringify(labels)}[datum.value]`,
      ...{ labelAngle: 0, labelLimit: 0, labelPadding: 7, grid: false, ticks: false }
    }
  }
  return {
    width,
    height,
    encoding: { x },
    layer: [
      bandLayer(all, words),
      barLayer(block),
      ...unknownLayers(block),
      ...breakMarks(
        series_by_period.flatMap(({ period, flags }) => (flags.includes('break') ? [period] : [])),
        { x: { field: 'place', type: 'ordinal', bandPosition: 0 }, xOffset: 0, height },
        lang
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

function bandLayer(gaps: readonly OpenGap[], words: readonly string[]): VegaPart {
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

function barLayer(block: TimelineBlock): VegaPart {
  const values = block.series_by_period.map(({ period, value, flags }) => ({
    period,
    value,
    opacity: flags.includes('provisional') ? 0.5 : 1,
    fill: flags.includes('partial') ? 'white' : palette[0]
  }))
  const axis = numberAxis({ kind: 'count', lang: 'en' })
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
      opacity: { field: 'opacity', type: 'quantitative', scale: null }
    }
  }
}

/** A period without a number is no period without a return. */
function unknownLayers({ series_by_period }: TimelineBlock): VegaPart[] {
  const values = series_by_period.filter(({ value }) => value === null).map(({ period }) => ({ period }))
  if (values.length === 0) return []
  return [
    {
      data: { values },
      mark: { type: 'text', text: '?', fontSize: canvas.small, baseline: 'bottom' },
      encoding: { y: { value: height } }
    }
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
