import { ReadingError } from '../../../reading/reading-error.ts'
import type { SheetRow } from '../../../reading/workbook-sheet.ts'

/** A row of figures: a fiscal year, or one month of the year above it. */
export interface FigureRow {
  line: number
  cells: string[]
  span: 'year' | 'year_to_date' | 'month'
  /** `FY2023`, or `2023-10`. */
  period: string
}

/** The months of a US fiscal year, as they stand below its total. */
const months = [
  ...['October', 'November', 'December', 'January', 'February', 'March'],
  ...['April', 'May', 'June', 'July', 'August', 'September']
]

/**
 * The rows of figures, and the notes below them. A year has its number in A and `Total` in B; its months follow with A
 * empty. Rows that the workbook hides are rows like others. `is_strict`: refuses a month that is missing or out of
 * order, a year that is, and a year that is over without all of its months.
 */
export function linesOf(
  rows: readonly SheetRow[],
  { file }: { file: string },
  is_strict: boolean
): { lines: FigureRow[]; notes: string[] } {
  const lines: FigureRow[] = []
  const notes: string[] = []
  let year: { number: number; months: number; is_over: boolean } | undefined
  const refuse = (line: number, what: string): void => {
    if (is_strict)
      throw new ReadingError('malformed', `${what}: it is damaged, or its layout has changed.`, {
        file,
        line
      })
  }
  const close = (line: number): void => {
    if (year?.is_over && year.months !== months.length)
      refuse(line, `has ${year.months} months of the fiscal year ${year.number}, which is over`)
  }
  for (const { line, cells } of rows) {
    const [first = '', second = ''] = cells.map(cell => cell.trim())
    const [, named, open] = /^(\d{4})( YTD)?$/.exec(first) ?? []
    if (first !== '' && second === '') notes.push(first)
    else if (notes.length > 0) refuse(line, 'has figures below the notes')
    else if (named !== undefined && second === 'Total') {
      close(line)
      if (year && (Number(named) !== year.number + 1 || !year.is_over))
        refuse(line, `has the fiscal year ${first} after ${year.number}`)
      year = { number: Number(named), months: 0, is_over: open === undefined }
      lines.push({ line, cells, span: open ? 'year_to_date' : 'year', period: `FY${named}` })
    } else if (year && first === '' && second === months[year.months]) {
      lines.push({ line, cells, span: 'month', period: monthOf(year.number, year.months) })
      year.months++
    } else refuse(line, `has "${first}" and "${second}" where a year or the next month should stand`)
  }
  close(rows.at(-1)?.line ?? 0)
  return { lines, notes }
}

/** The n-th month of a US fiscal year: the first of FY2024 is 2023-10. */
function monthOf(year: number, at: number): string {
  const month = ((at + 9) % 12) + 1
  return `${at < 3 ? year - 1 : year}-${String(month).padStart(2, '0')}`
}
