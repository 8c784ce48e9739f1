import type { Language } from '../../vocabulary/labels/language.ts'
import type { Attribution } from '../../vocabulary/results/result-table.ts'
import { phrase } from '../wording/phrases.ts'
import { canvas, numberLocales, type VegaPart } from './canvas.ts'
import type { PictureHead } from './head.ts'
import { inks } from './palette.ts'
import { wrap } from './text-width.ts'

/** Panels as a complete Vega-Lite specification (version 6): with title, notes, source and warning around them. */
export function framed(panels: VegaPart, head: PictureHead, attribution: Attribution): VegaPart {
  const picture = { title: titleOf(head), ...panels, resolve: independent }
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: [head.warning, head.title, ...head.foot].filter(text => text !== null).join(' '),
    usermeta: {
      canonical: attribution.canonical,
      citation: attribution.citation,
      synthetic: attribution.synthetic,
      sources: attribution.sources,
      caveats: attribution.caveats,
      generated_by: attribution.generated_by
    },
    background: 'white',
    padding: canvas.margin,
    config: configOf(attribution.lang),
    title: { ...plainTitle(head.foot, canvas.small), orient: 'bottom', offset: 14, color: inks.aside },
    vconcat: [
      head.warning === null
        ? picture
        : { title: warningOf(head.warning), vconcat: [picture], resolve: independent }
    ],
    resolve: independent
  }
}

/** Panels of different measures have independent colours and legends. */
const independent: VegaPart = {
  scale: { color: 'independent', shape: 'independent', yOffset: 'independent' },
  legend: { color: 'independent', shape: 'independent' }
}

const configOf = (lang: Language): VegaPart => ({
  font: 'sans-serif',
  locale: { number: numberLocales[lang] },
  view: { stroke: null },
  axis: { labelFontSize: canvas.small, titleFontSize: canvas.small, titleFontWeight: 'normal' },
  legend: { labelFontSize: canvas.text, titleFontSize: canvas.small, titleFontWeight: 'normal' }
})

const plainTitle = (paragraphs: readonly string[], size: number): VegaPart => ({
  text: paragraphs.flatMap(text => wrap(text, canvas.width, size)),
  anchor: 'start',
  frame: 'bounds',
  fontSize: size,
  fontWeight: 'normal',
  lineHeight: size + 4,
  limit: 0
})

const warningOf = (text: string): VegaPart => ({
  ...plainTitle([text], canvas.title),
  fontWeight: 'bold',
  color: inks.warning,
  offset: 8
})

const titleOf = ({ title, subtitle }: PictureHead): VegaPart => ({
  text: wrap(title, canvas.width, canvas.title, true),
  anchor: 'start',
  frame: 'bounds',
  fontSize: canvas.title,
  lineHeight: canvas.title + 4,
  limit: 0,
  offset: 14,
  ...(subtitle.length > 0
    ? {
        subtitle: subtitle.flatMap(text => wrap(text, canvas.width, canvas.text)),
        subtitleFontSize: canvas.text,
        subtitleLineHeight: canvas.text + 4,
        subtitleColor: inks.aside,
        subtitlePadding: 6
      }
    : {})
})

/** The panel of an answer without rows. It has a text, because an empty picture would look like zero. */
export const emptyPanel = (lang: Language): VegaPart => ({
  width: canvas.width,
  height: 60,
  data: { values: [{ text: phrase('nothing', lang) }] },
  mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: canvas.text, limit: 0 },
  encoding: { x: { value: 0 }, y: { value: 30 }, text: { field: 'text' } }
})
