import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import { designOf } from './chart/design.ts'
import { pictureHead } from './chart/head.ts'
import { textWidth } from './chart/text-width.ts'
import type { ResultFormat } from './format.ts'
import { withShownMeasures } from './shown-measures.ts'
import { vegaLite } from './vega-lite.ts'

/**
 * A result as a picture: the Vega-Lite specification drawn as SVG, without a browser and without a canvas. The same
 * figures give the same bytes. It has no scripts and no external references. Throws Problem where the picture would be
 * unreadable, with what would work.
 */
export async function svg(figures: ResultTable, attribution: Attribution): Promise<string> {
  const specification = vegaLite(figures, attribution)
  // Loaded with the first picture: a service that draws none starts faster and uses less memory.
  const [vega, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
  measureWith('textMetrics' in vega ? vega.textMetrics : undefined)
  const { spec } = compile(specification as unknown as Parameters<typeof compile>[0])
  const view = new vega.View(vega.parse(spec), { renderer: 'none' })
  try {
    return described(await view.toSVG(), figures, attribution)
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

/** Adds a title and a description to the picture, for screen readers. */
function described(drawn: string, figures: ResultTable, attribution: Attribution): string {
  const { title, subtitle, foot, warning } = pictureHead(figures, designOf(figures), attribution)
  const description = [warning, ...subtitle, ...foot].filter(text => text !== null).join(' ')
  return drawn.replace(
    /^<svg([^>]*)>/,
    (_, attributes: string) =>
      `<svg${attributes} role="img" lang="${attribution.lang}"><title>${escaped(title)}</title><desc>${escaped(description)}</desc>`
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
