import { withOptions } from '../asking/addresses.ts'

interface PictureProps {
  /** The address of the picture as `links.svg` gives it. */
  svg: string
  /** What it shows, in words: the sentence of the answer. */
  alt: string
}

/** Widths at which a picture is drawn, in pixels: for a phone, and for a column of text. */
export const pictureWidths = { narrow: 360, wide: 720 } as const

/** Pixels up to which a frame shows the picture of a phone. */
export const narrowFrame = 480

/** A picture of an answer, drawn by the server for the width and the theme of whoever looks at it. */
export function Picture({ svg, alt }: PictureProps) {
  const drawn = (width: number, theme: 'light' | 'dark') => withOptions(svg, { width, theme, head: false })
  const narrow = '(max-width: 40rem)'
  const dark = '(prefers-color-scheme: dark)'
  return (
    <picture>
      <source media={`${narrow} and ${dark}`} srcset={drawn(pictureWidths.narrow, 'dark')} />
      <source media={narrow} srcset={drawn(pictureWidths.narrow, 'light')} />
      <source media={dark} srcset={drawn(pictureWidths.wide, 'dark')} />
      <img src={drawn(pictureWidths.wide, 'light')} alt={alt} loading="lazy" />
    </picture>
  )
}

/** The same in a frame, where the page around it is light in most cases. It is drawn for a phone where the frame is narrow. */
export function FramedPicture({ svg, alt }: PictureProps) {
  const drawn = (width: number) => withOptions(svg, { width, theme: 'light', head: false })
  return (
    <picture>
      <source media={`(max-width: ${narrowFrame}px)`} srcset={drawn(pictureWidths.narrow)} />
      <img src={drawn(pictureWidths.wide)} alt={alt} />
    </picture>
  )
}
