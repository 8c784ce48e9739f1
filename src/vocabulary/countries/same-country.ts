import { countries, countryByCode } from './country.ts'

const codesOf = (wanted: 'special' | 'dissolved'): readonly string[] =>
  countries.filter(({ status }) => status === wanted).map(({ code }) => code)

/** Values of a nationality or a place that are no one country, stateless among them. */
export const noOneCountry = codesOf('special')
export const dissolvedStates = codesOf('dissolved')

/**
 * Whether a country of return is that of the nationality; undefined where it is not known. It is not where either is
 * no one country, nor where the two differ and one is a dissolved state: such a state is none of its successors, and
 * yet a return to one of them is no return to a third country.
 */
export function isSameCountry(nationality: string, country_of_return: string): boolean | undefined {
  const statuses = [nationality, country_of_return].map(code => countryByCode(code)?.status)
  if (statuses.some(status => status === undefined || status === 'special')) return undefined
  if (nationality === country_of_return) return true
  return statuses.includes('dissolved') ? undefined : false
}
