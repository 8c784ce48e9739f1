import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import { apiLayouts } from '../publishers/unhcr/pages.ts'
import { isoInDownload } from '../publishers/unhcr/places.ts'
import { isHeader, isTable, tableRows } from '../publishers/unhcr/tables.ts'
import type { Layout, RawRow } from '../source.ts'
import { mapPopulation, type PopulationRow } from './map.ts'

type Fields = Record<string, string>

const columns = ['year', 'coo_iso', 'coa_iso', 'asylum_seekers'] as const satisfies (keyof PopulationRow)[]
const ownNames = ['coo_id', 'coo_name', 'coo', 'coa_id', 'coa_name', 'coa']
/** Other populations: a stock of protected people is nothing that is pending. */
const others = [
  ...['refugees', 'returned_refugees', 'idps', 'returned_idps', 'stateless', 'ooc', 'oip', 'hst']
]

const shared = { series: 'asylum-seekers', starter: false, synthetic: false } as const

/** The table as UNHCR's own data package names its columns. */
export const populationTable: Layout = {
  ...shared,
  id: 'package-table',
  title: 'Table of populations (CSV)',
  matches: head => isTable(head, columns, [...ownNames, ...others]),
  rows: tableRows,
  map: (row, edition_on) => mapPopulation(row, row.record as PopulationRow, edition_on),
  coverage: {}
}

/** Populations of UNHCR's API. */
export const [populationAnswer, populationPage] = apiLayouts({
  series: shared.series,
  field: 'asylum_seekers',
  takes_empty: true,
  path: '/population/v1/population/',
  // Some 5,000 pairs of countries a year, since 1951.
  all_from_rows: 100_000,
  map: (row, text, edition_on) =>
    mapPopulation(
      row,
      Object.fromEntries(columns.map(name => [name, text(name)])) as unknown as PopulationRow,
      edition_on
    )
})

const seekers = 'Asylum-seekers'
const places = [
  ...['Country of origin', 'Country of origin (ISO)', 'Country of asylum', 'Country of asylum (ISO)']
]
/** As the site words them; it has worded most of them in several ways. */
const otherPopulations =
  /^(Refugees under UNHCR.s mandate|Returned (refugees|IDPs+)|IDPs of concern to UNHCR|Stateless persons|Others of concern( to UNHCR)?|Other people in need of international protection|Host Community)$/
/** Downloads of 2021 and 2022 had 14 lines before the header. */
const mostLinesBefore = 30

const fieldsIn = (line: string): string[] =>
  line
    .replace(/^\uFEFF/, '')
    .split(',')
    .map(name => name.trim().replace(/^"(.*)"$/, '$1'))

const isDownloadHeader = (names: readonly string[]): boolean =>
  isHeader(
    names,
    ['Year', ...places, seekers],
    names.filter(name => otherPopulations.test(name))
  )

/** The download of the site. It does not say what was selected, so it is never the whole. */
export const populationDownload: Layout = {
  ...shared,
  id: 'site-download',
  title: 'Download of populations of the Refugee Data Finder (CSV)',
  matches: head => head.split(/\r?\n/, mostLinesBefore).some(line => isDownloadHeader(fieldsIn(line))),
  rows: downloadRows,
  map: (row, edition_on) => {
    const fields = row.record as Fields
    const published = {
      year: fields.Year ?? '',
      coo_iso: isoInDownload(fields, 'Country of origin'),
      coa_iso: isoInDownload(fields, 'Country of asylum'),
      asylum_seekers: fields[seekers] ?? ''
    }
    return mapPopulation(row, published, edition_on)
  },
  coverage: { complete: false }
}

async function* downloadRows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  let header: string[] | undefined
  let read = 0
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'none',
    relax_column_count: true,
    must_end_with_newline: true,
    file: name
  })) {
    if (header === undefined) {
      const names = record.map(cell => cell.replace(/^\uFEFF/, '').trim())
      if (isDownloadHeader(names)) header = names
      continue
    }
    if (record.length !== header.length)
      throw new ReadingError(
        'malformed',
        `has ${record.length} fields where the header has ${header.length}: the file is cut off, damaged, or another one.`,
        { file: name, line }
      )
    read++
    const fields = Object.fromEntries(header.map((column, i) => [column, record[i] ?? '']))
    yield { source_table: name, line, record: fields, raw }
  }
  if (read === 0) throw new ReadingError('empty', 'has a header and no row. Fetch it again.', { file: name })
}

/** The footnotes that stand beside the table in the zip of the site: no figure is in them. */
export const populationFootnotes: Layout = {
  ...shared,
  id: 'footnotes',
  title: 'Footnotes of a download of populations (CSV)',
  matches: head =>
    isTable(head, [
      ...['Footnote', 'Year', 'Country of origin (ISO)', 'Country of asylum (ISO)', 'Population type']
    ]),
  rows: tableRows,
  map: () => ({ excluded: 'footnote' }),
  coverage: {}
}
