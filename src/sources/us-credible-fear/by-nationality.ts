import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout, RawRow } from '../source.ts'
import { type FearColumn, fearTotalRow, otherRow, tableColumns } from './codes.ts'
import { mapNationality, type NationalityRow, nationalityNamed, type PrintedCell } from './map.ts'

const columnsAYear = Object.keys(tableColumns) as FearColumn[]
const title = /Nationalities Referred for a Credible Fear Interview/i
const lastFootnote = /^Source: DHS/

/**
 * DHS's table by nationality: a title, three header rows, one line a nationality with four columns for each
 * fiscal year, and footnotes. Years are read from the header. One raw row is one nationality's line.
 */
export const byNationality: Layout = {
  id: 'dhs-by-nationality',
  title: 'DHS table of credible fear cases by nationality (CSV)',
  series: 'by-nationality',
  matches: head => title.test(head.slice(0, 1024)) && head.includes('NATIONALITY'),
  rows,
  map: row => mapNationality(row, nationalityNamed),
  // All nationalities: those that are not named are in one row together.
  coverage: { nationality: 'all', country_of_asylum: ['USA'], complete: true },
  starter: false,
  synthetic: false
}

type Heading = Pick<PrintedCell, 'fiscal_year' | 'column'>

async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const header: string[][] = []
  const seen = new Set<string>()
  const footnotes: string[] = []
  let headings: Heading[] = []
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'none',
    relax_column_count: true,
    file: name
  })) {
    const at = { file: name, line }
    const [first = '', ...cells] = record
    if (header.length < 4) {
      if (header.push(record) === 4) headings = readHeadings(header, name)
    } else if (cells.every(cell => cell.trim() === '')) footnotes.push(first.trim())
    else if (footnotes.length > 0)
      throw new ReadingError('malformed', 'has figures below the footnotes: it is another table.', at)
    else {
      refuseOddLine(first, cells, headings, seen, at)
      seen.add(first.trim())
      const record: NationalityRow = {
        nationality: first.trim(),
        cells: headings.map((heading, index) => ({ ...heading, text: cells[index] ?? '' }))
      }
      yield { source_table: name, line, record, raw }
    }
  }
  refuseCutOff(seen, footnotes, name)
}

/** The fiscal year and column over each cell, from the four first lines. */
function readHeadings(header: string[][], file: string): Heading[] {
  const [titles = [], years = [], groups = [], columns = []] = header
  const refuse = (line: number, what: string): never => {
    throw new ReadingError('malformed', `${what} This is not the table by nationality as DHS published it.`, {
      file,
      line
    })
  }
  if (!title.test(titles[0] ?? '')) refuse(1, 'the title does not name credible fear interviews.')
  if (years[0] !== 'NATIONALITY') refuse(2, 'the first column is not NATIONALITY.')
  const named = groups.map(cell => cell.trim()).filter(Boolean)
  if (named.length === 0 || named.some(cell => cell !== 'Credible Fear Cases'))
    refuse(3, 'the columns are not all of credible fear cases.')
  const headings = columns.slice(1).map((cell, index) => {
    const fiscal_year = years[index + 1]?.trim() ?? ''
    const column = columnsAYear.find(known => known === cell.trim())
    if (!/^20\d\d$/.test(fiscal_year)) return refuse(2, `"${fiscal_year}" is no fiscal year.`)
    if (!column) return refuse(4, `"${cell.trim()}" is no known column.`)
    return { fiscal_year, column }
  })
  const distinct = new Set(headings.map(({ fiscal_year, column }) => `${fiscal_year} ${column}`))
  const fiscalYears = new Set(headings.map(({ fiscal_year }) => fiscal_year))
  if (
    years.length !== columns.length ||
    distinct.size !== headings.length ||
    headings.length === 0 ||
    headings.length !== fiscalYears.size * columnsAYear.length
  )
    refuse(4, `each fiscal year needs the columns ${columnsAYear.join(', ')} once.`)
  return headings
}

function refuseOddLine(
  first: string,
  cells: string[],
  headings: Heading[],
  seen: Set<string>,
  at: { file: string; line: number }
): void {
  const name = first.trim()
  if (cells.length !== headings.length)
    throw new ReadingError(
      'truncated',
      `has ${cells.length} cells where the header has ${headings.length}: the file is cut off or damaged. Fetch it again.`,
      at
    )
  if (name === '') throw new ReadingError('malformed', 'has figures without a nationality.', at)
  if (seen.has(name)) throw new ReadingError('malformed', `"${name}" stands twice in the table.`, at)
}

function refuseCutOff(seen: Set<string>, footnotes: string[], file: string): void {
  const missing = [
    ...[fearTotalRow, otherRow].filter(name => !seen.has(name)).map(name => `the row "${name}"`),
    ...(footnotes.some(note => lastFootnote.test(note)) ? [] : ['the closing footnote with the source'])
  ]
  if (missing.length > 0)
    throw new ReadingError('truncated', `lacks ${missing.join(' and ')}: it is cut off. Fetch it again.`, {
      file
    })
}
