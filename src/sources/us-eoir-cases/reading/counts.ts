import { ReadingError } from '../../../reading/reading-error.ts'
import { eoirTables, type TableName } from './tables.ts'

/** How many rows the publisher says that a table has; `table` is an index into `tables`. */
export interface PublishedRowCount {
  table: number
  rows: number
}

/** The tables that are read, with the number of their rows, and those of which the file says none that can be read. */
export interface PublishedCounts {
  counts: PublishedRowCount[]
  uncounted: TableName[]
}

/**
 * Reads `Count.txt`, with or without a header: a table's name and, behind a tab, `7390042 rows copied.` or the
 * number alone, with or without groups of thousands. Tables that are not read here are left out.
 * Throws ReadingError if a table that is read stands there twice with different numbers.
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
    uncounted: eoirTables.filter((_, table) => !found.has(table))
  }
}

/** Whether a file lists the rows of this release's tables. */
export const listsTables = (text: string): boolean =>
  text.split(/\r?\n/).some(line => eoirTables.some(table => table.toLowerCase() === named(line)[0]))

/** `7390042`, `7,390,042` and `7.390.042` with words behind them; half a number is none. */
function numberIn(content: string): number | undefined {
  const [, grouped, , plain] =
    /^(?:(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)|(\d+))(?![\d.,]*\d)/.exec(content) ?? []
  const digits = grouped?.replace(/[.,]/g, '') ?? plain
  return digits === undefined ? undefined : Number(digits)
}

/** A line's table, in small letters, and what is said of it. Before the name may stand an editor's mark and a schema. */
function named(line: string): [name: string, content: string] {
  const plain = line.replaceAll('\0', '').replace(/^[^A-Za-z]+/, '')
  const [, name, content] = /^(?:dbo\W+)?([A-Za-z]\w*)(?:\.csv)?(?:\W+(.*))?$/i.exec(plain.trim()) ?? []
  return [(name ?? '').toLowerCase(), content ?? '']
}
