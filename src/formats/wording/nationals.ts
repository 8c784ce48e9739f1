import { countryByCode } from '../../vocabulary/countries/country.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import { countryForm } from './country-forms.ts'

/**
 * The country name after "nationals", such as `of the United States`. Undefined for several nationalities, stateless
 * people and unknown nationality: there the nationality is among the details.
 */
export function nationOf(
  words: readonly (readonly [string, readonly string[]])[],
  lang: Language
): string | undefined {
  const codes = words.find(([name]) => name === 'nationality')?.[1] ?? []
  const [code] = codes
  if (code === undefined || codes.length > 1) return undefined
  const status = countryByCode(code)?.status
  return status === 'current' || status === 'dissolved' ? countryForm('of', code, lang) : undefined
}
