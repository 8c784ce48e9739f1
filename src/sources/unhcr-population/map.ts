import { wholeYear } from '../../reading/whole-number.ts'
import { daysOfAll, readableFields } from '../../vocabulary/release/rejected-fields.ts'
import { readCell } from '../publishers/unhcr/cell.ts'
import { type IsoPair, placesOfPair, unknownPlaces } from '../publishers/unhcr/places.ts'
import type { Mapped, RawRow } from '../source.ts'

/** What is read of a row of UNHCR's table of populations; all as published text. */
export interface PopulationRow extends IsoPair {
  year: string
  asylum_seekers: string
}

/**
 * The stock of asylum-seekers of one row, on the last day of its year. Refugees and all others are no pending
 * applications: a row that reports no asylum-seekers (`-`) is about these alone.
 */
export function mapPopulation({ source_table, line }: RawRow, published: PopulationRow): Mapped {
  const { year: printed, coo_iso, coa_iso, asylum_seekers } = published
  const year = wholeYear(printed)
  const day = year === undefined ? undefined : `${year}-12-31`
  const { nationality, country_of_asylum, total_over } = placesOfPair(published)
  const readable = readableFields({
    ...{ nationality, country_of_asylum, unit: 'persons' },
    ...(day !== undefined && daysOfAll([{ from: day, to: day }]))
  })
  const unknown_codes = unknownPlaces(published)
  if (unknown_codes.length > 0) return { rejected: 'unknown_code', unknown_codes, readable }
  if (day === undefined) return { rejected: 'unreadable_year', readable }
  if (['-', ''].includes(asylum_seekers.trim())) return { excluded: 'not_pending' }
  const cell = readCell(asylum_seekers)
  if (cell === undefined) return { rejected: 'unreadable_figure', readable }
  return {
    facts: [
      {
        ...{ grain: 'count', subject: 'pending', source_table, line },
        count_key: `${year}/${coo_iso}/${coa_iso}`,
        ...{ period: String(year), period_from: day, period_to: day, as_at: day },
        nationality: nationality as string,
        country_of_asylum: country_of_asylum as string,
        ...{ waiting_at: 'not_split', waiting_time: 'not_split', outcome: 'not_split', unit: 'persons' },
        ...cell,
        source_code: 'asylum_seekers',
        source_label: 'Asylum-seekers',
        total_over
      }
    ]
  }
}
