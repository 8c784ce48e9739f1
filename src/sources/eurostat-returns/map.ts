import { mapFigures, type ReadKey, readKey } from '../publishers/eurostat/map.ts'
import type { EurostatTable, PublishedRow } from '../publishers/eurostat/tables.ts'
import type { Mapped, RawRow } from '../source.ts'
import { destinationGroup, indicators } from './codes.ts'

/** Dimensions that a total over destinations is a total over too: groups of destinations tell them. */
const ofDestinations = ['same_country', 'return_subtype']

/** The dimensions of a row, with its group of destinations where `c_dest` is one. */
function readDestination(published: PublishedRow, table: EurostatTable): ReadKey {
  const { c_dest, ...others } = published.key
  const group = published.labelled ? undefined : destinationGroup(c_dest)
  if (c_dest === undefined || !group) {
    const read = readKey(published, table.frequency)
    return read.total_over.includes('country_of_return')
      ? { ...read, total_over: [...read.total_over, ...ofDestinations] }
      : read
  }
  const { label, ...told } = group
  const read = readKey({ ...published, key: others }, table.frequency)
  return {
    ...read,
    fact: { ...read.fact, ...told },
    total_over: [
      ...read.total_over,
      ...(told.country_of_return === 'not_split' ? ['country_of_return'] : [])
    ],
    parts: { ...read.parts, c_dest }
  }
}

/**
 * The figures of a row of returns. Returns are no decisions, so they have no stage. The country that returned the
 * person is in country_of_asylum, whether or not asylum was applied for there.
 */
export function mapReturns(table: EurostatTable, row: RawRow, published: PublishedRow): Mapped {
  const { key } = published
  const read = readDestination(published, table)
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
    // Of the old tables same_country is not set: their "third country" means one outside the EU, which may be that of
    // citizenship. Nor is it worked out from a named destination.
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
