import { readCsv } from '../../../reading/csv.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import type { WorkbookSheet } from '../../../reading/workbook.ts'
import type { SheetRow } from '../../../reading/workbook-sheet.ts'

/** The first line of the sheets that `scripts/restate.mjs` wrote; below it stand a sheet's name, a row's number and its cells. */
const header = 'sheet,row,cells'

export const isRestatedWorkbook = (head: string): boolean => head.split(/\r?\n/, 1)[0] === header

/** The sheets of a restated workbook in their order. Throws ReadingError where a row is cut, or stands in another place. */
export async function* restatedSheets(
  stream: AsyncIterable<Buffer>,
  file: string
): AsyncIterable<WorkbookSheet> {
  const sheets = new Map<string, SheetRow[]>()
  let last: { name: string; row: number } | undefined
  for await (const { line, record } of readCsv(stream, {
    ...{ encoding: 'utf-8', columns: 'none', relax_column_count: true, must_end_with_newline: true, file }
  })) {
    if (line === 1) continue
    const [name = '', number = '', ...cells] = record
    const row = Number(number)
    const isNext = last?.name === name ? row > last.row : !sheets.has(name)
    if (name === '' || !/^[1-9]\d*$/.test(number) || cells.length === 0 || !isNext)
      throw new ReadingError('malformed', 'is no row of a sheet that follows the one above it.', {
        file,
        line
      })
    if (!sheets.has(name)) sheets.set(name, [])
    sheets.get(name)?.push({ line: row, cells })
    last = { name, row }
  }
  for (const [name, rows] of sheets) yield { name, rows: () => asStream(rows) }
}

async function* asStream(rows: readonly SheetRow[]): AsyncIterable<SheetRow> {
  yield* rows
}
