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
 * The days on which the stock of a year may be, told by when the file was published or fetched (docs/rules/sources.md
 * §16): UNHCR prints that of the middle of the year under the same number until its edition of June of the next year.
 */
export function daysOfStock(year: number, edition_on: string | undefined): { from: string; to: string } {
  const [middle, end] = [`${year}-06-30`, `${year}-12-31`]
  if (edition_on === undefined || edition_on >= `${year + 1}-06-15`) return { from: end, to: end }
  if (edition_on >= middle && edition_on < `${year + 1}-06-01`) return { from: middle, to: middle }
  return { from: middle, to: end }
}

/**
 * The stock of asylum-seekers of one row, on the day that its year means in this edition. Refugees and all others are no
 * pending applications: a row that reports no asylum-seekers (`-`) is about these alone.
 */
export function mapPopulation(
  { source_table, line }: RawRow,
  published: PopulationRow,
  edition_on?: string
): Mapped {
  const { year: printed, coo_iso, coa_iso, asylum_seekers } = published
  const year = wholeYear(printed)
  const days = year === undefined ? undefined : daysOfStock(year, edition_on)
  const { nationality, country_of_asylum, total_over } = placesOfPair(published)
  const readable = readableFields({
    ...{ nationality, country_of_asylum, unit: 'persons' },
    ...(days !== undefined && daysOfAll([days]))
  })
  const unknown_codes = unknownPlaces(published)
  if (unknown_codes.length > 0) return { rejected: 'unknown_code', unknown_codes, readable }
  if (days === undefined) return { rejected: 'unreadable_year', readable }
  if (['-', ''].includes(asylum_seekers.trim())) return { excluded: 'not_pending' }
  const cell = readCell(asylum_seekers)
  if (cell === undefined) return { rejected: 'unreadable_figure', readable }
  const { from: day, to } = days
  if (day !== to) return { rejected: 'day_not_told', readable }
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
