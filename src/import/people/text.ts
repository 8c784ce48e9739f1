import { TextDecoder } from 'node:util'
import type { Member } from '../../reading/members.ts'
import { lookAtTable, type TableLook } from './table.ts'
import { mayTell } from './words.ts'

/** Of a text so many bytes are looked at line by line, and of each further piece so many lines. */
const firstBytes = 1024 * 1024
const linesOfPiece = 10
/** Numbers or addresses in the rest of a text at which it is looked at whole. */
const enough = 3

/** Decodes bytes piece by piece. */
export interface PieceDecoder {
  write(bytes: Buffer): string
}

/** Makes decoders for a text that begins so: in UTF-8, else in the code of Windows. */
export function decoderFor(head: Buffer): () => PieceDecoder {
  // The last character may be cut.
  const isUtf8 = !head.toString().slice(0, -4).includes('\uFFFD')
  return () => {
    const decoder = new TextDecoder(isUtf8 ? 'utf-8' : 'windows-1252', { ignoreBOM: false })
    return { write: bytes => decoder.decode(bytes, { stream: true }) }
  }
}

/**
 * The headers of columns of a delimited text that tell of people. All bytes are searched for numbers and addresses, and
 * where there are some, or a header promises what its first values do not hold, each line is looked at.
 */
export async function toldByText(
  member: Member,
  areRecords: boolean,
  decode: () => PieceDecoder
): Promise<string[]> {
  const first = lookAtTable(areRecords)
  let [read, hits] = [0, 0]
  await eachPiece(member, decode(), (text, delimiter) => {
    const isAll = read < firstBytes
    read += text.length
    for (const line of linesOf(text, isAll ? Number.POSITIVE_INFINITY : linesOfPiece))
      first.row(cellsOf(line, delimiter))
    if (!isAll) hits += text.match(mayTell)?.length ?? 0
  })
  const told = first.told()
  if (told.length > 0 || read <= firstBytes || (hits < enough && !first.isDoubtful())) return told
  return toldByEachLine(member, areRecords, decode())
}

async function toldByEachLine(member: Member, areRecords: boolean, decoder: PieceDecoder): Promise<string[]> {
  const look: TableLook = lookAtTable(areRecords)
  await eachPiece(member, decoder, (text, delimiter) => {
    for (const line of linesOf(text, Number.POSITIVE_INFINITY)) look.row(cellsOf(line, delimiter))
  })
  return look.told()
}

/** A line that is longer than this is cut: no release has one, and a file without line ends would be held whole. */
const longestLine = 1024 * 1024

/** Gives a text piece by piece, each of whole lines, with the delimiter that its first lines have. */
async function eachPiece(
  member: Member,
  decoder: PieceDecoder,
  take: (text: string, delimiter: string) => void
): Promise<void> {
  let delimiter: string | undefined
  let left = ''
  for await (const chunk of await member.open()) {
    const text = left + decoder.write(chunk)
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1
    if (end === 0 && text.length < longestLine) {
      left = text
      continue
    }
    const whole = end === 0 ? text : text.slice(0, end)
    delimiter ??= delimiterOf(whole)
    take(whole, delimiter)
    left = end === 0 ? '' : text.slice(end)
  }
  if (left !== '') take(left, delimiter ?? delimiterOf(left))
}

function* linesOf(text: string, most: number): Iterable<string> {
  const ending = text.includes('\n') ? '\n' : '\r'
  let from = 0
  for (let line = 0; line < most && from < text.length; line++) {
    const found = text.indexOf(ending, from)
    const end = found === -1 ? text.length : found
    yield text.slice(from, end)
    from = end + 1
  }
}

function delimiterOf(text: string): string {
  const sample = text.split(/\r\n|\n|\r/, 20).join('\n')
  const most = (a: string, b: string) => (sample.split(b).length > sample.split(a).length ? b : a)
  return ['\t', ';', '|'].reduce(most, ',')
}

/** The fields of a line; a quoted one may hold the delimiter. */
function cellsOf(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter)
  const cells: string[] = []
  let open = false
  for (const piece of line.split(delimiter)) {
    if (open) cells[cells.length - 1] += delimiter + piece
    else cells.push(piece)
    if (piece.split('"').length % 2 === 0) open = !open
  }
  return cells.map(cell => cell.replace(/^\s*"|"\s*$/g, ''))
}
