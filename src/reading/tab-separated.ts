import { ReadingError } from './reading-error.ts'

/**
 * One row. It is valid during the callback only: the same object is used for the next row. A field is cut out of the
 * text only when it is read (`fieldOf`), because most fields of a wide table never are.
 */
export interface TabbedRow {
  /** The physical line, from 1; the header is 1. */
  line: number
  /** How many fields it has. */
  count: number
  /** The lines read together with this one, as bytes. `text` is the same as Latin-1: one character a byte. */
  bytes: Uint8Array
  text: string
  /** The offset of each field in `bytes`, and one more: a field ends one byte before the next offset. */
  at: Int32Array
}

export interface TabbedOptions {
  /** The file's name, for messages. */
  file: string
  /** The names in the first line, trimmed. May throw. */
  header(names: string[]): void
  /** Called for each line that is not empty; must not keep the row. */
  row(row: TabbedRow): void
  /** Awaited once a piece, so that rows do not pile up behind a slow disk. */
  settled?(): Promise<void> | undefined
}

interface Lines {
  row: TabbedRow
  hasHeader: boolean
  rows: number
}

const tab = 0x09
const newline = 0x0a
const carriageReturn = 0x0d
const blank = 0x20
const longestLine = 4 * 1024 * 1024

/**
 * Reads a table of tab-separated lines without quoting, a `"` being data: Latin-1, CRLF or LF, NUL bytes left
 * out, the last line with or without its break. Does not check the number of fields or their values: the caller
 * does. Throws ReadingError: empty, malformed (a web page, another encoding, no line breaks).
 */
export async function readTabSeparated(stream: AsyncIterable<Buffer>, options: TabbedOptions): Promise<void> {
  const row = { line: 0, count: 0, bytes: Buffer.alloc(0), text: '', at: new Int32Array(256) }
  const lines: Lines = { row, hasHeader: false, rows: 0 }
  let carried: Buffer[] = []
  let carriedBytes = 0
  for await (const chunk of stream) {
    const end = chunk.lastIndexOf(newline) + 1
    if (end > 0) {
      readPiece(joined(carried, chunk.subarray(0, end)), lines, options)
      carried = []
      carriedBytes = 0
      const pause = options.settled?.()
      if (pause) await pause
    }
    if (end < chunk.length) carried.push(chunk.subarray(end))
    carriedBytes += chunk.length - end
    if (carriedBytes > longestLine)
      throw malformed(
        'has no line break for 4 MB: this is no table of text.',
        options.file,
        lines.row.line + 1
      )
  }
  if (carriedBytes > 0) readPiece(joined(carried, Buffer.from('\n')), lines, options)
  if (!lines.hasHeader) throw new ReadingError('empty', 'is empty. Fetch it again.', { file: options.file })
  if (lines.rows === 0)
    throw new ReadingError('empty', 'has a header and no rows. Fetch it again.', { file: options.file })
}

/** A field of a row, without the blanks around it. There must be such a field. */
export function fieldOf(row: TabbedRow, index: number): string {
  const { bytes, text, at } = row
  let start = at[index] as number
  let end = (at[index + 1] as number) - 1
  while (start < end && (bytes[start] as number) <= blank) start++
  while (end > start && (bytes[end - 1] as number) <= blank) end--
  return start === end ? '' : text.slice(start, end)
}

/** Whether a field of a row is empty but for blanks. There must be such a field. */
export function isBlank({ bytes, at }: TabbedRow, index: number): boolean {
  const end = (at[index + 1] as number) - 1
  for (let here = at[index] as number; here < end; here++) if ((bytes[here] as number) > blank) return false
  return true
}

/** All fields of a row, without the blanks around them. */
export function fieldsOf(row: TabbedRow): string[] {
  const fields: string[] = []
  for (let index = 0; index < row.count; index++) fields.push(fieldOf(row, index))
  return fields
}

const joined = (carried: Buffer[], rest: Buffer): Buffer =>
  carried.length === 0 ? rest : Buffer.concat([...carried, rest])

function readPiece(piece: Buffer, lines: Lines, options: TabbedOptions): void {
  if (!lines.hasHeader) refuseOtherFiles(piece, options.file)
  const bytes = withoutNuls(piece)
  const { row } = lines
  row.bytes = bytes
  row.text = textOf(bytes)
  let next = 0
  while (next < bytes.length) {
    const start = next
    next = readLine(bytes, start, row)
    row.line++
    if (row.count === 1 && (row.at[1] as number) - 1 === start) continue
    if (lines.hasHeader) {
      lines.rows++
      options.row(row)
    } else {
      lines.hasHeader = true
      options.header(fieldsOf(row))
    }
  }
}

/** The same bytes without NULs. Copied run by run, because some tables have a NUL in every few pages. */
function withoutNuls(piece: Buffer): Buffer {
  let nul = piece.indexOf(0)
  if (nul === -1) return piece
  const kept = Buffer.allocUnsafe(piece.length)
  let [from, end] = [0, 0]
  for (; nul !== -1; nul = piece.indexOf(0, from)) {
    end += piece.copy(kept, end, from, nul)
    from = nul + 1
  }
  end += piece.copy(kept, end, from)
  return kept.subarray(0, end)
}

/** Stores the offsets of the fields of the line at `start`, and returns the start of the next line. */
function readLine(bytes: Uint8Array, start: number, row: TabbedRow): number {
  let { at } = row
  let count = 0
  let here = start
  at[0] = start
  for (; ; here++) {
    const byte = bytes[here] as number
    if (byte > carriageReturn) continue
    if (byte === tab) {
      at[++count] = here + 1
      if (count + 2 > at.length) {
        at = longer(at)
        row.at = at
      }
    } else if (byte === newline) break
    else if (byte === carriageReturn && bytes[here + 1] !== newline) {
      // A carriage return inside a line is no line break here. A blank replaces it, so that it is not read as one.
      bytes[here] = blank
      row.text = textOf(bytes)
    }
  }
  const end = here > start && bytes[here - 1] === carriageReturn ? here - 1 : here
  at[++count] = end + 1
  row.count = count
  return here + 1
}

const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

function longer(at: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(at.length * 2)
  twice.set(at)
  return twice
}

function refuseOtherFiles(head: Buffer, file: string): void {
  const start = head.subarray(0, 64).toString('latin1')
  if (/^(\xFF\xFE|\xFE\xFF|\xEF\xBB\xBF)/.test(start))
    throw malformed(
      'begins with the mark of another encoding, but this release is published in Latin-1. It may have been saved again by an editor: fetch the publisher’s own file.',
      file,
      1
    )
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(start))
    throw malformed('is a web page, not a table: the download failed. Fetch it again.', file, 1)
}

const malformed = (what: string, file: string, line: number): ReadingError =>
  new ReadingError('malformed', what, { file, line })
