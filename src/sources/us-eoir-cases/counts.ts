import { ReadingError } from '../../reading/reading-error.ts'
import { tables } from './tables.ts'

/** How many rows the publisher says that a table has; `table` is an index into `tables`. */
export interface PublishedCount {
  table: number
  rows: number
}

/**
 * Reads `Count.txt`, with or without a header: a table's name and, behind a tab, `7390042 rows copied.` or the
 * number alone. Tables that are not read here are left out.
 * Throws ReadingError if a table that is read stands there without a number, or twice with different ones.
 */
export function publishedCounts(text: string, file: string): PublishedCount[] {
  const found = new Map<number, number>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [name, content] = named(line)
    const table = tables.findIndex(each => each.toLowerCase() === name)
    if (table === -1) continue
    const rows = /^\d+|^\d{1,3}(,\d{3})+/.exec(content)?.[0]
    if (rows === undefined)
      throw unreadable(`says nothing of how many rows ${tables[table]} has.`, file, index + 1)
    const count = Number((/^\d{1,3}(,\d{3})+/.exec(content)?.[0] ?? rows).replaceAll(',', ''))
    if (found.has(table) && found.get(table) !== count)
      throw unreadable(`says twice how many rows ${tables[table]} has, and not the same.`, file, index + 1)
    found.set(table, count)
  }
  return [...found].map(([table, rows]) => ({ table, rows }))
}

/** Whether a file lists the rows of this release's tables. */
export const listsTables = (text: string): boolean =>
  text.split(/\r?\n/).some(line => tables.some(table => table.toLowerCase() === named(line)[0]))

function named(line: string): [name: string, content: string] {
  const plain = line.replaceAll('\0', '').trim()
  const [, name, content] = /^([A-Za-z]\w*)(?:\.csv)?[\t ,;:]+(.*)$/i.exec(plain) ?? []
  return [(name ?? '').toLowerCase(), content ?? '']
}

const unreadable = (what: string, file: string, line: number): ReadingError =>
  new ReadingError('malformed', `${what} Fetch the file again.`, { file, line })
