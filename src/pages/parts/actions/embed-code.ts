import { withOptions } from '../../asking/addresses.ts'
import { escaped } from '../../shell/escaped.ts'

/** Widths at which an embedded picture is drawn, in pixels. */
const widths = { narrow: 360, wide: 720 } as const

/** HTML that shows the picture in a page of others: no script, it fits by itself, and it leads to the answer. */
export function embeddedPicture(given: { address: string; svg: string; sentence: string }): string {
  const at = (width: number) => escaped(withOptions(given.svg, { width }))
  return [
    `<a href="${escaped(given.address)}"><picture>`,
    `<source media="(max-width:600px)" srcset="${at(widths.narrow)}">`,
    `<img src="${at(widths.wide)}" alt="${escaped(given.sentence)}" style="max-width:100%;height:auto">`,
    '</picture></a>'
  ].join('\n')
}
