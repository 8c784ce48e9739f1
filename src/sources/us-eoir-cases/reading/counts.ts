import { ReadingError } from '../../../reading/reading-error.ts'
import { appearancesTable, eoirTables, type TableName } from './tables.ts'

/** The publisher's own row count of a table; `table` is an index into `tables`. */
export interface PublishedRowCount {
  table: number
  rows: number
}

/** The row counts of the tables that are read, and the tables without a readable count. */
export interface PublishedCounts {
  counts: PublishedRowCount[]
  uncounted: TableName[]
}

/**
 * Reads `Count.txt`, with or without a header. A line has a table's name, a tab, and `7390042 rows copied.` or the
 * number alone, with or without groups of thousands. Tables that are not read here are left out.
 * Throws ReadingError if a table that is read is listed twice with different numbers.
 */
export function publishedRowCounts(text: string, file: string): PublishedCounts {
  const found = new Map<number, number>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [name, content] = named(line)
    const table = eoirTables.findIndex(each => each.toLowerCase() === name)
    const count = table === -1 ? undefined : numberIn(content)
    if (count === undefined) continue
    if (found.has(table) && found.get(table) !== count)
      throw new ReadingError(
        'malformed',
        `says twice how many rows ${eoirTables[table]} has, and not the same. Fetch the file again.`,
        { file, line: index + 1 }
      )
    found.set(table, count)
  }
  return {
    counts: [...found].map(([table, rows]) => ({ table, rows })),
    // A release that lacks the table of appearances has no count of it either.
    uncounted: eoirTables.filter((name, table) => !found.has(table) && name !== appearancesTable)
  }
}

/** Whether a file lists the rows of this release's tables. */
export const listsTables = (text: string): boolean =>
  text.split(/\r?\n/).some(line => eoirTables.some(table => table.toLowerCase() === named(line)[0]))

/** The number in `7390042`, `7,390,042` or `7.390.042`, with or without words behind it; undefined if malformed. */
function numberIn(content: string): number | undefined {
  const [, grouped, , plain] =
    /^(?:(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)|(\d+))(?![\d.,]*\d)/.exec(content) ?? []
  const digits = grouped?.replace(/[.,]/g, '') ?? plain
  return digits === undefined ? undefined : Number(digits)
}

/** A line's table, in lower case, and the text after it. A byte order mark and a schema may stand before the name. */
function named(line: string): [name: string, content: string] {
  const plain = line.replaceAll('\0', '').replace(/^[^A-Za-z]+/, '')
  const [, name, content] = /^(?:dbo\W+)?([A-Za-z]\w*)(?:\.csv)?(?:\W+(.*))?$/i.exec(plain.trim()) ?? []
  return [(name ?? '').toLowerCase(), content ?? '']
}
