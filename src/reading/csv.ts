import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { ReadingError } from './reading-error.ts'
import { checkedText, type TextOptions } from './text.ts'

export interface CsvReadOptions extends TextOptions {
  delimiter?: string
  /** `header`: the first row names the fields and records are objects. `none`: records are arrays. */
  columns: 'header' | 'none'
  /** For tables with titles and footnotes: rows may have any number of fields (with a header: fewer). */
  relax_column_count?: boolean
}

export interface CsvRow<Record> {
  /** The physical line on which the record starts; a quoted field may run over several. */
  line: number
  record: Record
  /** The row as published, capped at 1 kB. */
  raw: string
}

interface Parsed {
  record: string[]
  raw: string
}

const rawLimit = 1024
const longestRecord = 1_000_000

/**
 * The rows of a CSV file (RFC 4180). Every field is text and never null: `NA` is a code, and an empty
 * field is ''. Empty lines are no rows. Throws ReadingError with the line; a row with another number of
 * fields than the first is malformed, since it means a cut file or another one.
 */
export function readCsv(
  stream: AsyncIterable<Buffer>,
  options: CsvReadOptions & { columns: 'header' }
): AsyncIterable<CsvRow<Record<string, string>>>
export function readCsv(
  stream: AsyncIterable<Buffer>,
  options: CsvReadOptions & { columns: 'none' }
): AsyncIterable<CsvRow<string[]>>
export async function* readCsv(
  stream: AsyncIterable<Buffer>,
  options: CsvReadOptions
): AsyncIterable<CsvRow<Record<string, string> | string[]>> {
  let first: string[] | undefined
  for await (const { line, record, raw } of records(stream, options)) {
    if (first === undefined) {
      first = record
      if (options.columns === 'header') {
        refuseBadHeader(record, line, options)
        continue
      }
    }
    refuseOtherCount(record, first, line, options)
    yield { line, record: options.columns === 'header' ? named(first, record) : record, raw: capped(raw) }
  }
}

async function* records(
  stream: AsyncIterable<Buffer>,
  options: CsvReadOptions
): AsyncIterable<CsvRow<string[]>> {
  let line = 1
  const numbered = ({ record, raw }: Parsed): CsvRow<string[]> | null => {
    const start = line
    const text = raw.replace(/\r?\n$|\r$/, '')
    line += 1 + lineBreaksIn(text)
    return text === '' ? null : { line: start, record, raw: text }
  }
  try {
    yield* parsed(stream, options, numbered)
  } catch (error) {
    throw error instanceof CsvError ? inWords(error, line, options) : error
  }
}

/** csv-parse's own line numbers drift after quoted line breaks. */
const lineBreaksIn = (text: string): number =>
  text.includes('\n') || text.includes('\r') ? (text.match(/\r\n|\n|\r/g)?.length ?? 0) : 0

function parsed(
  stream: AsyncIterable<Buffer>,
  options: CsvReadOptions,
  onRecord: (row: Parsed) => CsvRow<string[]> | null
): AsyncIterable<CsvRow<string[]>> {
  const parser = parse({
    delimiter: options.delimiter ?? ',',
    encoding: options.encoding === 'latin1' ? 'latin1' : 'utf8',
    max_record_size: longestRecord,
    // By its types csv-parse gives the record to the callback; with `raw` it gives the record and the raw text.
    on_record: row => onRecord(row as unknown as Parsed) as unknown as string[],
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true
  })
  const text = Readable.from(checkedText(stream, options), { objectMode: false })
  text.on('error', error => parser.destroy(error))
  parser.on('close', () => text.destroy())
  return text.pipe(parser)
}

function inWords(error: CsvError, line: number, { file }: CsvReadOptions): ReadingError {
  const place = { file, line }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    return new ReadingError(
      'truncated',
      'a quoted field that opens here is never closed: the file is cut off. Fetch it again.',
      place,
      error
    )
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return new ReadingError(
      'malformed',
      'a row of more than 1 MB begins here: a quote may be missing.',
      place,
      error
    )
  return new ReadingError('malformed', `is not CSV as RFC 4180 has it (${error.code}).`, place, error)
}

function refuseBadHeader(header: string[], line: number, { file }: CsvReadOptions): void {
  const twice = header.find((name, index) => header.indexOf(name) !== index)
  if (twice !== undefined)
    throw new ReadingError('malformed', `the column "${twice}" stands twice in the header.`, { file, line })
}

function refuseOtherCount(record: string[], first: string[], line: number, options: CsvReadOptions): void {
  if (record.length === first.length) return
  const isRagged = options.relax_column_count && (options.columns === 'none' || record.length < first.length)
  if (isRagged) return
  throw new ReadingError(
    'malformed',
    `has ${record.length} fields where the first row has ${first.length}: the file is cut off, damaged, or another one.`,
    { file: options.file, line }
  )
}

function named(header: string[], record: string[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [index, value] of record.entries()) fields[header[index] as string] = value
  return fields
}

/** Raw text as it may be kept beside a rejected row: at most 1 kB, cut at a whole character. */
export function capped(raw: string): string {
  if (raw.length * 3 <= rawLimit) return raw
  const bytes = Buffer.from(raw)
  return bytes.length <= rawLimit
    ? raw
    : bytes
        .subarray(0, rawLimit)
        .toString()
        .replace(/\uFFFD+$/, '')
}
