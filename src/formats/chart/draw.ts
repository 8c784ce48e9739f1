import type { Attribution } from '../../vocabulary/results/result-table.ts'
import { canvas, type VegaPart } from './canvas.ts'
import { type Drawing, margin } from './drawing.ts'
import { warningLines } from './frame.ts'
import type { PictureHead } from './head.ts'
import { textWidth } from './text-width.ts'

/** A Vega-Lite specification drawn as SVG, without a browser and without a canvas. The same one gives the same bytes. */
export async function drawnAsSvg(
  specification: VegaPart,
  head: PictureHead,
  { lang }: Attribution,
  drawing: Drawing
): Promise<string> {
  // Loaded with the first picture: a service that draws none starts faster and uses less memory.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
  measureWith('textMetrics' in vega ? vega.textMetrics : undefined)
  const { spec } = compile(specification as unknown as Parameters<typeof compile>[0])
  const view = new vega.View(vega.parse(spec), { renderer: 'none' })
  try {
    return described(banded(asWideAsAsked(await view.toSVG(), drawing), head, drawing), head, lang)
  } finally {
    view.finalize()
  }
}

/** Replaces Vega's text metrics: without a canvas it takes each letter as 0.8 em wide, which leaves gaps at labels. */
function measureWith(metrics: unknown): void {
  if (typeof metrics !== 'object' || metrics === null) return
  Object.assign(metrics, {
    width: (
      item: { text?: unknown; fontSize?: number; fontWeight?: unknown },
      text: unknown = item.text
    ): number => textWidth(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold')
  })
}

const edges = / width="[\d.]+" height="[\d.]+" viewBox="[^"]*"/
const background = /<rect(?: x="[^"]*")? width="[\d.]+" height="[\d.]+"/

/** The size of a picture, in pixels. */
export function pictureSize(picture: string): { width: number; height: number } {
  const [, width, height] = /^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"/.exec(picture) ?? []
  return { width: Number(width), height: Number(height) }
}

/**
 * A picture with other edges: `width` and `height` are those of its content, which begins at the top left, and `drawn`
 * what they are drawn at.
 */
export const withEdges = (
  picture: string,
  { width, height, left = 0 }: { width: number; height: number; left?: number },
  drawn: { width: number; height: number } = { width, height }
): string =>
  picture
    .replace(
      edges,
      ` width="${drawn.width}" height="${drawn.height}" viewBox="${0 - left} 0 ${width} ${height}"`
    )
    .replace(background, `<rect x="${0 - left}" width="${width}" height="${height}"`)

/** A picture is as wide as what is in it. Where a width is asked for it has that one, and is never cut. */
function asWideAsAsked(picture: string, { whole }: Drawing): string {
  if (whole === null) return picture
  const { width, height } = pictureSize(picture)
  const edges = { width: Math.max(whole, width), height }
  const drawn = { width: whole, height: Math.round((height * whole) / edges.width) }
  return withEdges(picture, edges, drawn)
}

/** Draws a band, wider than any picture, behind the warning about made-up figures, which stands at the top. */
function banded(picture: string, { warning }: PictureHead, drawing: Drawing): string {
  if (warning === null) return picture
  const height = margin + warningLines(warning, drawing).length * (canvas.title + 4) + 2
  const { warning_band } = drawing.theme
  return picture.replace(
    /^(<svg[^>]*><rect[^>]*\/>)/,
    `$1<rect x="-100%" width="300%" height="${height}" fill="${warning_band}"/>`
  )
}

/** Adds a title and a description to the picture, for screen readers. */
function described(
  drawn: string,
  { title, subtitle, source, notes, warning }: PictureHead,
  lang: string
): string {
  const description = [warning, ...subtitle, ...source, ...notes].filter(text => text !== null).join(' ')
  return drawn.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" lang="${lang}"><title>${escaped(title)}</title><desc>${escaped(description)}</desc>`
  )
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
