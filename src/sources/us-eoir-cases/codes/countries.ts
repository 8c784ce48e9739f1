import { countryFromCode } from '../../../vocabulary/countries/country.ts'
import type { Assembled } from '../../source.ts'
import { keptCode } from '../reading/kept-code.ts'

/** A country by our code, with the agency's code where that says more. */
export interface CodedCountry {
  country: string
  raw?: string
}

const notKnown: CodedCountry = { country: 'UNK' }
/** Whether the agency's code is kept: our code names no country, or a group of them. */
const keepsCode = (country: string): boolean =>
  country === 'UNK' || country === 'OTHER' || country === 'not_designated'

/**
 * A nationality by the agency's own codes; stateless people are XXA. "Not designated" and "be removed" are no
 * nationalities, so as nationalities they are unknown codes.
 */
export function nationalityFrom(code: string, into: Pick<Assembled, 'unknown'>): CodedCountry {
  if (code === '') return notKnown
  const country = countryFromCode('eoir', code)
  if (country === undefined || country === 'not_designated') {
    into.unknown('NAT', keptCode(code))
    return { country: 'UNK', raw: keptCode(code) }
  }
  return keepsCode(country) ? { country, raw: code } : { country }
}

/** The country that an order names. No order can name statelessness, so its codes become UNK. */
export function returnCountryFrom(
  field: string,
  code: string,
  into: Pick<Assembled, 'unknown'>
): CodedCountry {
  if (code === '') return notKnown
  const country = countryFromCode('eoir', code)
  if (country === undefined) {
    into.unknown(field, keptCode(code))
    return { country: 'UNK', raw: keptCode(code) }
  }
  if (country === 'XXA') return { country: 'UNK', raw: code }
  return keepsCode(country) ? { country, raw: code } : { country }
}
