import { readCsv } from '../../reading/csv.ts'
import { ReadingError } from '../../reading/reading-error.ts'
import { wholeYear } from '../../reading/whole-number.ts'
import type { CountFact } from '../../vocabulary/fact.ts'
import { daysOfAll, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { yearOf } from '../../vocabulary/time/period.ts'
import { readCell, type UnhcrCell } from '../publishers/unhcr/cell.ts'
import { isoInDownload, placesOfPair } from '../publishers/unhcr/places.ts'
import { isTable } from '../publishers/unhcr/tables.ts'
import type { Layout, Mapped, RawRow } from '../source.ts'
import { type CountColumn, siteColumns } from './codes.ts'
import { type DecisionsRow, mapUnhcrDecisions } from './map.ts'

const header = [
  'Year',
  'Country of origin',
  'Country of origin (ISO)',
  'Country of asylum',
  'Country of asylum (ISO)',
  ...Object.keys(siteColumns)
]

/** Columns that today's download has besides, by which a row is one of the whole table. */
const stageColumns = {
  procedure_type: 'Authority',
  dec_level: 'Stage of procedure',
  dec_pc: 'Cases / Persons'
} as const

interface SiteRow {
  fields: Record<string, string>
  /**
   * The number of earlier rows with the same year, origin and asylum: the file has one row a level without the level.
   */
  occurrence: number
}

/**
 * The CSV of the site's own download. It has neither level nor unit, so up to five rows share one key, and only their
 * order in the file distinguishes them.
 */
export const siteDownload: Layout = {
  id: 'site-download',
  title: 'Download of the Refugee Data Finder (CSV)',
  series: 'site-download',
  matches: head => isTable(head, header),
  rows,
  map,
  coverage: {},
  starter: false,
  synthetic: false
}

/**
 * Today's download, which names authority, stage and unit: rows of the whole table, of what was selected. It does not
 * say what that was, so it is never the whole table.
 */
export const siteDownloadByStage: Layout = {
  id: 'site-download-by-stage',
  title: 'Download of the Refugee Data Finder with stages (CSV)',
  series: 'decisions',
  matches: head => isTable(head, [...header, ...Object.values(stageColumns)]),
  rows,
  map: row => mapUnhcrDecisions(row, decisionsRow((row.record as SiteRow).fields)),
  coverage: { complete: false },
  starter: false,
  synthetic: false
}

function decisionsRow(fields: Record<string, string>): DecisionsRow {
  const of = (column: string): string => fields[column] ?? ''
  const figures = Object.entries(siteColumns).map(([label, { column }]) => [column, of(label)])
  return {
    year: of('Year'),
    coo_iso: isoInDownload(fields, 'Country of origin'),
    coa_iso: isoInDownload(fields, 'Country of asylum'),
    procedure_type: of(stageColumns.procedure_type),
    dec_level: of(stageColumns.dec_level),
    dec_pc: of(stageColumns.dec_pc),
    ...(Object.fromEntries(figures) as Record<CountColumn, string>)
  }
}

async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const seen = new Map<string, number>()
  for await (const { line, record, raw } of readCsv(stream, {
    encoding: 'utf-8',
    columns: 'header',
    must_end_with_newline: true,
    file: name
  })) {
    const key = `${record.Year}/${record['Country of origin (ISO)']}/${record['Country of asylum (ISO)']}`
    const occurrence = seen.get(key) ?? 0
    seen.set(key, occurrence + 1)
    yield { source_table: name, line, record: { fields: record, occurrence } satisfies SiteRow, raw }
  }
  if (seen.size === 0)
    throw new ReadingError('empty', 'has a header and no row. Fetch the download again.', { file: name })
}

function map(row: RawRow): Mapped {
  const { fields, occurrence } = row.record as SiteRow
  const year = wholeYear(fields.Year ?? '')
  const iso = {
    origin: isoInDownload(fields, 'Country of origin'),
    asylum: isoInDownload(fields, 'Country of asylum')
  }
  const { nationality, country_of_asylum, total_over } = placesOfPair({
    coo_iso: iso.origin,
    coa_iso: iso.asylum
  })
  const readable = readableFields({
    ...{ nationality, country_of_asylum, decision_stage: 'mixed' },
    ...(year !== undefined && daysOfAll([yearOf(year, 'calendar')]))
  })
  if (!nationality || !country_of_asylum) {
    const unknown = []
    if (!nationality)
      unknown.push({
        field: 'Country of origin (ISO)',
        code: iso.origin || (fields['Country of origin'] ?? '')
      })
    if (!country_of_asylum)
      unknown.push({
        field: 'Country of asylum (ISO)',
        code: iso.asylum || (fields['Country of asylum'] ?? '')
      })
    return { rejected: 'unknown_code', unknown_codes: unknown, readable }
  }
  if (year === undefined) return { rejected: 'unreadable_year', readable }
  const { label: period, from: period_from, to: period_to } = yearOf(year, 'calendar')
  const facts: CountFact[] = []
  for (const [label, { column, outcome }] of Object.entries(siteColumns)) {
    const cell: UnhcrCell | undefined = readCell(fields[label] ?? '')
    if (!cell) return { rejected: 'unreadable_figure', readable }
    facts.push({
      grain: 'count',
      source_table: row.source_table,
      line: row.line,
      count_key: `site/${year}/${nationality}/${country_of_asylum}/${occurrence}/${column}`,
      period,
      period_from,
      period_to,
      decision_stage: 'mixed',
      nationality,
      country_of_asylum,
      outcome,
      unit: 'not_stated',
      ...cell,
      source_code: label,
      total_over: outcome === 'not_split' ? ['outcome', ...total_over] : total_over
    })
  }
  return { facts }
}
