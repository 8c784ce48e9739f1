import { ReadingError, type ReadingPlace } from './reading-error.ts'
import { type DateStyles, dateOfSerial } from './workbook-dates.ts'
import type { SharedStrings } from './workbook-strings.ts'
import { type Attributes, isSuperscript, unescaped, xmlPieces } from './workbook-xml.ts'

/** A row of a sheet, as text: `line` is the row's number in the sheet, cells stand at their columns. */
export interface SheetRow {
  line: number
  cells: string[]
  /** Columns whose number has more digits than a workbook keeps of it: 15. Different numbers became one there. */
  inexact?: number[]
}

/** What the cells of a sheet refer to in the rest of the workbook. */
export interface WorkbookParts {
  strings: SharedStrings
  dates: DateStyles
  since1904: boolean
}

interface Cell {
  column: number
  type: string
  style: number
  value: string
}

const mostColumns = 16_384
const longestText = 1_000_000
/** The first number of 16 digits. */
const firstInexact = 1e15

/**
 * The non-empty rows of a sheet. Every cell is text, as a reader of the sheet sees it: a number as its
 * digits, a date as `2023-09-01` or `2023-09-01T13:45:00`, a formula as the result that was saved with it, an error
 * as `#N/A`, and what is empty as ''. Throws ReadingError with the row for what is damaged.
 */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  parts: WorkbookParts,
  place: ReadingPlace
): AsyncIterable<SheetRow> {
  const { handlers, ready } = rowsOf(parts, place)
  for await (const _ of xmlPieces(bytes, handlers, place)) yield* ready.splice(0)
}

function rowsOf(parts: WorkbookParts, place: ReadingPlace) {
  const ready: SheetRow[] = []
  // The position for error messages: one object for all cells, because a sheet can have very many.
  const at = { ...place, line: 0 }
  let cells: string[] = []
  let inexact: number[] = []
  let next = 0
  let cell: Cell | undefined
  let isValue = false
  let spoken = 0
  let isMark = false
  const handlers = {
    open(name: string, attributes: Attributes) {
      if (name === 'row') {
        at.line = attributes.r === undefined ? at.line + 1 : Number(attributes.r)
        cells = []
        inexact = []
        next = 0
      } else if (name === 'c') {
        const column = columnOf(attributes.r, next, at)
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' }
        next = column + 1
      } else if (name === 'rPh') spoken++
      else if (name === 'r') isMark = false
      else if (isSuperscript(name, attributes)) isMark = true
      else isValue = cell !== undefined && spoken === 0 && (name === 'v' || (name === 't' && !isMark))
    },
    text(part: string) {
      if (!isValue || cell === undefined) return
      cell.value += part
      if (cell.value.length > longestText)
        throw new ReadingError('malformed', 'has a text longer than any cell can hold.', at)
    },
    close(name: string) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'rPh') spoken--
      else if (name === 'r') isMark = false
      else if (name === 'c' && cell) {
        const text = textOf(cell, parts, at)
        while (cells.length < cell.column) cells.push('')
        cells[cell.column] = text
        if (cell.type === 'n' && Math.abs(Number(cell.value)) >= firstInexact) inexact.push(cell.column)
        cell = undefined
      } else if (name === 'row' && cells.some(each => each !== ''))
        ready.push({ line: at.line, cells, ...(inexact.length > 0 && { inexact }) })
    }
  }
  return { handlers, ready }
}

/** The column of a reference, from 0: `AB12` is in column 27. A cell without a reference follows the one before. */
function columnOf(reference: string | undefined, next: number, place: ReadingPlace): number {
  if (reference === undefined) return next
  let column = 0
  for (let index = 0; index < reference.length; index++) {
    const letter = reference.charCodeAt(index) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  if (column < 1 || column > mostColumns)
    throw new ReadingError('malformed', `has a cell at ${reference}, which is no place in a sheet.`, place)
  return column - 1
}

function textOf({ type, style, value }: Cell, parts: WorkbookParts, place: ReadingPlace): string {
  if (value === '') return ''
  if (type === 's') {
    const text = parts.strings.at(Number(value))
    if (text !== undefined) return text
    throw new ReadingError(
      'malformed',
      `refers to shared text ${value}, and the workbook has ${parts.strings.count}: it is damaged. Fetch it again.`,
      place
    )
  }
  if (type === 'inlineStr' || type === 'str') return unescaped(value)
  if (type === 'b') return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.replace(/T00:00(:00(\.0+)?)?Z?$/, '')
  if (type === 'e') return value
  return numberText(value, parts, style)
}

function numberText(value: string, { dates, since1904 }: WorkbookParts, style: number): string {
  const number = Number(value)
  const date = dates.has(style) ? dateOfSerial(number, since1904) : undefined
  if (date !== undefined) return date
  // Excel writes 0.1 as 0.10000000000000001. Above 2^53 the digits are kept as written: a number would not hold them.
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? String(number) : value
}
