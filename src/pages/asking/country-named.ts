import type { Language } from '../../vocabulary/labels/language.ts'
import { nameIn } from '../parts/country-name.ts'
import type { AnswerOf } from './answers.ts'
import { type Ask, apiAddress, orRefused } from './ask.ts'
import { Moved, Refused } from './refused.ts'

type Country = AnswerOf<'/v1/countries/{iso3}'>['data']

/** What a path or a field names: one country, or those that may be meant. */
export type CountryNamed =
  | { code: string; name: string }
  | { given: string; candidates: readonly Country[]; near: readonly Country[] }

interface Asked {
  ask: Ask
  lang: Language
  query: Readonly<Record<string, string>>
}

/** The longest name that is read. */
const longest = 200

/** The country of a path. Throws Moved where it is written in another way than as its code. */
export async function countryOfPath(
  base: string,
  given: string,
  { ask, lang, query }: Asked
): Promise<CountryNamed> {
  const code = given.toUpperCase()
  if (/^[A-Z0-9_]{3,10}$/.test(code)) {
    const country = await orRefused(ask.item('/v1/countries/{iso3}', { iso3: code }))
    if (!(country instanceof Refused)) {
      if (given !== code) throw new Moved(apiAddress(`${base}/${code}`, query, lang))
      return { code, name: nameIn(country.data, lang) }
    }
  }
  return countryOfName(base, given, { ask, lang, query })
}

/**
 * What a page of places is asked with beside a typed name. Throws Moved to the country that is meant, and to the address
 * without empty fields; gives those that may be meant where it is not one.
 */
export async function typedCountry(
  base: string,
  { ask, lang, query }: Asked
): Promise<CountryNamed | undefined> {
  const { country, ...others } = query
  const filled = Object.fromEntries(Object.entries(others).filter(([, value]) => value.trim() !== ''))
  if (country?.trim())
    return countryOfPath(base, country.trim(), { ask, lang, query: filled }).then(movedTo(base, filled, lang))
  const isEmpty = country !== undefined || Object.keys(filled).length < Object.keys(others).length
  if (isEmpty) throw new Moved(apiAddress(base, filled, lang))
  return undefined
}

const movedTo =
  (base: string, query: Asked['query'], lang: Language) =>
  (named: CountryNamed): CountryNamed => {
    if ('code' in named) throw new Moved(apiAddress(`${base}/${named.code}`, query, lang))
    return named
  }

async function countryOfName(
  base: string,
  given: string,
  { ask, lang, query }: Asked
): Promise<CountryNamed> {
  const { data } = await ask.json('/v1/countries/resolve', { name: given.slice(0, longest) })
  if (data.match) throw new Moved(apiAddress(`${base}/${data.match.code}`, query, lang))
  return { given, candidates: data.candidates, near: data.did_you_mean }
}
