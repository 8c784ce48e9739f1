import { ReadingError, type ReadingPlace } from './reading-error.ts'
import type { SheetRow } from './workbook-sheet.ts'
import { type Attributes, xmlPieces } from './workbook-xml.ts'

/** A row of a wanted sheet. */
export interface OdsRow extends SheetRow {
  sheet: string
}

const mostColumns = 16_384
const mostRows = 1_048_576

/**
 * The rows of a spreadsheet's content. ODS stores equal adjacent cells and rows once, with a count of repetitions; they
 * are given one by one here, except empty ones up to the edge of the sheet. Every cell is text: a number as its digits,
 * a date as `2023-09-01`.
 */
export async function* odsRows(
  bytes: AsyncIterable<Buffer>,
  file: string,
  isWanted: (sheet: string) => boolean
): AsyncIterable<OdsRow> {
  const state: State = { at: { file, line: 0 }, ready: [], rowTimes: 1, cells: [], gap: 0, notes: 0 }
  const handlers = handlersOf(state, file, isWanted)
  for await (const _ of xmlPieces(bytes, handlers, { file })) yield* state.ready.splice(0)
}

interface State {
  /** The position of the reader: the last row that is complete. */
  at: ReadingPlace & { line: number }
  ready: OdsRow[]
  sheet?: string | undefined
  rowTimes: number
  cells: string[]
  /** Empty cells since the last other one. They are added only if another non-empty cell follows. */
  gap: number
  cell?: { times: number; isShown: boolean; attributes: Attributes; lines: string[] } | undefined
  /** The depth of notes on a cell. Their text is not part of the cell. */
  notes: number
}

function handlersOf(state: State, file: string, isWanted: (sheet: string) => boolean) {
  return {
    open(name: string, attributes: Attributes) {
      if (name === 'table') {
        const title = attributes['table:name'] ?? ''
        state.sheet = isWanted(title) ? title : undefined
        state.at = { file: `${file}/${title}`, line: 0 }
      } else if (state.sheet !== undefined) opened(state, name, attributes)
    },
    text: (text: string) => addText(state, text),
    close(name: string) {
      if (state.sheet === undefined) return
      if (name === 'annotation') state.notes--
      else if (name === 'table-cell' || name === 'covered-table-cell') closeCell(state)
      else if (name === 'table-row') closeRow(state, state.sheet)
      else if (name === 'table') state.sheet = undefined
    }
  }
}

function opened(state: State, name: string, attributes: Attributes): void {
  const times = (attribute: string, most: number) => timesOf(attributes[attribute], most, state.at)
  if (name === 'table-row')
    Object.assign(state, { rowTimes: times('table:number-rows-repeated', mostRows), cells: [], gap: 0 })
  else if (name === 'table-cell' || name === 'covered-table-cell')
    // A covered cell lies under a merged one and is not shown.
    state.cell = {
      times: times('table:number-columns-repeated', mostColumns),
      isShown: name === 'table-cell',
      attributes,
      lines: []
    }
  else if (name === 'annotation') state.notes++
  else if (name === 'p' && state.notes === 0) state.cell?.lines.push('')
  else if (name === 's') addText(state, ' '.repeat(times('text:c', mostColumns)))
  else if (name === 'tab') addText(state, '\t')
  else if (name === 'line-break') addText(state, '\n')
}

function addText({ cell, notes }: State, text: string): void {
  if (notes === 0 && cell && cell.lines.length > 0) cell.lines[cell.lines.length - 1] += text
}

function closeCell(state: State): void {
  if (!state.cell) return
  const { times, isShown, attributes, lines } = state.cell
  state.cell = undefined
  const text = isShown ? textOf(attributes, lines) : ''
  if (text === '') {
    state.gap += times
    return
  }
  if (state.cells.length + state.gap + times > mostColumns)
    throw new ReadingError('malformed', 'has more cells than a sheet can have.', state.at)
  state.cells.push(...Array(state.gap).fill(''), ...Array(times).fill(text))
  state.gap = 0
}

function closeRow({ at, cells, rowTimes, ready }: State, sheet: string): void {
  // Checked first: a few bytes can ask for any number of rows.
  if (cells.length > 0 && at.line + rowTimes > mostRows)
    throw new ReadingError('malformed', 'has more rows than a sheet can have.', at)
  if (cells.length > 0)
    for (let each = 1; each <= rowTimes; each++) ready.push({ sheet, line: at.line + each, cells })
  at.line += rowTimes
}

function timesOf(text: string | undefined, most: number, place: ReadingPlace): number {
  if (text === undefined) return 1
  const times = Number(text)
  if (Number.isInteger(times) && times >= 1 && times <= most) return times
  throw new ReadingError('malformed', `has something that comes ${text} times, which cannot be.`, place)
}

/** The value of a cell, else its shown text. The shown text of a number may be rounded. */
function textOf(attributes: Attributes, lines: readonly string[]): string {
  const value = attributes['office:value']
  if (value !== undefined) return Number.isSafeInteger(Number(value)) ? String(Number(value)) : value
  const boolean = attributes['office:boolean-value']
  if (boolean !== undefined) return boolean.toUpperCase()
  return attributes['office:date-value'] ?? attributes['office:string-value'] ?? lines.join('\n')
}
