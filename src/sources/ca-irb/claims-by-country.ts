import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout, RawRow } from '../source.ts'
import { decisionColumns, excludedColumns } from './codes.ts'
import { mapClaims, type Series } from './map.ts'
import { type Span, spanOf } from './span.ts'

const columns = [
  ...['period', 'as_of', 'country_of_alleged_persecution'],
  ...Object.keys(decisionColumns),
  ...Object.keys(excludedColumns)
]

/** Whether a file of this layout holds rows of a series, which is one of the Board's tables. */
function holds(series: Series, head: string): boolean {
  const [header = '', ...lines] = head.replace(/^\uFEFF/, '').split(/\r?\n/)
  const names = header.split(',').map(name => name.trim())
  return (
    columns.every(column => names.includes(column)) &&
    lines.some(line => spanOf(line.split(',', 1)[0] ?? '')?.series === series)
  )
}

const layout = (series: Series, title: string): Layout => ({
  id: `${series}-by-country`,
  title,
  series,
  matches: head => holds(series, head),
  rows: (stream, name) => rows(series, stream, name),
  map: row => mapClaims(series, row),
  // The Board names every country of which a claim was made: some 150 a year. A file with fewer rows than this is an
  // excerpt.
  coverage: { nationality: 'all', country_of_asylum: ['CAN'] },
  whole_from_rows: 100,
  starter: false,
  synthetic: false
})

/** The Board's tables by country, transcribed: one row a country and period. A file may hold both. */
export const irbLayouts: Layout[] = [
  layout('claims', 'Claims by country of alleged persecution (CSV)'),
  layout('legacy', 'Legacy claims by country of alleged persecution (CSV)')
]

async function* rows(series: Series, stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const spans = new Map<string, Span>()
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'header',
    must_end_with_newline: true,
    file: name
  })) {
    const span = spanOf(record.period ?? '')
    if (span?.series === series) refuseOverlap(span, spans, { file: name, line })
    yield { source_table: name, line, record, raw }
  }
}

/** Refuses periods that overlap: January to September includes January to June, and both would be counted. */
function refuseOverlap(span: Span, spans: Map<string, Span>, place: { file: string; line: number }): void {
  if (spans.has(span.label)) return
  const other = [...spans.values()].find(({ from, to }) => from <= span.to && to >= span.from)
  if (other)
    throw new ReadingError(
      'malformed',
      `"${span.label}" and "${other.label}" count the same months twice. Import the longer one alone.`,
      place
    )
  spans.set(span.label, span)
}
