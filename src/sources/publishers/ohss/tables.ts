import { ReadingError } from '../../../reading/reading-error.ts'
import { isWorkbook, readWorkbook, type WorkbookSheet } from '../../../reading/workbook.ts'
import type { Layout, Mapped, RawRow } from '../../source.ts'
import { isRestatedWorkbook, restatedSheets } from './restated.ts'
import { type OhssFigure, sheetFigures } from './sheet.ts'

/** A table of OHSS's monthly workbook: one sheet, with figures of fiscal years and of their months. */
export interface OhssTable {
  /** Its series; `-monthly` or `-yearly` stands in its id, since a series has periods of one length. */
  series: string
  /** Which of its figures the series has. */
  span: 'month' | 'year'
  title: string
  /** The name of its sheet, the same in every edition. */
  sheet: string
  /** As A2 begins, before the years: it confirms the name. */
  heading: string
  /** Columns that the table cannot lack. Others are nationalities, of which each edition selects its own. */
  columns: readonly string[]
  /** What one figure of its own sheet becomes. */
  map(row: RawRow & { record: OhssFigure }): Mapped
}

/** The name of the column of a figure: with its group, because names repeat in every group. */
export const columnKey = (group: string, column: string): string =>
  group === '' ? column : `${group}: ${column}`

/** The layouts of a table: the workbook as published, and its sheets restated. One raw row is one figure, of any sheet. */
export function ohssLayouts(table: OhssTable): Layout[] {
  const shared = {
    series: table.series,
    map: row => mapFigure(row as RawRow & { record: OhssFigure }, table),
    // A sheet that lacks a month or its end is refused. Nationalities that are not selected stand in one column together.
    coverage: { nationality: 'all', country_of_asylum: ['USA'], complete: true },
    starter: false,
    synthetic: false
  } satisfies Partial<Layout>
  return [
    {
      ...shared,
      id: table.series,
      title: `${table.title}, in OHSS’s monthly workbook (XLSX)`,
      matches: isWorkbook,
      rows: (stream, name) => figures(readWorkbook(stream, name), name, table)
    },
    {
      ...shared,
      id: `${table.series}-restated`,
      title: `${table.title}, sheets of OHSS’s monthly workbook restated (CSV)`,
      matches: isRestatedWorkbook,
      rows: (stream, name) => figures(restatedSheets(stream, name), name, table)
    }
  ]
}

async function* figures(
  workbook: AsyncIterable<WorkbookSheet>,
  file: string,
  table: OhssTable
): AsyncIterable<RawRow> {
  const sheets: string[] = []
  for await (const { name, rows } of workbook) {
    sheets.push(name)
    yield* sheetFigures(
      rows(),
      { file: `${file}/${name}`, sheet: name },
      name === table.sheet ? table : undefined
    )
  }
  if (!sheets.includes(table.sheet))
    throw new ReadingError(
      'malformed',
      `has no sheet "${table.sheet}", but ${sheets.map(sheet => `"${sheet}"`).join(', ')}: ` +
        'it is another workbook than OHSS’s monthly tables.',
      { file }
    )
}

/** A figure of another sheet, or of periods of the other length, is no part of the series. */
function mapFigure(row: RawRow & { record: OhssFigure }, table: OhssTable): Mapped {
  const { is_own, span } = row.record
  if (!is_own) return { excluded: 'other_table' }
  if (span === table.span) return table.map(row)
  // Years are sums of their months, and so is the year that is not over.
  return { excluded: span === 'month' ? 'part_of_total' : 'aggregate' }
}
