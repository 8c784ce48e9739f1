import { textWidth } from '../../../src/formats/chart/text-width.ts'

/** Texts that reach past the edges of the picture, by their estimated widths. */
export function outside(picture: string): string[] {
  const [, width = '0', height = '0'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(picture) ?? []
  const open: { x: number; y: number }[] = []
  const found: string[] = []
  for (const [, close, name = '', attributes = '', text] of picture.matchAll(/<(\/?)(\w+)([^>]*)>([^<]*)/g)) {
    if (close) open.pop()
    else {
      const at = /transform="translate\(([-\d.]+),([-\d.]+)\)(?: rotate\((-?\d+))?/.exec(attributes)
      const above = open.at(-1) ?? { x: 0, y: 0 }
      const here = { x: above.x + Number(at?.[1] ?? 0), y: above.y + Number(at?.[2] ?? 0) }
      // A label of an axis without room for it is not shown.
      if (name === 'text' && text && !attributes.includes(' opacity="0"')) {
        const size = Number(/font-size="(\d+)px"/.exec(attributes)?.[1])
        const wide = textWidth(text, size, attributes.includes('bold'))
        const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start'
        const back = anchor === 'end' ? wide : anchor === 'middle' ? wide / 2 : 0
        const isTurned = at?.[3] !== undefined
        const [left, right] = isTurned ? [here.x, here.x] : [here.x - back, here.x - back + wide]
        const top = isTurned ? here.y - wide : here.y
        if (left < 0 || right > Number(width) || top < 0 || here.y > Number(height)) found.push(text)
      }
      if (!attributes.endsWith('/')) open.push(here)
    }
  }
  return found
}
