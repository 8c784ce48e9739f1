import writeExcelFile, { type Cell, type Feature, type SheetData } from 'write-excel-file/node'
import { columnLabel } from '../../vocabulary/labels/columns.ts'
import { filterColumns } from '../../vocabulary/results/filter-columns.ts'
import { dayColumns, dayValues, flatColumns, flatFlags } from '../../vocabulary/results/result-rows.ts'
import type {
  Attribution,
  NumberKind,
  ResultRow,
  ResultTable
} from '../../vocabulary/results/result-table.ts'
import { isCalendarDay, utcMidnight } from '../../vocabulary/time/day.ts'
import type { FormatOptions, ResultFormat } from '../format.ts'
import { phrase } from '../wording/phrases.ts'
import { aboutSheet, type Content, nameOfData, type SheetContent, wordsSheet } from './about.ts'
import { withoutTimes } from './zip-times.ts'

interface SheetColumn {
  name: string
  cell(row: ResultRow): Cell
}

/**
 * A result as a workbook: the columns of CSV with typed numbers, a sheet with the attribution, and one with labels. A
 * number that is not published is an empty cell with its status beside it, never 0. The same figures give the same
 * bytes.
 */
export async function xlsx(
  result: ResultTable,
  attribution: Attribution,
  { header }: FormatOptions = {}
): Promise<Buffer> {
  const columns = [...warningColumn(attribution, result), ...tableColumns(result, attribution)]
  const data: SheetData = [
    columns.map(({ name }) => ({
      value: header === 'labels' ? columnLabel(name, attribution.lang) : name,
      type: String,
      fontWeight: 'bold',
      backgroundColor: '#e8edf2'
    })),
    ...result.rows.map(row => columns.map(column => column.cell(row)))
  ]
  const table: SheetContent = {
    sheet: nameOfData(attribution.lang),
    data,
    columns: columns.map((_, i) => ({ width: widthOf(data, i) })),
    stickyRowsCount: 1,
    orientation: 'landscape',
    dateFormat: 'yyyy-mm-dd'
  }
  const about = { ...aboutSheet(result, attribution), dateFormat: 'yyyy-mm-dd' }
  const sheets = [table, about, ...wordsSheet(result, attribution.lang)]
  const written = writeExcelFile(sheets, { ...font, features: [filterOver(data)] })
  return withoutTimes(await written.toBuffer())
}

/** The font is named, because some programs otherwise show bold cells in another font. */
const font = { fontFamily: 'Arial', fontSize: 10 }

const numberFormats: Record<NumberKind, string> = { count: '#,##0', days: '#,##0', share: '0.0%' }

/** The columns in the order of CSV. */
function tableColumns(result: ResultTable, { filters }: Attribution): SheetColumn[] {
  const { dimensions, constants } = result
  return [
    ...dimensions
      .filter(name => !Object.hasOwn(constants, name))
      .map((name): SheetColumn => ({ name, cell: ({ words }) => textCell(words[name] ?? null) })),
    ...flatColumns(result).map(
      ({ name, of, kind }): SheetColumn => ({
        name,
        cell: row =>
          kind === 'flags'
            ? textCell(flatFlags(row, of).join(';') || null)
            : numberCell(row.numbers[name] ?? null, kind)
      })
    ),
    ...Object.entries(constants).map(
      ([name, value]): SheetColumn => ({ name, cell: () => constantCell(name, value) })
    ),
    ...dayColumns(result).map(
      (name): SheetColumn => ({
        name,
        cell: row => constantCell(name, dayValues(result, row)[name] ?? null)
      })
    ),
    ...Object.entries(filterColumns(filters, Object.keys(constants))).map(
      ([name, value]): SheetColumn => ({ name, cell: () => textCell(value) })
    )
  ]
}

/** Rows are copied out of a workbook without its other sheet, so each row of a made-up release says what it is. */
function warningColumn({ synthetic, lang }: Attribution, { constants: same }: ResultTable): SheetColumn[] {
  if (!synthetic) return []
  const warning = { value: phrase('made_up', lang), type: String, textColor: '#b00020' }
  const isMadeUp = ({ constants = same }: ResultRow): boolean => constants.synthetic === true
  return [{ name: 'made_up', cell: row => (isMadeUp(row) ? warning : null) }]
}

/** Text is stored as text, even where it begins with `=`: a workbook runs only cells stored as formulas. */
const textCell = (value: string | null): Cell => (value === null ? null : { value, type: String })

const numberCell = (value: number | null, kind: NumberKind): Cell =>
  value === null ? null : { value, type: Number, format: numberFormats[kind] }

/** The names of days end so. A release is often called by a day, and its name is a text all the same. */
const nameOfDay = /(_on|_at|_from|_to)$/

function constantCell(name: string, value: string | boolean | null): Cell {
  if (typeof value === 'boolean') return { value, type: Boolean }
  return value !== null && nameOfDay.test(name) && isCalendarDay(value)
    ? { value: utcMidnight(value), type: Date }
    : textCell(value)
}

/** The width of a column in characters: the longest text of the first 200 rows, from 10 to 40. */
function widthOf(data: SheetData, column: number): number {
  const lengths = data.slice(0, 200).map(row => {
    const cell = row[column]
    const value = cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : cell
    return value instanceof Date ? 10 : String(value ?? '').length
  })
  return Math.min(40, Math.max(8, ...lengths) + 2)
}

/** Adds an autofilter to the header row, which the package does not support. */
function filterOver(data: SheetData): Feature<Content> {
  const range = `A1:${columnName((data[0]?.length ?? 1) - 1)}${data.length}`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _, { sheetIndex }) =>
            sheetIndex === 0
              ? content.replace('</sheetData>', () => `</sheetData><autoFilter ref="${range}"/>`)
              : content
        }
      }
    }
  }
}

/** A, B, … Z, AA, AB, … */
const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

export const xlsxFormat: ResultFormat = {
  id: 'xlsx',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  accepts: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ending: 'xlsx',
  is_shown: false,
  is_paged: false,
  is_binary: true,
  options: ['header'],
  has_counting_rule: true,
  is_costly: true,
  writes: 'result',
  makeup_of: 'whole',
  // A sheet can have 1,048,575 rows, but writing more than this blocks the service for seconds.
  largest: 25_000,
  write: xlsx
}
