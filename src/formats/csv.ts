import { stringify } from 'csv-stringify/sync'

export type CsvValue = string | number | boolean | null

export interface CsvOptions {
  /** A byte order mark for spreadsheets; without it, since it breaks the first header elsewhere. */
  bom?: boolean
  delimiter?: 'comma' | 'semicolon'
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front. Numbers are never touched. */
const neutralise = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/**
 * Rows → CSV as RFC 4180: CRLF, doubled quotes, null as an empty field, booleans as true and false. Give rows in
 * batches: each becomes one piece of text, so memory stays flat whatever the length.
 */
export async function* writeCsv(
  header: readonly string[],
  batches: AsyncIterable<readonly CsvValue[][]> | Iterable<readonly CsvValue[][]>,
  options: CsvOptions = {}
): AsyncGenerator<string> {
  const write = (rows: readonly (readonly CsvValue[])[]): string =>
    stringify(rows as CsvValue[][], {
      delimiter: options.delimiter === 'semicolon' ? ';' : ',',
      record_delimiter: '\r\n',
      // Without this, a lone line feed inside a text would not be quoted.
      quoted_match: /[\r\n]/,
      cast: { string: neutralise, boolean: value => String(value), number: value => String(value) }
    })
  yield (options.bom ? '\uFEFF' : '') + write([header])
  for await (const rows of batches) if (rows.length > 0) yield write(rows)
}
