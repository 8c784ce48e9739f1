import { isOds } from '../../../reading/ods.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import { isWorkbook } from '../../../reading/workbook.ts'
import type { Layout, RawRow } from '../../source.ts'
import { isRestated, restatedLines } from '../restated.ts'
import { foldLabel, publishedSpan } from './labels.ts'
import {
  csvLines,
  odsLines,
  placesIn,
  publishedColumns,
  type TableLine,
  unnamedColumn,
  workbookLines
} from './lines.ts'
import type { HomeOfficeFigure, HomeOfficeTable } from './table.ts'

const mostTitles = 20

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
    },
    ...restatedLayouts(table, shared)
  ]
}

/** The layout of a table that the product ships: its own header, below it what the publisher printed. */
function restatedLayouts(
  table: HomeOfficeTable,
  shared: Omit<Layout, 'id' | 'title' | 'matches' | 'rows'>
): Layout[] {
  const { restated, series, title } = table
  if (restated === undefined) return []
  return [
    {
      ...shared,
      id: `${series}-restated`,
      title: `${title}, restated (CSV)`,
      matches: head => isRestated(head, restated),
      rows: (stream, name) => figures(restatedLines(stream, name, restated), table, name)
    }
  ]
}

/** The cells of a line of CSV that has no line breaks inside. */
const csvCells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

/** The rows below the header. Above it stand titles, below the figures notes: one cell a row. */
async function* figures(
  lines: AsyncIterable<TableLine>,
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
      named = cells.flatMap((cell, at) => (unnamedColumn.test(cell.trim()) ? [] : [at]))
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
      `has no header with the columns ${publishedColumns(table).join(', ')} ` +
        `${table.besides ? `(and no others but ${table.besides.join(' and ')}) ` : ''}in its first ${mostTitles} rows.`,
      { file }
    )
}

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

function fieldsAt(cells: readonly string[], places: ReadonlyMap<string, number>): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [column, at] of places) fields[column] = cells[at] ?? ''
  return fields
}

function keyOf(fields: Readonly<Record<string, string>>, { series, labels }: HomeOfficeTable): string {
  const { Year = '', Quarter = '', Date: day = `${Year} ${Quarter}` } = fields
  const period = publishedSpan(fields)?.label ?? day
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
