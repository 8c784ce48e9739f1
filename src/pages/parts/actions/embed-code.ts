import { withOptions } from '../../asking/addresses.ts'
import { escaped } from '../../shell/escaped.ts'
import { pictureWidths } from '../picture.tsx'

/** Where the script is that fits frames to what is in them. */
export const embedScriptPath = '/embed.js'

/** HTML that shows the picture in a page of others: no script, it fits by itself, and it leads to the answer. */
export function embeddedPicture(given: { address: string; svg: string; sentence: string }): string {
  const at = (width: number) => escaped(withOptions(given.svg, { width }))
  return [
    `<a href="${escaped(given.address)}"><picture>`,
    `<source media="(max-width:600px)" srcset="${at(pictureWidths.narrow)}">`,
    `<img src="${at(pictureWidths.wide)}" alt="${escaped(given.sentence)}" style="max-width:100%;height:auto">`,
    '</picture></a>'
  ].join('\n')
}

/** Pixels of a frame whose content was not drawn yet. What does not fit into it scrolls. */
const usualHeight = 620

interface FrameGiven {
  /** The page that is shown in it. */
  address: string
  title: string
  width?: number
  height?: number
}

/** HTML that shows an answer with its sentence, its source and its edition: one line. */
export const embeddedFrame = ({ address, title, width, height = usualHeight }: FrameGiven): string =>
  `<iframe src="${escaped(address)}" title="${escaped(title)}" width="${width ?? '100%'}" height="${height}" loading="lazy" style="border:0;max-width:100%"></iframe>`

/** HTML of the script that fits such frames. A page that has none shows them all the same. */
export const embeddedScript = (origin: string): string =>
  `<script async src="${escaped(origin + embedScriptPath)}"></script>`

/** The address in a frame of what is at `path`. */
export const framedPath = (path: string): string => `/embed${path}`
