import { countryByCode } from '../../vocabulary/countries/country.ts'
import { labelOf } from '../../vocabulary/labels/labels.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import articles from './country-articles.json' with { type: 'json' }

/** Names of countries inside a sentence: with their article, and after the words for "in", "of", "from" and "to". */

/** How a name stands in a sentence; {name} is the name. */
interface Forms {
  the: string
  in: string
  of: string
  from: string
  to: string
}

const english = (the: string): Forms => ({
  the,
  in: `in ${the}`,
  of: `of ${the}`,
  from: `from ${the}`,
  to: `to ${the}`
})

/** In Spanish the article el is drawn together with de and a. */
const spanish = (the: string): Forms => ({
  the,
  in: `en ${the}`,
  of: `de ${the}`.replace(/^de el /, 'del '),
  from: `desde ${the}`,
  to: `a ${the}`.replace(/^a el /, 'al ')
})

/** In French "in" and "of" depend on gender, number and first letter: `au Mali`, `en Iran`, `aux Fidji`, `à Cuba`. */
const french = (the: string, inside: string, of: string): Forms => ({
  the: `${the}{name}`,
  in: `${inside}{name}`,
  of: `${of}{name}`,
  from: `depuis ${the}{name}`,
  to: `vers ${the}{name}`
})

const forms = {
  en: { the: english('the {name}'), none: english('{name}') },
  es: {
    el: spanish('el {name}'),
    la: spanish('la {name}'),
    los: spanish('los {name}'),
    las: spanish('las {name}'),
    none: spanish('{name}')
  },
  fr: {
    le: french('le ', 'au ', 'du '),
    la: french('la ', 'en ', 'de '),
    the_la: french('la ', 'en ', 'de la '),
    island_la: french('la ', 'à la ', 'de la '),
    l: french('l’', 'en ', 'd’'),
    the_l: french('l’', 'en ', 'de l’'),
    island_l: french('l’', 'à l’', 'de l’'),
    dans_l: french('l’', 'dans l’', 'de l’'),
    bare_en: french('', 'en ', 'd’'),
    les: french('les ', 'aux ', 'des '),
    none: french('', 'à ', 'de ')
  }
} as const satisfies { [lang in Language]: Record<keyof (typeof articles)[lang] | 'none', Forms> }

/** The forms of a country's name. French lists every name that fits into a sentence, so that none is guessed. */
function formsOf(code: string, lang: Language): Forms | undefined {
  const listed: Readonly<Record<string, readonly string[]>> = articles[lang]
  const kind = Object.keys(listed).find(each => listed[each]?.includes(code))
  const all: Readonly<Record<string, Forms>> = forms[lang]
  return kind === undefined && lang !== 'fr' ? all.none : all[kind ?? '']
}

/**
 * The name of a country in a form, such as `aux États-Unis`; undefined for a value that is no country, and for a name
 * that has no such form.
 */
export function countryForm(form: keyof Forms, code: string, lang: Language): string | undefined {
  const country = countryByCode(code)
  if (country === undefined || country.status === 'special') return undefined
  const name = labelOf('country_of_asylum', code, lang)
  const text = formsOf(code, lang)?.[form].replace('{name}', name)
  if (text === undefined) return undefined
  return lang === 'fr' ? text.replace(/^de (?=[AEIOUÉÎ])/, 'd’') : text
}

/** The name of a country with its article; a value that is no country keeps its label. */
export const withItsArticle = (code: string, lang: Language): string =>
  countryForm('the', code, lang) ?? labelOf('country_of_asylum', code, lang)
