import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import { isWorkbook, readWorkbook } from '../../reading/workbook.ts'
import type { SheetRow } from '../../reading/workbook-sheet.ts'
import { type DateOrder, needsOrder } from '../../vocabulary/time/written-day.ts'
import { orderOfDates, type PrintedDate } from '../publishers/date-column.ts'
import type { OpenFile } from '../source.ts'
import { isNamedRemovals, notSaid, type OtherTable, type RemovalColumns, removalHeader } from './columns.ts'
import { departureDay } from './departure-date.ts'

/** What is kept of a row of removals, as printed. `country` is undefined where the layout has no such column. */
export interface RemovalRow {
  /** The file, and the sheet of a workbook. */
  place: string
  line: number
  departed: string
  /** The order of day and month in the whole file, where a date in it has to be told by that. */
  date_order?: DateOrder
  citizenship: string
  country: string | undefined
  status: string
  category: string
  disposition: string
  disposition_code: string
  person: string
  /** The key of the person was a number of which a workbook or spreadsheet has kept 15 digits: it is left out. */
  has_rounded_key: boolean
}

/** The rows in which the header is searched. Above it stand notices, in releases until now five to seven rows. */
const headerWithin = 100
const headBytes = 65_536
/** `05/11/2024`: how the agency writes a date into a workbook where it is a text. */
const publishedDate = /^\d{2}\/\d{2}\/\d{4}$/

/** The agency and others use commas and pipes; a spreadsheet may save its text with semicolons or tabs. */
const delimiters = [',', '|', ';', '\t'] as const
type Delimiter = (typeof delimiters)[number]
export const isDelimiter = (text: string | undefined): text is Delimiter =>
  (delimiters as readonly (string | undefined)[]).includes(text)

/**
 * The delimiter of a table of removals with this beginning, the name of another ICE table, or `notSaid`; undefined where
 * none of the first hundred rows is a header.
 */
export function delimiterOf(head: string, file: string): Delimiter | OtherTable | typeof notSaid | undefined {
  for (const line of head.split(/\r?\n/, headerWithin))
    for (const delimiter of delimiters) {
      const header = removalHeader(
        line.split(delimiter).map(field => field.replace(/^"|"$/g, '')),
        { file },
        isNamedRemovals(file)
      )
      if (header !== undefined) return typeof header === 'string' ? header : delimiter
    }
  return undefined
}

/** The rows of a file of removals: a workbook, or text with fields separated by commas or pipes. */
export async function* removalRows(file: OpenFile): AsyncIterable<RemovalRow> {
  let date_order: DateOrder | undefined
  for await (const row of printedRows(file)) {
    // Dates of a workbook are numbers inside, so that few files have a date whose order is a question.
    if (!date_order && needsOrder(row.departed)) {
      const isText = row.place === file.name
      date_order = await orderOfDates(departures(file), {
        ...{ file: file.name, column: 'Departed Date' },
        // Text files are made by others, of workbooks.
        ...(!isText && { published: publishedDate })
      })
    }
    yield date_order ? { ...row, date_order } : row
  }
}

async function* departures(file: OpenFile): AsyncIterable<PrintedDate> {
  for await (const { departed, line } of printedRows(file)) yield { text: departed, line }
}

async function* printedRows({ name, open }: OpenFile): AsyncIterable<RemovalRow> {
  const head = await beginningOf(open)
  if (isWorkbook(head, name)) yield* inWorkbook(await open(), name)
  else yield* inText(await open(), delimiterOf(head, name), name)
}

async function beginningOf(open: OpenFile['open']): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await open()) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= headBytes) break
  }
  return Buffer.concat(chunks).toString()
}

/** Skips sheets of notices, lists of codes and other tables. Without a sheet of removals the error names each sheet. */
async function* inWorkbook(stream: AsyncIterable<Buffer>, file: string): AsyncIterable<RemovalRow> {
  const passed: string[] = []
  let found: RemovalColumns | undefined
  for await (const sheet of readWorkbook(stream, file)) {
    const place = { file: `${file}/${sheet.name}`, is_named: isNamedRemovals(file, sheet.name) }
    const table = await openTable(sheet.rows(), place, found)
    if ('columns' in table) {
      found = table.columns
      yield* table.rows
    } else passed.push(`"${sheet.name}" ${table.other ? `holds ${table.other}` : 'has no header of a table'}`)
  }
  if (!found)
    throw new ReadingError(
      'malformed',
      `has no sheet of removals: ${passed.join(', ') || 'it has no sheets'}. Import the workbook of removals.`,
      { file }
    )
}

async function* inText(
  stream: AsyncIterable<Buffer>,
  delimiter: ReturnType<typeof delimiterOf>,
  file: string
): AsyncIterable<RemovalRow> {
  if (delimiter === notSaid) throw saysNotWhich({ file })
  if (!isDelimiter(delimiter))
    throw new ReadingError(
      'malformed',
      delimiter
        ? `is a table of ${delimiter}, not of removals.`
        : 'has no header of a table of removals in its first 100 rows.',
      { file }
    )
  const is_named = isNamedRemovals(file)
  const table = await openTable(fieldsOf(stream, delimiter, file), { file, is_named })
  if (!('columns' in table)) throw new ReadingError('malformed', 'has no header that can be read.', { file })
  yield* table.rows
}

async function* fieldsOf(
  stream: AsyncIterable<Buffer>,
  delimiter: string,
  file: string
): AsyncIterable<SheetRow> {
  const options = { encoding: 'utf-8', columns: 'none', relax_column_count: true, delimiter, file } as const
  let width = 0
  for await (const { line, record } of readCsv(stream, options)) {
    // Notices have any number of fields; below the header each row has as many as the header.
    if (width > 0 && record.length !== width)
      throw new ReadingError(
        'malformed',
        `has ${record.length} fields where the header has ${width}: the file is cut off, damaged, or another one.`,
        { file, line }
      )
    if (width === 0 && isHeader(record, { file, line })) width = record.length
    yield { line, cells: record }
  }
}

const isHeader = (cells: readonly string[], place: { file: string; line: number }): boolean =>
  typeof removalHeader(cells, place, isNamedRemovals(place.file)) === 'object'

const saysNotWhich = (place: { file: string; line?: number }): ReadingError =>
  new ReadingError(
    'malformed',
    'has departures, as the tables of arrests, detentions, detainers and encounters have too, and neither a column of ' +
      'removals ("Port of Departure") nor a name that says removals. Import the file as the agency released it, or name it for what it holds.',
    place
  )

type Table = { columns: RemovalColumns; rows: AsyncIterable<RemovalRow> } | { other: OtherTable | undefined }

/**
 * Reads to the header. `before` are the columns of the previous sheet: a sheet that continues its rows without a header
 * is refused, since the rows would be lost unnoticed.
 */
async function openTable(
  rows: AsyncIterable<SheetRow>,
  { file: place, is_named }: { file: string; is_named: boolean },
  before?: RemovalColumns
): Promise<Table> {
  const iterator = rows[Symbol.asyncIterator]()
  for (let seen = 0; seen < headerWithin; seen++) {
    const { value, done } = await iterator.next()
    if (done) return { other: undefined }
    const { line, cells } = value as SheetRow
    const header = removalHeader(cells, { file: place, line }, is_named)
    if (typeof header === 'object') return { columns: header, rows: below(iterator, header, place) }
    const isRow =
      before !== undefined && isDay(cells[before.departed] ?? '') && (cells[before.citizenship] ?? '') !== ''
    if (header === undefined && !isRow) continue
    await iterator.return?.()
    if (header === notSaid) throw saysNotWhich({ file: place, line })
    if (header !== undefined) return { other: header }
    throw new ReadingError(
      'malformed',
      'goes on with the rows of the sheet before it, without a header that says what its columns are.',
      { file: place, line }
    )
  }
  await iterator.return?.()
  return { other: undefined }
}

/** `9.87654321098765E+18`, as a spreadsheet writes a long number into a text file. */
const rounded = /^\d([.,]\d+)?E\+?\d{1,3}$/i

const isDay = (text: string): boolean =>
  (['month_first', 'day_first'] as const).some(order => departureDay(text, order) !== undefined)

async function* below(
  rows: AsyncIterator<SheetRow>,
  columns: RemovalColumns,
  place: string
): AsyncIterable<RemovalRow> {
  const at = (cells: string[], column: number | undefined) =>
    column === undefined ? '' : (cells[column] ?? '').trim()
  for await (const { line, cells, inexact = [] } of { [Symbol.asyncIterator]: () => rows }) {
    const person = at(cells, columns.person)
    const has_rounded_key = inexact.includes(columns.person ?? -1) || rounded.test(person)
    yield {
      place,
      line,
      departed: at(cells, columns.departed),
      citizenship: at(cells, columns.citizenship),
      country: columns.country === undefined ? undefined : at(cells, columns.country),
      status: at(cells, columns.status),
      category: at(cells, columns.category),
      disposition: at(cells, columns.disposition),
      disposition_code: at(cells, columns.disposition_code),
      person: has_rounded_key ? '' : person,
      has_rounded_key
    }
  }
}
