import { setImmediate as turn } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { columnLabel } from '../vocabulary/labels/columns.ts'
import { spreadsheetText } from '../vocabulary/results/spreadsheet-text.ts'
import type { ReadyLines } from '../vocabulary/results/table-lines.ts'
import type { FormatOptions, RecordTable, TableFormat, TableRow } from './format.ts'

export type CsvValue = string | number | boolean | null

/**
 * Rows → CSV as RFC 4180: CRLF, doubled quotes, null as an empty field, booleans as true and false, numbers as they are. Each batch of rows
 * becomes one piece of text, so memory is constant, and other requests have a turn after each. `bom` is off by default: a byte order mark breaks the first header
 * in programs that do not expect it.
 */
export async function* writeCsv(
  header: readonly string[],
  batches: AsyncIterable<readonly CsvValue[][]> | Iterable<readonly CsvValue[][]>,
  options: FormatOptions = {}
): AsyncGenerator<string> {
  const write = (rows: readonly (readonly CsvValue[])[]): string =>
    stringify(rows as CsvValue[][], {
      delimiter: options.delimiter === 'semicolon' ? ';' : ',',
      record_delimiter: '\r\n',
      // Without this, a lone line feed inside a text would not be quoted.
      quoted_match: /[\r\n]/,
      cast: { string: spreadsheetText, boolean: value => String(value), number: value => String(value) }
    })
  yield (options.bom ? '\uFEFF' : '') + write([header])
  for await (const rows of batches) {
    if (rows.length === 0) continue
    yield write(rows)
    await turn()
  }
}

/** The value of a field: codes as text, a list as its items joined by `;`, an object as JSON, no value as null. */
function cell(value: unknown): CsvValue {
  if (value === undefined || value === null) return null
  if (Array.isArray(value) && value.every(item => typeof item !== 'object')) return value.join(';')
  return typeof value === 'object' ? JSON.stringify(value) : (value as CsvValue)
}

async function* cells({ columns, batches }: RecordTable): AsyncGenerator<CsvValue[][]> {
  for await (const rows of batches) yield rows.map(row => columns.map(({ name }) => cell(row[name])))
}

export const csv: TableFormat = {
  id: 'csv',
  type: 'text/csv; charset=utf-8; header=present',
  accepts: ['text/csv'],
  ending: 'csv',
  is_shown: false,
  is_paged: false,
  is_binary: false,
  options: ['bom', 'delimiter', 'header'],
  writes: 'table',
  write: (table, { lang }, options) => {
    const header = table.columns.map(({ name }) =>
      options.header === 'labels' ? columnLabel(name, lang) : name
    )
    return table.lines
      ? withLines(header, table, table.lines, options)
      : writeCsv(header, cells(table), options)
  }
}

/** The first rows, and all others as the lines that are ready. */
async function* withLines(
  header: readonly string[],
  { columns }: RecordTable,
  { first, rest }: ReadyLines<TableRow>,
  options: FormatOptions
): AsyncGenerator<string | Buffer> {
  yield* writeCsv(header, cells({ columns, batches: first }), options)
  yield* rest({
    columns: columns.map(({ name }) => name),
    same: {},
    delimiter: options.delimiter === 'semicolon' ? ';' : ','
  })
}
