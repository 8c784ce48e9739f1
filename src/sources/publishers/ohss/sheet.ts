import { capped } from '../../../reading/csv.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import type { SheetRow } from '../../../reading/workbook-sheet.ts'
import { currentAsOf } from '../../../vocabulary/time/written-day.ts'
import type { RawRow } from '../../source.ts'
import { type FigureRow, linesOf } from './lines.ts'

/** One figure as printed: its row, its column and its text. */
export interface OhssFigure {
  /** Whether it stands in the sheet of the table that is read. */
  is_own: boolean
  /** `year_to_date`: the sum of the months of a year that is not over. */
  span: 'year' | 'year_to_date' | 'month'
  /** `FY2023`, or `2023-10`. */
  period: string
  /** Of the newest month that the sheet has, or not. */
  is_newest: boolean
  /** What stands above the column, over several of them; '' where nothing does. */
  group: string
  column: string
  text: string
}

/** What is known of a sheet that is read. */
interface Known {
  heading: string
  columns: readonly string[]
}

interface Place {
  file: string
  sheet: string
}

interface Column {
  at: number
  group: string
  column: string
}

/** The first column of figures: A and B have the year and the month. */
const firstFigure = 2

/**
 * The figures of a sheet. Of the sheet that is read (`known`), everything must be as it is published: the heading, the
 * columns, every month of each year, and the notes at the end. Of any other sheet the figures are only told, so that
 * every figure of a release is accounted for.
 */
export async function* sheetFigures(
  rows: AsyncIterable<SheetRow>,
  place: Place,
  known: Known | undefined
): AsyncIterable<RawRow> {
  const all: SheetRow[] = []
  for await (const row of rows) all.push(row)
  const header = all.findIndex(({ cells }) => trimmed(cells[0]) === 'Fiscal Year')
  if (known) refuseOtherTable(all.slice(0, header === -1 ? mostTitles : header), known, header, place)
  if (header === -1) return
  const columns = columnsOf(all[header] as SheetRow, all[header - 1])
  if (known) refuseOddColumns(columns, known, all[header] as SheetRow, place)
  const { lines, notes } = linesOf(all.slice(header + 1), place, known !== undefined)
  if (known) refuseCutOff(lines, notes, place)
  const newest = lines.findLast(({ span }) => span === 'month')?.period
  const is_own = known !== undefined
  const data_as_of = is_own ? notes.map(currentAsOf).find(day => day !== undefined) : undefined
  for (const line of lines) yield* figuresOf(line, columns, { place, is_own, newest, data_as_of })
}

const trimmed = (cell: string | undefined): string => (cell ?? '').replace(/\s+/g, ' ').trim()

/** A name without the number of a footnote that was no superscript: `Expulsions6`. */
const withoutMark = (name: string): string => name.replace(/(?<=[a-z)])\d+$/i, '')

/** Rows above the header, where it is not found. */
const mostTitles = 5

/** The columns of figures. A group holds until the next one; columns before the first have none. */
function columnsOf({ cells }: SheetRow, above: SheetRow | undefined): Column[] {
  // A heading, which stands in A alone, is no row of groups.
  const groups = above && trimmed(above.cells[0]) === '' ? above.cells : []
  let group = ''
  const columns: Column[] = []
  for (let at = firstFigure; at < cells.length; at++) {
    group = withoutMark(trimmed(groups[at])) || group
    const column = withoutMark(trimmed(cells[at]))
    if (column !== '') columns.push({ at, group, column })
  }
  return columns
}

function refuseOtherTable(
  above: readonly SheetRow[],
  { heading }: Known,
  header: number,
  { file }: Place
): void {
  const titles = above.map(({ cells }) => trimmed(cells[0]))
  const isTitle = (text: string): boolean =>
    text.startsWith(`${heading}:`) && /^: Fiscal Years \d{4} to \d{4}/.test(text.slice(heading.length))
  if (!titles.some(isTitle))
    throw new ReadingError(
      'malformed',
      `is not headed "${heading}: Fiscal Years …" but "${titles[1] ?? titles[0] ?? ''}": it is another table.`,
      { file }
    )
  if (header === -1)
    throw new ReadingError('malformed', 'has no header row that begins with "Fiscal Year".', { file })
}

function refuseOddColumns(columns: readonly Column[], known: Known, header: SheetRow, { file }: Place): void {
  const refuse = (what: string): never => {
    throw new ReadingError('malformed', `${what}: its layout has changed, or it is damaged.`, {
      ...{ file, line: header.line }
    })
  }
  if (trimmed(header.cells[1]) !== 'Month') refuse('has no column "Month" beside the fiscal year')
  const names = columns.map(({ group, column }) => (group === '' ? column : `${group}: ${column}`))
  const missing = known.columns.filter(name => !names.includes(name))
  if (missing.length > 0) refuse(`lacks the column ${missing.map(name => `"${name}"`).join(' and ')}`)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) refuse(`has the column "${twice}" twice`)
}

function refuseCutOff(lines: readonly FigureRow[], notes: readonly string[], { file }: Place): void {
  if (lines.length === 0 || !notes.some(note => /^Source:/.test(note)))
    throw new ReadingError(
      'truncated',
      'ends without the note on its source below the figures: it is cut off. Fetch it again.',
      { file }
    )
}

function* figuresOf(
  { line, cells, period, span }: FigureRow,
  columns: readonly Column[],
  {
    place,
    is_own,
    newest,
    data_as_of
  }: { place: Place; is_own: boolean; newest: string | undefined; data_as_of: string | undefined }
): Iterable<RawRow> {
  for (const { at, group, column } of columns) {
    const text = trimmed(cells[at])
    const record: OhssFigure = { is_own, span, period, is_newest: period === newest, group, column, text }
    const raw = is_own ? capped([period, group, column, text].join('\t')) : ''
    yield { source_table: place.sheet, line, record, raw, data_as_of }
  }
}
