import {
  type Country,
  type CountryScheme,
  countries,
  countryByCode
} from '../../vocabulary/countries/country.ts'
import {
  resolveCountry,
  resolveCountryName,
  searchCountries,
  suggestCountries
} from '../../vocabulary/countries/country-resolution.ts'
import { inOneText, said, withMeant } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { wholeList } from '../whole-list.ts'

/** A country in every scheme, as it goes over the wire. */
export function countryRow(country: Country) {
  return {
    code: country.code,
    status: country.status,
    name_en: country.names.en,
    name_es: country.names.es,
    name_fr: country.names.fr,
    iso2: country.iso2 ?? null,
    m49: country.m49 ?? null,
    unhcr: country.unhcr ?? null,
    eurostat: country.eurostat ?? null,
    eoir: country.eoir ?? [],
    aliases: country.aliases,
    former_iso2: country.former_iso2 ?? [],
    former_iso3: country.former_iso3 ?? [],
    valid_from: country.valid_from ?? null,
    valid_to: country.valid_to ?? null,
    successors: country.successors ?? [],
    members: country.members ?? [],
    note: country.note ?? null
  }
}

interface CountriesQuery {
  status?: string[]
  q?: string
}

/** Every value of a country field, by code; or those that a text may mean, the nearest first. */
export const allCountries = ({ status, q }: CountriesQuery) =>
  wholeList(
    (q === undefined ? countries : searchCountries(q))
      .filter(country => status?.includes(country.status) ?? true)
      .map(countryRow)
  )

/** One country by our code. Throws not-found, pointing to the resolver. */
export function oneCountry(code: string) {
  const country = countryByCode(code)
  if (!country) throw noSuchCountry(code, 'iso3')
  return { data: countryRow(country) }
}

/** The problem for a code that is not in use: the countries that may be meant, and the address of the resolver. */
export function noSuchCountry(code: string, parameter = 'country'): Problem {
  const named = code.slice(0, 100)
  const meant = suggestCountries(code).map(country => country.code)
  return new Problem(
    'not-found',
    inOneText([
      withMeant(said('no_country', { code: named }), meant),
      said('see_resolve', { name: encodeURIComponent(named) })
    ]),
    [{ parameter, code: 'not-found', ...(meant.length > 0 ? { did_you_mean: meant } : {}) }]
  )
}

export interface ResolveQuery {
  scheme?: CountryScheme
  code?: string
  name?: string
}

/**
 * The country that a code of a scheme, or a name, stands for. An ambiguous one gives candidates; nothing is guessed.
 * Throws invalid-parameter unless either scheme and code or a name alone is given.
 */
export function resolved({ scheme, code, name }: ResolveQuery) {
  const byCode = scheme !== undefined && code !== undefined && name === undefined
  const byName = name !== undefined && scheme === undefined && code === undefined
  if (!byCode && !byName)
    throw new Problem('invalid-parameter', said('code_or_name'), [
      { parameter: name === undefined ? (scheme === undefined ? 'scheme' : 'code') : 'name', code: 'missing' }
    ])
  const found = byCode ? resolveCountry({ scheme, code }) : resolveCountryName(name as string)
  return {
    data: {
      match: 'match' in found ? countryRow(found.match) : null,
      candidates: 'candidates' in found ? found.candidates.map(countryRow) : [],
      did_you_mean: 'did_you_mean' in found ? found.did_you_mean.map(countryRow) : [],
      note: 'note' in found ? (found.note ?? null) : null
    }
  }
}
