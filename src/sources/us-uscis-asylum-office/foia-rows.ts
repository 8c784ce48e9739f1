import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { DateOrder } from '../../vocabulary/time/written-day.ts'
import { orderOfDates, type PrintedDate } from '../publishers/date-column.ts'
import type { Layout, RawRow, Reopen } from '../source.ts'
import { type DecisionRow, mapDecision } from './map.ts'

const header = [
  'affirmative_case_id',
  'asylum_office',
  'citizenship',
  'race_or_ethnicity',
  'case_outcome',
  'completion_date',
  'data_current_as_of'
].join(',')

/** `3/9/19`, as the agency writes it. A file that was saved again by a spreadsheet has another form. */
const publishedDate = /^[1-9]\d?\/[1-9]\d?\/\d{2}$/
const dateColumn = 'completion_date'

const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/

/** The individual decisions of FOIA release COW2021001887, or an excerpt with the first of them. */
export const foiaRows: Layout = {
  id: 'foia-cow2021001887',
  title: 'Individual asylum office decisions, FOIA COW2021001887 (CSV)',
  series: 'decisions',
  matches: head => head.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] === header,
  rows,
  map: mapDecision,
  // All decisions of one agency, so a nationality without a row had none.
  coverage: { nationality: 'all', country_of_asylum: ['USA'] },
  // The release has about 303,465 rows. An excerpt with its first 999 was circulated, in which a nationality without a
  // row says nothing.
  whole_from_rows: 300_000,
  starter: false,
  synthetic: false
}

/** The last line need not end with a line break, so a cut is detected by the instant that ends each row. */
async function* rows(stream: AsyncIterable<Buffer>, name: string, again?: Reopen): AsyncIterable<RawRow> {
  const date_order = again ? await orderIn(await again(), name) : 'month_first'
  let row = 0
  for await (const { line, record } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'header',
    file: name
  })) {
    row++
    const as_of = instant.exec(record.data_current_as_of ?? '')?.[1]
    if (as_of === undefined)
      throw new ReadingError(
        'truncated',
        `ends in "${record.data_current_as_of}" where the instant of the extract should stand: the file is cut off or damaged. Fetch it again.`,
        { file: name, line }
      )
    const kept: DecisionRow = {
      row,
      asylum_office: record.asylum_office ?? '',
      citizenship: record.citizenship ?? '',
      case_outcome: record.case_outcome ?? '',
      completion_date: record.completion_date ?? '',
      date_order,
      as_of
    }
    // Columns that are not imported are not kept beside a rejected row either.
    yield { source_table: name, line, record: kept, raw: JSON.stringify(kept) }
  }
  if (row === 0) throw new ReadingError('empty', 'has a header and no row. Fetch it again.', { file: name })
}

const orderIn = (stream: AsyncIterable<Buffer>, file: string): Promise<DateOrder> =>
  orderOfDates(datesIn(stream, file), { file, column: dateColumn, published: publishedDate })

async function* datesIn(stream: AsyncIterable<Buffer>, file: string): AsyncIterable<PrintedDate> {
  for await (const { line, record } of readCsv(stream, { encoding: 'utf-8', columns: 'header', file }))
    yield { text: record[dateColumn] ?? '', line }
}
