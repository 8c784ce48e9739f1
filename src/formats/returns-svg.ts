import type { Language } from '../vocabulary/labels/language.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import type { Attribution } from '../vocabulary/results/result-table.ts'
import type { ReturnTimeline, TimelineBlock } from '../vocabulary/results/return-timeline.ts'
import { canvas, type VegaPart } from './chart/canvas.ts'
import { drawnAsSvg } from './chart/draw.ts'
import { drawingOf, type PictureOptions } from './chart/drawing.ts'
import { emptyPanel, framed } from './chart/frame.ts'
import { attributionTexts, type PictureHead } from './chart/head.ts'
import { wrap } from './chart/text-width.ts'
import { type AskedTimeline, timelineGutter, timelinePanel } from './chart/timeline-panel.ts'
import type { TimelineFormat } from './format.ts'
import { svgFormat } from './svg.ts'
import { breakTexts } from './wording/breaks.ts'
import { capitalised, dateText, numberText, phrase } from './wording/phrases.ts'
import {
  destinationText,
  inferredTexts,
  originText,
  returnPhrase,
  ruleText,
  typeNoun
} from './wording/returns/returns.ts'
import { detailsOfTimeline, untoldOfBlocks } from './wording/returns/timeline.ts'

/**
 * Returns to one destination as a picture: a panel each source and type, bars by period, and bands for the times
 * without a return, pauses in another colour. Throws Problem where it would be unreadable, with what would work.
 */
export function returnsSvg(
  timeline: ReturnTimeline,
  attribution: Attribution,
  options: PictureOptions = {}
): Promise<string> {
  const { lang } = attribution
  const drawing = drawingOf(options)
  const blocks = timeline.blocks.filter(({ series_by_period }) => series_by_period.length > 0)
  refuseTooMuch(blocks)
  const head = headOf(timeline, blocks, attribution)
  const asked_to = String(attribution.query.returned_on_to ?? '')
  const panels =
    blocks.length === 0 ? [emptyPanel(lang, drawing)] : panelsOf(blocks, { lang, drawing, asked_to })
  const specification = framed({ vconcat: panels, spacing: 18 }, head, attribution, drawing)
  return drawnAsSvg(specification, head, attribution, drawing)
}

/** What can still be read in one picture. */
const most = { panels: 16, bars: 2000 } as const

function refuseTooMuch(blocks: readonly TimelineBlock[]): void {
  const bars = blocks.reduce((sum, { series_by_period }) => sum + series_by_period.length, 0)
  if (blocks.length <= most.panels && bars <= most.bars) return
  throw new Problem(
    'query-too-large',
    said('timeline_too_large', {
      panels: blocks.length,
      periods: bars,
      most_panels: most.panels,
      most_periods: most.bars
    }),
    ['source', 'return_type', 'returned_on_from'].map(parameter => ({ parameter, code: 'query-too-large' })),
    { estimate: bars, limit: most.bars }
  )
}

function panelsOf(blocks: readonly TimelineBlock[], asked: AskedTimeline): VegaPart[] {
  const { lang, drawing } = asked
  const gutter = timelineGutter(blocks, lang)
  return blocks.map(block => ({
    title: {
      text: wrap(titleOf(block, lang), drawing.width - 20, canvas.text, true),
      ...{ anchor: 'start', frame: 'group', dx: -gutter, fontSize: canvas.text, limit: 0, offset: 6 }
    },
    ...timelinePanel(block, gutter, asked)
  }))
}

/** Whose figures, of what, and how many. */
function titleOf(block: TimelineBlock, lang: Language): string {
  const { value, country_of_asylum, source, series } = block
  return returnPhrase('panel', lang, {
    types: capitalised(typeNoun(block, 2, lang), lang),
    n: value === null ? returnPhrase('not_told', lang) : numberText(value, lang),
    source: `${source}, ${series}`,
    by: originText(country_of_asylum, lang)
  })
}

function headOf(
  timeline: ReturnTimeline,
  blocks: readonly TimelineBlock[],
  attribution: Attribution
): PictureHead {
  const { lang } = attribution
  const { country_of_return, rules } = timeline
  const untold = untoldOfBlocks(timeline, blocks, lang)
  const days = blocks.flatMap(({ coverage: { from, to } }) => [from, to]).sort()
  const [first, last] = [days[0], days.at(-1)]
  const country = returnPhrase('title', lang, { to_place: destinationText(country_of_return, lang) })
  const time = first && last ? [`${dateText(first, lang)} – ${dateText(last, lang)}`] : []
  const figures = blocks.flatMap(({ series_by_period }) => series_by_period)
  const flags = figures.flatMap(each => each.flags)
  const some = (test: (flags: readonly string[]) => boolean) =>
    figures.some(({ value, flags }) => value === null && test(flags))
  const notes = blocks.flatMap(block => block.breaks)
  const breaks = breakTexts(notes, { year_basis: null }, lang)
  const hasGaps = blocks.some(({ gaps, open_gap }) => gaps.length > 0 || open_gap !== null)
  return {
    title: [country, ...detailsOfTimeline(timeline, lang), ...time].join(' · '),
    subtitle: [
      ...(hasGaps ? [returnPhrase('bands', lang), ruleText(rules, lang)] : []),
      ...inferredTexts(blocks, lang),
      ...(flags.includes('provisional') ? [returnPhrase('pale', lang)] : []),
      ...(figures.some(({ value, flags }) => value !== null && flags.includes('partial'))
        ? [returnPhrase('hollow', lang)]
        : []),
      ...(untold === undefined ? [] : [phrase('untold', lang, { what: untold })]),
      ...(breaks.length > 0 ? [phrase('breaks_in_lines', lang, { breaks: breaks.join('; ') })] : []),
      ...(some(flags => flags.includes('suppressed')) ? [returnPhrase('withheld', lang)] : []),
      ...(some(flags => !flags.includes('suppressed')) ? [returnPhrase('unknown', lang)] : [])
    ],
    ...attributionTexts(attribution)
  }
}

export const returnsSvgFormat: TimelineFormat = { ...svgFormat, writes: 'timeline', write: returnsSvg }
