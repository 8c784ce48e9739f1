import { countryByCode } from '../../vocabulary/countries/country.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/results/result-table.ts'

/** English country names that take an article inside a sentence. */
const withArticle =
  /^(United|Netherlands|Bahamas|Gambia|Philippines|Democratic|Republic of|Central African|Dominican Republic|British Virgin|Northern Mariana|Trust Territory|Soviet|Turks)|Islands$/

/**
 * The country name after "nationals of". Undefined for several nationalities, stateless people and unknown
 * nationality. Undefined in French, where the article does not follow from the name: there the nationality is among
 * the details.
 */
export function nationOf(
  words: readonly (readonly [string, readonly string[]])[],
  lang: Language
): string | undefined {
  const codes = words.find(([name]) => name === 'nationality')?.[1] ?? []
  const [code] = codes
  if (lang === 'fr' || code === undefined || codes.length > 1) return undefined
  const status = countryByCode(code)?.status
  if (status !== 'current' && status !== 'dissolved') return undefined
  return withItsArticle(labelOf('nationality', code, lang), lang)
}

/** The name of a country inside a sentence, in English with its article; in French none follows from the name. */
export const withItsArticle = (name: string, lang: Language): string =>
  lang === 'en' && withArticle.test(name) ? `the ${name}` : name
