import { readCsv } from '../../../reading/csv.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import type { RawRow } from '../../source.ts'

/** Columns of row numbers, which programs put before a table. */
const unnamed = /^(unnamed: ?\d+)?$/i

const fieldsOf = (line: string): string[] =>
  line.split(',').map(name => name.trim().replace(/^"(.*)"$/, '$1'))

/**
 * Whether the first line of a CSV file names all of the columns `needed`, quoted or not, in any order, and no others than
 * those `possible` beside them. With another column the file is another table, whose figures may be parts of these.
 */
export function isTable(head: string, needed: readonly string[], possible: readonly string[] = []): boolean {
  const [first = ''] = head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)
  return isHeader(fieldsOf(first), needed, possible)
}

/** Whether these are the columns of a table, in any order: all that are needed, and none that is not possible. */
export const isHeader = (
  names: readonly string[],
  needed: readonly string[],
  possible: readonly string[]
): boolean =>
  needed.every(column => names.includes(column)) &&
  names.every(name => needed.includes(name) || possible.includes(name) || unnamed.test(name))

/** The rows of a CSV file whose first line names its columns. Throws ReadingError where it has none. */
export async function* tableRows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  let read = 0
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'header',
    must_end_with_newline: true,
    file: name
  })) {
    read++
    yield { source_table: name, line, record, raw }
  }
  if (read === 0) throw new ReadingError('empty', 'has a header and no row. Fetch it again.', { file: name })
}
