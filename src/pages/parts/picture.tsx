import { withOptions } from '../asking/addresses.ts'

interface PictureProps {
  /** The address of the picture as `links.svg` gives it. */
  svg: string
  /** What it shows, in words: the sentence of the answer. */
  alt: string
}

/** Widths at which a picture is drawn, in pixels: for a phone, and for a column of text. */
const widths = { narrow: 360, wide: 720 } as const

/** A picture of an answer, drawn by the server for the width and the theme of whoever looks at it. */
export function Picture({ svg, alt }: PictureProps) {
  const drawn = (width: number, theme: 'light' | 'dark') => withOptions(svg, { width, theme, head: false })
  const narrow = '(max-width: 40rem)'
  const dark = '(prefers-color-scheme: dark)'
  return (
    <picture>
      <source media={`${narrow} and ${dark}`} srcset={drawn(widths.narrow, 'dark')} />
      <source media={narrow} srcset={drawn(widths.narrow, 'light')} />
      <source media={dark} srcset={drawn(widths.wide, 'dark')} />
      <img src={drawn(widths.wide, 'light')} alt={alt} loading="lazy" />
    </picture>
  )
}
