import { narrowFrame, pictureWidths } from '../picture.tsx'

interface Framed {
  /** Pixels of the frame. */
  width: number
  /** The picture as it is drawn for a frame of this width, if there is one. */
  picture: { width: number; height: number } | undefined
  title: string
  /** What is written beneath the title, a paragraph each. */
  texts: readonly string[]
}

/** Which of the widths of a picture a frame shows. */
export const drawnWidth = (frame: number): number =>
  frame <= narrowFrame ? pictureWidths.narrow : pictureWidths.wide

/** Pixels: of the edges of a frame; of a letter and a line of its title and of its texts, rather too large than too small. */
const edge = 24
const bold = { letter: 10, line: 26 }
const plain = { letter: 8, line: 25 }
const between = 13

/** The height of a frame in pixels in which all of it is seen: as its style writes it, and a little more. */
export function frameHeight({ width, picture, title, texts }: Framed): number {
  const inner = width - edge
  const lines = (text: string, letter: number) => Math.ceil((text.length * letter) / inner)
  const drawn = picture
    ? Math.ceil((picture.height * Math.min(inner, pictureWidths.wide)) / picture.width)
    : 0
  const written = texts.reduce((sum, text) => sum + lines(text, plain.letter) * plain.line + between, 0)
  return edge + lines(title, bold.letter) * bold.line + between + drawn + written
}
