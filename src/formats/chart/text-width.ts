/**
 * Widths of characters in em, without a canvas. They are those of DejaVu Sans, the widest of the common `sans-serif`
 * fonts, so that text in any other font is narrower than computed.
 */
const widths: readonly (readonly [characters: RegExp, em: number])[] = [
  [/[iljI|!'’.,:; \u00a0\u202f]/, 0.34],
  [/[ftr()[\]/\-·]/, 0.41],
  [/[mMwW%@—]/, 0.97],
  [/[A-ZÀ-Þ]/, 0.72],
  [/[+=×→≈]/, 0.84]
]
const other = 0.635

const widthOf = (character: string): number =>
  widths.find(([characters]) => characters.test(character))?.[1] ?? other

/** The largest possible width of a line of text, in pixels. */
export function textWidth(text: string, size: number, isBold = false): number {
  let em = 0
  for (const character of text) em += widthOf(character)
  return em * size * (isBold ? 1.12 : 1)
}

/** A text in lines of at most `width` pixels, broken between words; a word that is too long is broken itself. */
export function wrap(text: string, width: number, size: number, isBold = false): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap(each => pieces(each, width, size, isBold))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer, size, isBold) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

/** Splits a word that is wider than a line. */
function pieces(word: string, width: number, size: number, isBold: boolean): string[] {
  if (textWidth(word, size, isBold) <= width) return [word]
  const fitting = Math.max(1, Math.floor((word.length * width) / textWidth(word, size, isBold)) - 1)
  return [word.slice(0, fitting), ...pieces(word.slice(fitting), width, size, isBold)]
}
