import { capped, readCsv } from '../../reading/csv.ts'
import { isOds, readOds } from '../../reading/ods.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import { isWorkbook, readWorkbook } from '../../reading/workbook.ts'
import type { Layout, Mapped, RawRow } from '../source.ts'
import { foldLabel, quarterOf } from './labels.ts'

/** A detailed table of the Home Office's immigration system statistics: one row a figure, quarter by quarter. */
export interface HomeOfficeTable {
  series: string
  title: string
  /** As the names of its sheets end: `Asy_D02`. */
  code: string
  /** Columns of a figure's dimensions, beside Year and Quarter; others, such as Region, are not read. */
  labels: readonly string[]
  /** The column of the figure. */
  figure: string
  /** Whether rows may have the same labels, being parts of one figure. Elsewhere a row that stands twice is a fault. */
  has_parts: boolean
  /**
   * The name of its workbooks, whatever the quarter. A workbook that no table's pattern matches may be of any table.
   */
  workbook: RegExp
  /** The number of rows in the earliest edition that is known to be whole. */
  whole_from_rows: number
  map(row: RawRow): Mapped
}

/** A row as read: its columns by the names above. */
export interface HomeOfficeFigure {
  fields: Record<string, string>
  /**
   * The key of its figure: folded labels, and an ordinal where a row repeats the labels of another. Such rows are parts
   * of one number.
   */
  key: string
}

interface Line {
  line: number
  cells: string[]
  raw: string
}

const mostTitles = 20
const columnsOf = ({ labels, figure }: HomeOfficeTable): string[] => ['Year', 'Quarter', ...labels, figure]

/** The layouts of a table: as the Home Office publishes it, in either office format, and as text. */
export function homeOfficeLayouts(table: HomeOfficeTable, others: readonly HomeOfficeTable[]): Layout[] {
  const { series, map, whole_from_rows } = table
  const shared = {
    series,
    map,
    whole_from_rows,
    // Every nationality and destination is named; those that are not known stand in a row of their own.
    coverage: { nationality: 'all', country_of_asylum: ['GBR'] },
    starter: false,
    synthetic: false
  } satisfies Partial<Layout>
  const isNamed = (name: string): boolean =>
    table.workbook.test(name) || !others.some(({ workbook }) => workbook.test(name))
  return [
    {
      ...shared,
      id: `${series}-csv`,
      title: `${table.title} (CSV)`,
      matches: head => head.split(/\r?\n/, mostTitles).some(line => placesIn(csvCells(line), table)),
      rows: (stream, name) => figures(csvLines(stream, name, table), table, name)
    },
    {
      ...shared,
      id: `${series}-workbook`,
      title: `${table.title} (workbook as published, XLSX)`,
      matches: (head, name) => isWorkbook(head, name) && isNamed(name),
      rows: (stream, name) => figures(workbookLines(stream, name, table), table, name)
    },
    {
      ...shared,
      id: `${series}-ods`,
      title: `${table.title} (spreadsheet as published, ODS)`,
      matches: (head, name) => isOds(head, name) && isNamed(name),
      rows: (stream, name) => figures(odsLines(stream, name, table), table, name)
    }
  ]
}

/** The cells of a line of CSV that has no line breaks inside. */
const csvCells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

/** Where the columns of a table stand, if a line is its header. */
function placesIn(cells: readonly string[], table: HomeOfficeTable): Map<string, number> | undefined {
  const names = cells.map(cell => foldLabel(cell.replace(/^\uFEFF/, '')))
  const places = new Map(columnsOf(table).map(column => [column, names.indexOf(foldLabel(column))]))
  return [...places.values()].includes(-1) ? undefined : places
}

async function* csvLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  table: HomeOfficeTable
): AsyncIterable<Line> {
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

async function* workbookLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  table: HomeOfficeTable
): AsyncIterable<Line> {
  const sheets: string[] = []
  for await (const { name, rows } of readWorkbook(stream, file)) {
    sheets.push(name)
    if (!isSheetOf(table, name)) continue
    for await (const { line, cells } of rows()) yield { line, cells, raw: capped(cells.join('\t')) }
    return
  }
  throw noSheet(table, sheets, file)
}

async function* odsLines(
  stream: AsyncIterable<Buffer>,
  file: string,
  table: HomeOfficeTable
): AsyncIterable<Line> {
  const sheets: string[] = []
  const isWanted = (sheet: string): boolean => {
    sheets.push(sheet)
    return isSheetOf(table, sheet)
  }
  for await (const { line, cells } of readOds(stream, file, isWanted))
    yield { line, cells, raw: capped(cells.join('\t')) }
  if (!sheets.some(sheet => isSheetOf(table, sheet))) throw noSheet(table, sheets, file)
}

/** The rows below the header. Above it stand titles, below the figures notes: one cell a row. */
async function* figures(
  lines: AsyncIterable<Line>,
  table: HomeOfficeTable,
  file: string
): AsyncIterable<RawRow> {
  let places: Map<string, number> | undefined
  let above = 0
  let hasNotes = false
  let named: number[] = []
  const numbered = repeatCounter()
  const seen = new Map<string, number>()
  for await (const { line, cells, raw } of lines) {
    const filled = cells.filter(cell => cell.trim() !== '').length
    if (!places) {
      places = placesIn(cells, table)
      if (!places && ++above > mostTitles) break
      named = cells.flatMap((cell, at) => (unnamed.test(cell.trim()) ? [] : [at]))
    } else if (filled === 1) hasNotes = true
    else if (filled > 1) {
      if (hasNotes)
        throw new ReadingError('malformed', 'has figures below the notes: another table may follow.', {
          file,
          line
        })
      const fields = fieldsAt(cells, places)
      const key = keyOf(fields, table)
      if (!table.has_parts) refuseRepeated(named.map(at => cells[at]).join('\t'), line, seen, file)
      const record: HomeOfficeFigure = { fields, key: table.has_parts ? numbered(key) : key }
      yield { source_table: file, line, record, raw }
    }
  }
  if (!places)
    throw new ReadingError(
      'malformed',
      `has no header with the columns ${columnsOf(table).join(', ')} in its first ${mostTitles} rows.`,
      { file }
    )
}

/** Columns of row numbers, which tools put before a table. */
const unnamed = /^(unnamed: ?\d+)?$/i

function refuseRepeated(row: string, line: number, seen: Map<string, number>, file: string): void {
  const before = seen.get(row)
  if (before !== undefined)
    throw new ReadingError(
      'malformed',
      `is the same row as line ${before}. No row of this table stands twice: it would be counted twice. Fetch the publisher’s own file.`,
      { file, line }
    )
  seen.set(row, line)
}

const fieldsAt = (cells: readonly string[], places: ReadonlyMap<string, number>): Record<string, string> =>
  Object.fromEntries([...places].map(([column, at]) => [column, cells[at] ?? '']))

function keyOf(fields: Readonly<Record<string, string>>, { series, labels }: HomeOfficeTable): string {
  const { Year = '', Quarter = '' } = fields
  const period = quarterOf(Year, Quarter)?.label ?? `${Year} ${Quarter}`
  return [series, period, ...labels.map(label => foldLabel(fields[label] ?? ''))].join('/')
}

/** Gives each repeated key an ordinal. Some rows have the same labels: they are parts of one number. */
function repeatCounter(): (key: string) => string {
  const seen = new Map<string, number>()
  return key => {
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key}#${times}`
  }
}
