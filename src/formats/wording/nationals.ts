import { countryByCode } from '../../vocabulary/countries/country.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/results/result-table.ts'

/** English names that have an article inside a sentence. */
const withArticle =
  /^(United|Netherlands|Bahamas|Gambia|Philippines|Democratic|Republic of|Central African|Dominican Republic|British Virgin|Northern Mariana|Trust Territory|Soviet|Turks)|Islands$/

/**
 * The country whose nationals a figure is of, as it follows "nationals of"; undefined where it is of several, of
 * people without a state or of nobody known. French has none: its articles cannot be told from a name, so that the
 * nationality stands among the details.
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
  const name = labelOf('nationality', code, lang)
  return lang === 'en' && withArticle.test(name) ? `the ${name}` : name
}
