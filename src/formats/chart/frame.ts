import type { Language } from '../../vocabulary/labels/language.ts'
import type { Attribution } from '../../vocabulary/results/result-table.ts'
import { phrase } from '../wording/phrases.ts'
import { canvas, numberLocales, type VegaPart } from './canvas.ts'
import { type Drawing, margin } from './drawing.ts'
import type { PictureHead } from './head.ts'
import { type Theme, themes } from './palette.ts'
import { wrap } from './text-width.ts'

/** Panels as a complete Vega-Lite specification (version 6): with title, notes, source and warning around them. */
export function framed(
  panels: VegaPart,
  head: PictureHead,
  attribution: Attribution,
  drawing: Drawing
): VegaPart {
  const { theme, has_head } = drawing
  const picture = { ...(has_head ? { title: titleOf(head, drawing) } : {}), ...panels, resolve: independent }
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: [head.warning, head.title, ...head.source, ...head.notes]
      .filter(text => text !== null)
      .join(' '),
    usermeta: {
      canonical: attribution.canonical,
      citation: attribution.citation,
      synthetic: attribution.synthetic,
      sources: attribution.sources,
      caveats: attribution.caveats,
      generated_by: attribution.generated_by
    },
    background: theme.background,
    padding: margin,
    config: configOf(attribution.lang, theme),
    title: {
      ...plainTitle(footOf(head, drawing), canvas.small, drawing),
      orient: 'bottom',
      offset: 14,
      color: theme.aside
    },
    vconcat: [
      head.warning === null
        ? picture
        : { title: warningOf(head.warning, drawing), vconcat: [picture], resolve: independent }
    ],
    resolve: independent
  }
}

/** Panels of different measures have independent colours and legends. */
const independent: VegaPart = {
  scale: { color: 'independent', shape: 'independent', yOffset: 'independent' },
  legend: { color: 'independent', shape: 'independent' }
}

/** Vega's own colours of text are those of the light theme, which names none. */
const configOf = (lang: Language, theme: Theme): VegaPart => {
  const { ink } = theme
  const isOwn = theme === themes.light
  const label = isOwn ? {} : { labelColor: ink, titleColor: ink }
  return {
    font: 'sans-serif',
    locale: { number: numberLocales[lang] },
    view: { stroke: null },
    axis: {
      ...{ labelFontSize: canvas.small, titleFontSize: canvas.small, titleFontWeight: 'normal' },
      ...label
    },
    legend: {
      ...{ labelFontSize: canvas.text, titleFontSize: canvas.small, titleFontWeight: 'normal' },
      ...label
    },
    ...(isOwn ? {} : { title: { color: ink }, text: { color: ink } })
  }
}

const plainTitle = (paragraphs: readonly string[], size: number, { width }: Drawing): VegaPart => ({
  text: paragraphs.flatMap(text => wrap(text, width, size)),
  anchor: 'start',
  frame: 'bounds',
  fontSize: size,
  fontWeight: 'normal',
  lineHeight: size + 4,
  limit: 0
})

/** Whose figures they are stays in every picture; the caveats are left to the page where it says the head. */
const footOf = ({ source, notes }: PictureHead, { has_head, is_card }: Drawing): readonly string[] =>
  has_head && !is_card ? [...source, ...notes] : source

const warningOf = (text: string, drawing: Drawing): VegaPart => ({
  ...plainTitle([], canvas.title, drawing),
  text: warningLines(text, drawing),
  fontWeight: 'bold',
  color: drawing.theme.warning,
  offset: 16
})

/** The warning about made-up figures in its lines. */
export const warningLines = (text: string, { width }: Drawing): string[] =>
  wrap(text, width, canvas.title, true)

const titleOf = ({ title, subtitle }: PictureHead, { width, theme }: Drawing): VegaPart => ({
  text: wrap(title, width, canvas.title, true),
  anchor: 'start',
  frame: 'bounds',
  fontSize: canvas.title,
  lineHeight: canvas.title + 4,
  limit: 0,
  offset: 14,
  ...(subtitle.length > 0
    ? {
        subtitle: subtitle.flatMap(text => wrap(text, width, canvas.text)),
        subtitleFontSize: canvas.text,
        subtitleLineHeight: canvas.text + 4,
        subtitleColor: theme.aside,
        subtitlePadding: 6
      }
    : {})
})

/** The panel of an answer without rows. It has a text, because an empty picture would look like zero. */
export const emptyPanel = (lang: Language, { width }: Drawing): VegaPart => ({
  width,
  height: 60,
  data: { values: [{ text: wrap(phrase('nothing', lang), width, canvas.text).join('\n') }] },
  mark: {
    ...{ type: 'text', align: 'left', baseline: 'middle', fontSize: canvas.text, limit: 0 },
    lineBreak: '\n'
  },
  encoding: { x: { value: 0 }, y: { value: 30 }, text: { field: 'text' } }
})
