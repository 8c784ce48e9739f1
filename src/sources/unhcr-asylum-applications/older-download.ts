import { wholeYear } from '../../reading/whole-number.ts'
import { daysOfAll, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { yearOf } from '../../vocabulary/time/period.ts'
import { readCell } from '../publishers/unhcr/cell.ts'
import { isoInDownload, placesOfPair, unknownPlaces } from '../publishers/unhcr/places.ts'
import { isTable, tableRows } from '../publishers/unhcr/tables.ts'
import type { Layout, Mapped, RawRow } from '../source.ts'
import { olderColumns } from './tables.ts'

interface OlderRow {
  fields: Record<string, string>
  /** How many rows before it have the same year, origin and asylum: only their order tells them apart. */
  occurrence: number
}

/** The older download of the site. It has neither type nor unit, so several rows share one key: for look-up only. */
export const applicationsOlderDownload: Layout = {
  id: 'site-download',
  title: 'Download of the Refugee Data Finder without types (CSV)',
  series: 'site-download',
  matches: head => isTable(head, olderColumns),
  rows,
  map,
  coverage: {},
  starter: false,
  synthetic: false
}

async function* rows(stream: AsyncIterable<Buffer>, name: string): AsyncIterable<RawRow> {
  const seen = new Map<string, number>()
  for await (const row of tableRows(stream, name)) {
    const fields = row.record as Record<string, string>
    const key = `${fields.Year}/${pairOf(fields).coo_iso}/${pairOf(fields).coa_iso}`
    const occurrence = seen.get(key) ?? 0
    seen.set(key, occurrence + 1)
    yield { ...row, record: { fields, occurrence } satisfies OlderRow }
  }
}

const pairOf = (fields: Record<string, string>) => ({
  coo_iso: isoInDownload(fields, 'Country of origin'),
  coa_iso: isoInDownload(fields, 'Country of asylum')
})

function map({ record, source_table, line }: RawRow): Mapped {
  const { fields, occurrence } = record as OlderRow
  const pair = pairOf(fields)
  const unknown_codes = unknownPlaces(pair)
  const { nationality, country_of_asylum, total_over } = placesOfPair(pair)
  const year = wholeYear(fields.Year ?? '')
  const readable = readableFields({
    ...{ decision_stage: 'mixed', nationality, country_of_asylum },
    ...(year !== undefined && daysOfAll([yearOf(year, 'calendar')]))
  })
  if (unknown_codes.length > 0) return { rejected: 'unknown_code', unknown_codes, readable }
  if (year === undefined) return { rejected: 'unreadable_year', readable }
  const cell = readCell(fields.applied ?? '')
  if (cell === undefined) return { rejected: 'unreadable_figure', readable }
  const { label: period, from: period_from, to: period_to } = yearOf(year, 'calendar')
  return {
    facts: [
      {
        grain: 'count',
        subject: 'applications',
        ...{ source_table, line, period, period_from, period_to },
        count_key: `site/${year}/${pair.coo_iso}/${pair.coa_iso}/${occurrence}`,
        decision_stage: 'mixed',
        nationality: nationality as string,
        country_of_asylum: country_of_asylum as string,
        outcome: 'not_split',
        unit: 'not_stated',
        ...cell,
        source_code: 'applied',
        total_over
      }
    ]
  }
}
