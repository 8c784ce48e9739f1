import type { Attribution, ResultTable } from '../vocabulary/results/result-table.ts'
import { designOf } from './chart/design.ts'
import { drawnAsSvg } from './chart/draw.ts'
import { drawingOf, type PictureOptions } from './chart/drawing.ts'
import { pictureHead } from './chart/head.ts'
import type { ResultFormat } from './format.ts'
import { vegaLite } from './vega-lite.ts'
import { withShownMeasures } from './wording/shown-measures.ts'

/**
 * A result as a picture: the Vega-Lite specification drawn as SVG, without a browser and without a canvas. The same
 * figures give the same bytes. It has no scripts and no external references. Throws Problem where the picture would be
 * unreadable, with what would work.
 */
export function svg(
  figures: ResultTable,
  attribution: Attribution,
  options: PictureOptions = {}
): Promise<string> {
  const head = pictureHead(figures, designOf(figures), attribution)
  return drawnAsSvg(vegaLite(figures, attribution, options), head, attribution, drawingOf(options))
}

export const svgFormat: ResultFormat = {
  id: 'svg',
  type: 'image/svg+xml',
  accepts: ['image/svg+xml'],
  ending: 'svg',
  is_shown: true,
  is_paged: false,
  is_binary: false,
  options: ['width', 'theme', 'head'],
  is_costly: true,
  writes: 'result',
  makeup_of: 'whole',
  largest: 1000,
  write: (result, attribution, options) => svg(withShownMeasures(result), attribution, options)
}
