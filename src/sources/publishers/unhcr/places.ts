import { countryFromCode } from '../../../vocabulary/countries/country.ts'
import type { UnknownCode } from '../../source.ts'

/** In the place of a country: all countries together, summed by UNHCR. */
const together = '-'

/** The two countries of a row, by their ISO codes. UNHCR's own codes are never read: 99 of them differ. */
export interface IsoPair {
  coo_iso: string
  coa_iso: string
}

/** The country of an ISO code; `not_split` for all countries together, undefined for another text. */
export const countryOfIso = (iso: string): string | undefined =>
  iso === together ? 'not_split' : countryFromCode('iso3', iso)

/** The countries of a row whose codes are known, and the dimensions that the row is a total over. */
export const placesOfPair = ({ coo_iso, coa_iso }: IsoPair) => ({
  nationality: countryOfIso(coo_iso),
  country_of_asylum: countryOfIso(coa_iso),
  total_over: [
    ...(coo_iso === together ? ['nationality'] : []),
    ...(coa_iso === together ? ['country_of_asylum'] : [])
  ]
})

export const unknownPlaces = (pair: IsoPair): UnknownCode[] =>
  (['coo_iso', 'coa_iso'] as const).flatMap(field =>
    countryOfIso(pair[field]) === undefined ? [{ field, code: pair[field] }] : []
  )

/**
 * The ISO code of a country in a download of UNHCR's site. In the older ones "Unknown " has none; `-` stands for all
 * countries together.
 */
export function isoInDownload(
  fields: Readonly<Record<string, string>>,
  column: 'Country of origin' | 'Country of asylum'
): string {
  const name = fields[column]?.trim() ?? ''
  return fields[`${column} (ISO)`]?.trim() || (name === 'Unknown' ? 'UNK' : name === together ? together : '')
}
