import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import { pictureSize, withEdges } from './chart/draw.ts'
import type { PictureOptions } from './chart/drawing.ts'
import { cardSize, type FormatOptions, type ResultFormat, type TimelineFormat } from './format.ts'
import { returnsSvg } from './returns-svg.ts'
import { svg, svgFormat } from './svg.ts'
import { withShownMeasures } from './wording/shown-measures.ts'

const require = createRequire(import.meta.url)

/** What each font file is for: texts, titles, and the words in place of a figure. Latin, Greek, Cyrillic and Arabic. */
const fonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSans-Oblique.ttf'] as const

/** Points of an image for each pixel of a picture, where nobody says: sharp on paper and on dense screens. */
const usual_scale = 2

/** The size of an image beside a link, and the widths of the pictures of which the first that is low enough is taken. */
const card = { ...cardSize, widths: [600, 700, 800, 900, 1000, 1100, 1200] } as const

/** Whether this computer can draw images: the library is a binary, of which not every system has one. */
function canDrawImages(): boolean {
  try {
    require('@resvg/resvg-js')
    return true
  } catch {
    return false
  }
}

/** A picture as PNG, by the fonts of this package alone. The same picture gives the same bytes. */
async function asPng(picture: string, points: number): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js')
  const folder = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf')
  const image = await renderAsync(picture, {
    font: {
      loadSystemFonts: false,
      fontFiles: fonts.map(name => join(folder, name)),
      defaultFontFamily: 'DejaVu Sans',
      sansSerifFamily: 'DejaVu Sans'
    },
    fitTo: { mode: 'width', value: points }
  })
  return image.asPng()
}

type Draw = (options: PictureOptions) => Promise<string>

/** A picture drawn as an image, in the asked width and theme. */
async function drawnAsPng(draw: Draw, { size, scale, ...options }: FormatOptions): Promise<Buffer> {
  if (size === undefined) {
    const picture = await draw(options)
    return asPng(picture, Math.round(pictureSize(picture).width * (scale ?? usual_scale)))
  }
  const others = Object.entries({ width: options.width, scale }).flatMap(([name, value]) =>
    value === undefined ? [] : [name]
  )
  if (others.length > 0)
    throw new Problem(
      'unsupported-combination',
      said('size_is_whole', { size, names: others.join(', ') }),
      ['size', ...others].map(parameter => ({ parameter, code: 'unsupported-combination' }))
    )
  return asPng(await asCard(draw, options), card.width)
}

/** A picture with the proportions of a card: as large as fits, in the middle. */
async function asCard(draw: Draw, options: FormatOptions): Promise<string> {
  let picture = ''
  for (const width of card.widths) {
    picture = await draw({ ...options, width, is_card: true })
    if (isLowEnough(picture)) break
  }
  const { width, height } = pictureSize(picture)
  const whole = Math.max(height, (width * card.height) / card.width)
  const wide = (whole * card.width) / card.height
  return withEdges(picture, { width: wide, height: whole, left: (wide - width) / 2 }, card)
}

const isLowEnough = (picture: string): boolean => {
  const { width, height } = pictureSize(picture)
  return height / width <= card.height / card.width
}

export const pngFormat: ResultFormat = {
  ...svgFormat,
  id: 'png',
  type: 'image/png',
  accepts: ['image/png'],
  ending: 'png',
  is_binary: true,
  options: ['width', 'theme', 'head', 'scale', 'size'],
  isThere: canDrawImages,
  write: (result, attribution, options) =>
    drawnAsPng(each => svg(withShownMeasures(result), attribution, each), options)
}

export const returnsPngFormat: TimelineFormat = {
  ...pngFormat,
  writes: 'timeline',
  write: (timeline, attribution, options) =>
    drawnAsPng(each => returnsSvg(timeline, attribution, each), options)
}
