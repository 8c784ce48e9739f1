import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import { designOf } from './chart/design.ts'
import { pictureHead } from './chart/head.ts'
import { textWidth } from './chart/text-width.ts'
import type { ResultFormat } from './format.ts'
import { withShownMeasures } from './shown-measures.ts'
import { vegaLite } from './vega-lite.ts'

/**
 * A result as a picture: the Vega-Lite specification drawn as SVG, without a browser and without a canvas. The same
 * figures are the same bytes. It holds no script and refers to nothing outside itself. Throws Problem where nobody
 * could read the picture, with what would work.
 */
export async function svg(figures: ResultTable, told: Attribution): Promise<string> {
  const specification = vegaLite(figures, told)
  // Loaded with the first picture, so that a service that draws none starts as fast and stays as small.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
  measureWith('textMetrics' in vega ? vega.textMetrics : undefined)
  const { spec } = compile(specification as unknown as Parameters<typeof compile>[0])
  const view = new vega.View(vega.parse(spec), { renderer: 'none' })
  try {
    return described(await view.toSVG(), figures, told)
  } finally {
    view.finalize()
  }
}

/** Vega without a canvas takes any letter for four fifths of its size, which leaves wide holes beside labels. */
function measureWith(metrics: unknown): void {
  if (typeof metrics !== 'object' || metrics === null) return
  Object.assign(metrics, {
    width: (
      item: { text?: unknown; fontSize?: number; fontWeight?: unknown },
      text: unknown = item.text
    ): number => textWidth(String(text ?? ''), item.fontSize ?? 11, item.fontWeight === 'bold')
  })
}

/** The picture as one image with a name and a description for those who do not see it. */
function described(drawn: string, figures: ResultTable, told: Attribution): string {
  const { title, subtitle, foot, warning } = pictureHead(figures, designOf(figures), told)
  const description = [warning, ...subtitle, ...foot].filter(text => text !== null).join(' ')
  return drawn.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" lang="${told.lang}"><title>${escaped(title)}</title><desc>${escaped(description)}</desc>`
  )
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

export const svgFormat: ResultFormat = {
  id: 'svg',
  type: 'image/svg+xml',
  accepts: ['image/svg+xml'],
  ending: 'svg',
  is_shown: true,
  is_paged: false,
  is_binary: false,
  options: [],
  writes: 'result',
  largest: 1000,
  write: (result, attribution) => svg(withShownMeasures(result), attribution)
}
