import { type CsvRow, readCsv } from './csv.ts'
import { ReadingError } from './reading-error.ts'

/** One line of a table whose columns are periods: the values of its dimensions, and a cell for each period. */
export interface SeriesRow {
  line: number
  key: Record<string, string>
  cells: { period: string; text: string }[]
  raw: string
}

interface Header {
  dimensions: string[]
  periods: string[]
}

/** `geo\\time` is the bulk layout until 2022, which has no `freq`. */
const corner = /^([\w-]+(?:,[\w-]+)*)\\(?:TIME_PERIOD|time)$/

/**
 * The first line of such a table: `freq,unit,geo\TIME_PERIOD`, then periods with tabs between. undefined for anything
 * else. The order of the dimensions differs by table, and blanks surround the periods.
 */
export function seriesHeader(line: string): Header | undefined {
  const [first = '', ...periods] = line.split('\t').map(cell => cell.trim())
  const dimensions = corner.exec(first)?.[1]?.split(',')
  return dimensions && { dimensions, periods }
}

/**
 * The lines of a table in the bulk layout of Eurostat (TSV): the first field has the values of all dimensions with
 * commas between, each further one the cell of a period as published (`628 e`, `: c`). Throws ReadingError.
 */
export async function* readSeriesTsv(stream: AsyncIterable<Buffer>, file: string): AsyncIterable<SeriesRow> {
  let header: Header | undefined
  for await (const row of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'none',
    delimiter: '\t',
    must_end_with_newline: true,
    file
  })) {
    if (header) yield seriesOf(row, header, file)
    else header = headerOf(row, file)
  }
}

function headerOf({ record, line }: CsvRow<string[]>, file: string): Header {
  const header = seriesHeader(record.join('\t'))
  if (!header || header.periods.length === 0)
    throw new ReadingError('malformed', 'the first line does not name dimensions and periods.', {
      file,
      line
    })
  for (const names of [header.dimensions, header.periods]) {
    const twice = names.find((name, index) => names.indexOf(name) !== index)
    if (twice !== undefined)
      throw new ReadingError('malformed', `"${twice}" stands twice in the first line.`, { file, line })
  }
  return header
}

function seriesOf({ record, line, raw }: CsvRow<string[]>, header: Header, file: string): SeriesRow {
  const [first = '', ...texts] = record
  const values = first.split(',')
  if (values.length !== header.dimensions.length)
    throw new ReadingError(
      'malformed',
      `names ${values.length} dimensions where the first line has ${header.dimensions.length}: the file is damaged, or another one.`,
      { file, line }
    )
  return {
    line,
    key: Object.fromEntries(header.dimensions.map((name, i) => [name, (values[i] as string).trim()])),
    cells: header.periods.map((period, i) => ({ period, text: (texts[i] as string).trim() })),
    raw
  }
}
