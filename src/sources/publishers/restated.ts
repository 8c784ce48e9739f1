import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { RawRow } from '../source.ts'

/** A line of a restated table, its first one being the header in the publisher's names. */
interface RestatedLine {
  line: number
  cells: string[]
  raw: string
}

/** Our names of the columns → the publisher's, in the order in which they stand in the file. */
export type RestatedColumns = Readonly<Record<string, string>>

/** Whether a file begins with just this header: our names, in this order and no others. */
export const isRestated = (head: string, columns: RestatedColumns): boolean =>
  head.split(/\r?\n/, 1)[0] === Object.keys(columns).join(',')

/**
 * The lines of a table that `scripts/restate.mjs` wrote: the publisher's values below our header, which is told in the
 * publisher's names. Throws ReadingError where a line is cut.
 */
export async function* restatedLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  columns: RestatedColumns
): AsyncIterable<RestatedLine> {
  const names = Object.values(columns)
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'none',
    must_end_with_newline: true,
    file
  })) {
    if (record.length !== names.length)
      throw new ReadingError('malformed', `has ${record.length} fields in place of ${names.length}.`, {
        file,
        line
      })
    yield { line, cells: line === 1 ? names : record, raw }
  }
}

/** The rows of such a table by the publisher's names. */
export async function* restatedRows(
  stream: AsyncIterable<Buffer>,
  file: string,
  columns: RestatedColumns
): AsyncIterable<RawRow> {
  const names = Object.values(columns)
  for await (const { line, cells, raw } of restatedLines(stream, file, columns)) {
    if (line === 1) continue
    const record = Object.fromEntries(names.map((name, at) => [name, cells[at]]))
    yield { source_table: file, line, record, raw }
  }
}
