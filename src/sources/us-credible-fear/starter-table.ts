import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout, RawRow } from '../source.ts'
import { type FearColumn, tableColumns } from './codes.ts'
import { mapNationality, type NationalityRow, nationalityCoded } from './map.ts'

const figures = Object.entries(tableColumns).map(([column, { key }]) => ({
  column: column as FearColumn,
  key
}))
const header = ['fiscal_year', 'nationality', ...figures.map(({ key }) => key)]

/** The same table restated, one line a fiscal year and nationality, countries as codes. */
export const starterFearTable: Layout = {
  id: 'starter-table',
  title: 'Credible fear cases by nationality FY2016–2021, as shipped (CSV)',
  series: 'by-nationality',
  matches: head => head.split(/\r?\n/, 1)[0] === header.join(','),
  rows,
  map: row => mapNationality(row, nationalityCoded),
  coverage: {
    nationality: 'all',
    country_of_asylum: ['USA'],
    from: '2015-10-01',
    to: '2021-09-30',
    complete: true
  },
  starter: true,
  synthetic: false
}

async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  let read = 0
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'header',
    must_end_with_newline: true,
    file: name
  })) {
    read++
    const { fiscal_year = '', nationality = '' } = record
    if (!/^20\d\d$/.test(fiscal_year))
      throw new ReadingError('malformed', `"${fiscal_year}" is no fiscal year.`, { file: name, line })
    const cells = figures.map(({ column, key }) => ({ fiscal_year, column, text: record[key] ?? '' }))
    yield { source_table: name, line, record: { nationality, cells } satisfies NationalityRow, raw }
  }
  if (read === 0) throw new ReadingError('empty', 'has a header and no row.', { file: name })
}
