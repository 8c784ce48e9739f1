import { mapFigures, readKey } from '../eurostat/map.ts'
import type { EurostatTable, PublishedRow } from '../eurostat/tables.ts'
import type { Mapped, RawRow } from '../source.ts'
import { indicators } from './codes.ts'

/**
 * The figures of a row of returns. Returns are no decisions, so they have no stage. The country that returned the
 * person is in country_of_asylum, whether or not asylum was applied for there.
 */
export function mapReturns(table: EurostatTable, row: RawRow, published: PublishedRow): Mapped {
  const { key } = published
  const read = readKey(published, table.frequency)
  const indicator = key.indicator
  if (indicator !== undefined) {
    const known: { excluded?: string } | undefined = Object.hasOwn(indicators, indicator)
      ? indicators[indicator as keyof typeof indicators]
      : undefined
    if (!known) read.unknown.push({ field: 'INDIC_MG', code: indicator })
    else if (known.excluded && read.unknown.length === 0) return { excluded: known.excluded }
  }
  return mapFigures(
    row,
    published,
    read,
    // same_country is not set: Eurostat's "third country" means a country outside the EU, which may be that of
    // citizenship.
    { outcome: 'not_split', return_type: 'not_split' },
    {
      series: table.series,
      frequency: table.frequency,
      provisional: 'status',
      source_code: indicator ?? table.code.replace('migr_', ''),
      source_label: [key.citizen, key.c_dest].filter(Boolean).join(', to ')
    }
  )
}
