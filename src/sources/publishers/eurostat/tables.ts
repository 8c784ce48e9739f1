import { readCsv } from '../../../reading/csv.ts'
import { readJsonStat } from '../../../reading/json-stat.ts'
import { ReadingError } from '../../../reading/reading-error.ts'
import { readSeriesTsv } from '../../../reading/series-tsv.ts'
import type { TextEncoding } from '../../../reading/text.ts'
import type { Layout, Mapped, RawRow } from '../../source.ts'
import { type PublishedCell, splitCell } from './cells.ts'
import {
  codeIn,
  dimensionHeadings,
  hasDimensions,
  isExplorer,
  isJsonStat,
  isTold,
  isTsv,
  sdmxKind,
  type TableShape
} from './recognise.ts'

/** One row of a table, whichever format it came in: its dimensions as published, and one figure or several. */
export interface PublishedRow {
  /** By Eurostat's name of each dimension (citizen, geo, …), or by the column where the old explorer had its own. */
  key: Record<string, string>
  /** Labels stand in the place of codes. */
  labelled: boolean
  cells: PublishedCell[]
}

/** A published table of Eurostat; each is one series. */
export interface EurostatTable extends TableShape {
  series: string
  title: string
  /** The encoding of the old explorer's file: some are UTF-8, some are not. */
  explorer_encoding: TextEncoding
  /** The fewest lines of the bulk file. A selection of it has the same layout. */
  whole_from_rows: number
}

/** The largest JSON-stat file, in bytes, as it is read whole. Eurostat itself gives larger tables as TSV only. */
const largestJson = 50 * 1024 * 1024

/** The formats in which Eurostat publishes a table, today's and that of the old data explorer (until 2021). */
export function eurostatLayouts(
  table: EurostatTable,
  map: (row: RawRow, published: PublishedRow) => Mapped
): Layout[] {
  const layout = (
    id: string,
    format: string,
    rest: Pick<Layout, 'matches' | 'rows' | 'coverage' | 'whole_from_rows' | 'refuses'>
  ): Layout => ({
    ...{
      id: `${table.code.replace('migr_', '')}-${id}`,
      title: `${table.title} (${format})`,
      series: table.series
    },
    map: row => map(row, row.record as PublishedRow),
    ...{ starter: false, synthetic: false },
    ...rest
  })
  return [
    layout('tsv', 'TSV', {
      matches: (head, name) => isTsv(table, head, name),
      rows: tsvRows,
      // The bulk file is the whole table with all citizenships. Its reporting countries are derived from its rows.
      coverage: { nationality: 'all' },
      whole_from_rows: table.whole_from_rows
    }),
    layout('sdmx-csv', 'SDMX-CSV', {
      matches: head => sdmxKind(table, head) === 'codes',
      rows: sdmxRows,
      coverage: {}
    }),
    layout('json-stat', 'JSON-stat 2.0', {
      matches: (head, name) => isJsonStat(table, head, name),
      rows: (stream, name) => jsonRows(table, stream, name),
      coverage: {}
    }),
    layout('explorer', 'old data explorer, CSV', {
      matches: (head, name) => isExplorer(table, head, name),
      rows: (stream, name) => explorerRows(table, stream, name),
      coverage: {}
    }),
    layout('sdmx-labels', 'SDMX-CSV with labels only, not imported', {
      matches: head => sdmxKind(table, head) === 'labels',
      rows: refuseLabels,
      coverage: {},
      refuses: true
    })
  ]
}

async function* tsvRows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  for await (const { line, key, cells, raw } of readSeriesTsv(stream, name)) {
    const record: PublishedRow = {
      key,
      labelled: false,
      cells: cells.map(({ period, text }) => ({ period, ...splitCell(text) }))
    }
    yield { source_table: name, line, record, raw }
  }
}

async function* sdmxRows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  for await (const { line, record: fields, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'header',
    must_end_with_newline: true,
    file: name
  })) {
    const of = (wanted: string): string => {
      const column = Object.keys(fields).find(each => codeIn(each) === wanted)
      return column === undefined ? '' : (fields[column]?.trim() ?? '')
    }
    const key = Object.fromEntries(
      dimensionHeadings(Object.keys(fields)).map(column => [codeIn(column), codeIn(fields[column] ?? '')])
    )
    const flags = `${codeIn(of('OBS_FLAG'))} ${codeIn(of('CONF_STATUS'))}`
    const cells = [{ period: of('TIME_PERIOD'), value: of('OBS_VALUE'), flags }]
    yield { source_table: name, line, record: { key, labelled: false, cells } satisfies PublishedRow, raw }
  }
}

/** `line` is the place of the series in the cube, from 1: JSON has no lines. */
async function* jsonRows(
  table: EurostatTable,
  stream: AsyncIterable<Buffer>,
  name: string
): AsyncIterable<RawRow> {
  const found = await readJsonStat(stream, { along: 'time', maxBytes: largestJson, file: name })
  const dimensions = found.dimensions.filter(each => each !== 'time')
  const isTable = found.id ? found.id.toLowerCase() === table.code : isTold(table, name, dimensions)
  if (!isTable || !hasDimensions(table, dimensions))
    throw new ReadingError(
      'malformed',
      `is the table ${found.id ?? 'without a name'} with ${found.dimensions.join(', ')}, not ${table.code.toUpperCase()}.`,
      { file: name }
    )
  for (const { place, key, cells } of found.series()) {
    const record: PublishedRow = {
      key,
      labelled: false,
      cells: cells.map(({ along, value, status }) => ({
        period: along,
        value: value === null ? ':' : String(value),
        flags: status
      }))
    }
    yield { source_table: name, line: place, record, raw: JSON.stringify({ ...key, cells }).slice(0, 1024) }
  }
}

async function* explorerRows(
  table: EurostatTable,
  stream: AsyncIterable<Buffer>,
  name: string
): AsyncIterable<RawRow> {
  for await (const { line, record: fields, raw } of readCsv(stream, {
    encoding: table.explorer_encoding,
    columns: 'header',
    must_end_with_newline: true,
    file: name
  })) {
    const key = Object.fromEntries(
      Object.entries(table.explorer).map(([column, dimension]) => [dimension, fields[column]?.trim() ?? ''])
    )
    const { TIME: period = '', Value: value = '', 'Flag and Footnotes': flags = '', UNIT: unit = '' } = fields
    const record: PublishedRow = {
      key: { ...key, unit: unit.trim() },
      labelled: true,
      cells: [{ period, value: value.trim(), flags }]
    }
    yield { source_table: name, line, record, raw }
  }
}

// biome-ignore lint/correctness/useYield: it refuses before the first row.
async function* refuseLabels(_: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  throw new ReadingError(
    'unreadable',
    'has labels in the place of codes, which Eurostat words anew from time to time. Download it with codes (or codes and labels) instead. Nothing was changed.',
    { file: name }
  )
}
