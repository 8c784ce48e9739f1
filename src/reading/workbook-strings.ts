import { ReadingError, type ReadingPlace } from './reading-error.ts'
import { type Attributes, isSuperscript, unescaped, xmlPieces } from './workbook-xml.ts'

/** The texts that the cells of a workbook share, by number. */
export interface SharedStrings {
  readonly count: number
  /** undefined where there is no text of that number. */
  at(index: number): string | undefined
}

const blockBits = 20
const blockSize = 2 ** blockBits
/** Positions are 32 bits. */
const mostBlocks = 2 ** (32 - blockBits)
/** So many of the first texts are cached as strings: texts of a workbook's first rows recur in every row. */
const remembered = 65_536

/**
 * Reads the shared texts into blocks of bytes: half a million identifiers take only their own bytes, where as many
 * strings would take several times that. The runs of a rich text are one text; phonetic readings are left out, and runs in
 * superscript, which are marks of footnotes.
 */
export async function readSharedStrings(
  bytes: AsyncIterable<Buffer>,
  place: ReadingPlace
): Promise<SharedStrings> {
  const held = holder(place)
  let text = ''
  let isText = false
  let spoken = 0
  let isMark = false
  const handlers = {
    open(name: string, attributes: Attributes) {
      if (name === 'si') text = ''
      else if (name === 'rPh') spoken++
      else if (name === 'r') isMark = false
      else if (isSuperscript(name, attributes)) isMark = true
      else if (name === 't') isText = spoken === 0 && !isMark
    },
    text(part: string) {
      if (isText) text += part
    },
    close(name: string) {
      if (name === 't') isText = false
      else if (name === 'rPh') spoken--
      else if (name === 'r') isMark = false
      else if (name === 'si') held.add(unescaped(text))
    }
  }
  for await (const _ of xmlPieces(bytes, handlers, place));
  return held.strings
}

/** For a workbook without shared texts: its cells hold their own. */
export const noSharedStrings: SharedStrings = { count: 0, at: () => undefined }

function holder(place: ReadingPlace): { add(text: string): void; strings: SharedStrings } {
  const blocks: Buffer[] = []
  let free = blockSize
  let starts = new Uint32Array(1024)
  let lengths = new Uint32Array(1024)
  let count = 0
  const known: string[] = []
  const add = (text: string): void => {
    const length = Buffer.byteLength(text)
    if (length > blockSize || blocks.length === mostBlocks)
      throw new ReadingError(
        'malformed',
        'has a text longer than any cell can hold, or more texts than can be.',
        place
      )
    if (free + length > blockSize) {
      blocks.push(Buffer.allocUnsafe(blockSize))
      free = 0
    }
    if (count === starts.length) {
      starts = grown(starts)
      lengths = grown(lengths)
    }
    starts[count] = (blocks.length - 1) * blockSize + free
    lengths[count] = (blocks.at(-1) as Buffer).write(text, free)
    free += length
    count++
  }
  const at = (index: number): string | undefined => {
    if (!(index < count)) return undefined
    const before = known[index]
    if (before !== undefined) return before
    const start = starts[index] as number
    const from = start % blockSize
    const block = blocks[Math.floor(start / blockSize)] as Buffer
    const text = block.toString('utf8', from, from + (lengths[index] as number))
    if (index < remembered) known[index] = text
    return text
  }
  return {
    add,
    strings: {
      at,
      get count() {
        return count
      }
    }
  }
}

function grown(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(old.length * 2)
  larger.set(old)
  return larger
}
