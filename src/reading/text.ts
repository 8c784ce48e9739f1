import { isUtf8 } from 'node:buffer'
import { ReadingError } from './reading-error.ts'

export type TextEncoding = 'utf-8' | 'latin1'

export interface TextOptions {
  encoding: TextEncoding
  /** The file's name, for messages. */
  file?: string | undefined
  /** For files whose last line always ends with a line break: a file without it was cut off. */
  must_end_with_newline?: boolean | undefined
}

const newline = 0x0a
const longestLine = 4 * 1024 * 1024
const utf8Mark = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * The same bytes in pieces of whole lines, without the byte order mark, each piece checked to be text.
 * Throws ReadingError with the line: not-utf8, malformed (NUL bytes, no line breaks), truncated, empty.
 */
export async function* checkedText(
  bytes: AsyncIterable<Buffer>,
  options: TextOptions
): AsyncIterable<Buffer> {
  const { file } = options
  let carried: Buffer[] = []
  let carriedBytes = 0
  let line = 1
  let isFirst = true
  const piece = (text: Buffer): Buffer => {
    const content = isFirst ? withoutMark(text, options) : text
    isFirst = false
    refuseBinary(content, line, options)
    line += linesIn(content)
    return content
  }
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(newline) + 1
    if (end > 0) {
      yield piece(Buffer.concat([...carried, chunk.subarray(0, end)]))
      carried = []
      carriedBytes = 0
    }
    if (end < chunk.length) carried.push(chunk.subarray(end))
    carriedBytes += chunk.length - end
    if (carriedBytes > longestLine)
      throw new ReadingError('malformed', 'has no line break for 4 MB: this is no table of text.', {
        file,
        line
      })
  }
  if (carriedBytes > 0) {
    const last = Buffer.concat(carried)
    if (isFirst && /\r[^\n]/.test(last.toString('latin1')))
      throw new ReadingError(
        'malformed',
        'its lines end in a carriage return alone: save it with the line ends of Windows or Unix.',
        { file }
      )
    yield piece(last)
    if (options.must_end_with_newline)
      throw new ReadingError('truncated', 'the last line has no end: the file is cut off. Fetch it again.', {
        file,
        line
      })
  }
  if (isFirst) throw new ReadingError('empty', 'is empty (0 bytes). Fetch it again.', { file })
}

function withoutMark(text: Buffer, { encoding, file }: TextOptions): Buffer {
  if (!text.subarray(0, 3).equals(utf8Mark)) return text
  if (encoding === 'utf-8') return text.subarray(3)
  throw new ReadingError(
    'malformed',
    'begins with the mark of UTF-8, but this release is published in Latin-1. It may be another file, or one saved again by an editor.',
    { file, line: 1 }
  )
}

function refuseBinary(text: Buffer, line: number, { encoding, file }: TextOptions): void {
  if (encoding === 'utf-8' && !isUtf8(text)) {
    const at = line + firstLine(text, each => !isUtf8(each))
    const isUtf16 = line === 1 && (text[0] === 0xff || text[0] === 0xfe)
    const guess = isUtf16 ? 'It looks like UTF-16.' : 'It may be Latin-1, or damaged.'
    throw new ReadingError(
      'not-utf8',
      `has bytes that are not UTF-8. ${guess} Fetch the publisher’s own file.`,
      {
        file,
        line: at
      }
    )
  }
  if (text.includes(0)) {
    const at = line + firstLine(text, each => each.includes(0))
    throw new ReadingError('malformed', 'has NUL bytes: it is damaged, or no text.', { file, line: at })
  }
}

/** The index of the first line that is at fault. A line break is never part of a longer UTF-8 sequence. */
function firstLine(text: Buffer, isAtFault: (line: Buffer) => boolean): number {
  let start = 0
  for (let index = 0; ; index++) {
    const end = text.indexOf(newline, start)
    if (end === -1 || isAtFault(text.subarray(start, end + 1))) return index
    start = end + 1
  }
}

function linesIn(text: Buffer): number {
  let count = 0
  for (let at = text.indexOf(newline); at !== -1; at = text.indexOf(newline, at + 1)) count++
  return count
}
