import { capped, readCsv } from '../../../reading/csv.ts'
import { readOds } from '../../../reading/ods.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import { readWorkbook } from '../../../reading/workbook.ts'
import { foldLabel } from './labels.ts'
import type { HomeOfficeTable } from './table.ts'

/** A line of a table, whatever its format. */
export interface TableLine {
  line: number
  cells: string[]
  raw: string
}

/** The columns of a table that are read, as published. */
export const publishedColumns = ({
  of_days,
  labels,
  figure
}: Pick<HomeOfficeTable, 'of_days' | 'labels' | 'figure'>): string[] => [
  ...(of_days ? ['Date'] : ['Year', 'Quarter']),
  ...labels,
  figure
]

/** Columns of row numbers, which tools put before a table. */
export const unnamedColumn = /^(unnamed: ?\d+)?$/i

/** Where the columns of a table stand, if a line is its header. */
export function placesIn(cells: readonly string[], table: HomeOfficeTable): Map<string, number> | undefined {
  const names = cells.map(cell => foldLabel(cell.replace(/^\uFEFF/, '')))
  const places = new Map(publishedColumns(table).map(column => [column, names.indexOf(foldLabel(column))]))
  const known = table.besides && [...places.keys(), ...table.besides].map(foldLabel)
  const isStrange = known && names.some(name => !unnamedColumn.test(name) && !known.includes(name))
  return isStrange || [...places.values()].includes(-1) ? undefined : places
}

/** The lines of a table as text. Throws ReadingError where one has not as many fields as the header. */
export async function* csvLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  table: HomeOfficeTable
): AsyncIterable<TableLine> {
  let width: number | undefined
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'none',
    relax_column_count: true,
    must_end_with_newline: true,
    file
  })) {
    width ??= placesIn(record, table) && record.length
    if (width !== undefined && record.length !== width)
      throw new ReadingError(
        'malformed',
        `has ${record.length} fields where the header has ${width}: the file is cut off, damaged, or another one.`,
        { file, line }
      )
    yield { line, cells: record, raw }
  }
}

/** `Data - Asy_D02` is the sheet of Asy_D02; other sheets show the same in other ways, or explain it. */
const isSheetOf = ({ code }: HomeOfficeTable, sheet: string): boolean =>
  new RegExp(`^(data)?${code.replace('_', '')}$`, 'i').test(sheet.replace(/[^a-z0-9]/gi, ''))

const noSheet = (table: HomeOfficeTable, sheets: readonly string[], file: string): ReadingError =>
  new ReadingError(
    'malformed',
    `has no sheet "Data - ${table.code}", but ${sheets.map(sheet => `"${sheet}"`).join(', ')}: ` +
      'it is another workbook of the Home Office, or of somebody else.',
    { file }
  )

/** The lines of a table's sheet in a workbook. Throws ReadingError where it has none. */
export async function* workbookLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  table: HomeOfficeTable
): AsyncIterable<TableLine> {
  const sheets: string[] = []
  for await (const { name, rows } of readWorkbook(stream, file)) {
    sheets.push(name)
    if (!isSheetOf(table, name)) continue
    for await (const { line, cells } of rows()) yield { line, cells, raw: capped(cells.join('\t')) }
    return
  }
  throw noSheet(table, sheets, file)
}

/** The lines of a table's sheet in an OpenDocument spreadsheet. Throws ReadingError where it has none. */
export async function* odsLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  table: HomeOfficeTable
): AsyncIterable<TableLine> {
  const sheets: string[] = []
  const isWanted = (sheet: string): boolean => {
    sheets.push(sheet)
    return isSheetOf(table, sheet)
  }
  for await (const { line, cells } of readOds(stream, file, isWanted))
    yield { line, cells, raw: capped(cells.join('\t')) }
  if (!sheets.some(sheet => isSheetOf(table, sheet))) throw noSheet(table, sheets, file)
}
