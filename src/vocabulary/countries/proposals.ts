import { suggestCountries } from './country-resolution.ts'

/** Columns of the publishers that hold the name or code of a country, as they stand in reports of unknown codes. */
const countryColumns = new Set([
  ...['nationality', 'Nationality', 'citizenship', 'citizen', 'Citizenship Country', 'Departure Country'],
  ...['Return destination', 'country_of_alleged_persecution', 'geo', 'c_dest'],
  ...['coo_iso', 'coa_iso', 'Country of origin (ISO)', 'Country of asylum (ISO)']
])
const mostProposed = 3

/**
 * Codes of countries that an unknown name may stand for, as `KOR, PRK`; empty where none is near, and for columns that
 * hold no country. For whoever keeps the list of names: a name in data is never guessed.
 */
export const proposedCountries = ({ field, code }: { field: string; code: string }): string =>
  countryColumns.has(field)
    ? suggestCountries(code)
        .slice(0, mostProposed)
        .map(each => each.code)
        .join(', ')
    : ''
