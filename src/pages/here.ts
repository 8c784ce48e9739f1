import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../vocabulary/labels/language.ts'
import type { Query } from './asking/answers.ts'
import { apiAddress } from './asking/ask.ts'
import type { SourceNames } from './asking/source-names.ts'
import { type Say, sayIn } from './words/words.ts'

/** What every part of a page needs to speak the language of the page and to link within it. */
export interface Here {
  lang: Language
  say: Say
  /** A number as the language writes it. */
  number(value: number): string
  /** A share of one as a percentage with one decimal. */
  percent(share: number): string
  /** The address of another page, in the same language. */
  link(path: string, query?: Query): string
  /** The page's own path and query, without its language. */
  own: { path: string; query: Readonly<Record<string, string>> }
  origin: string
  /** What sources are called. */
  sources: SourceNames
}

export function hereFor(given: Pick<Here, 'lang' | 'own' | 'origin' | 'sources'>): Here {
  const { lang } = given
  const whole = new Intl.NumberFormat(lang)
  const part = new Intl.NumberFormat(lang, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  })
  return {
    ...given,
    say: sayIn(lang),
    number: value => whole.format(value),
    percent: share => part.format(share),
    link: (path, query = {}) => apiAddress(path, query, lang)
  }
}

/** Set once a page, by the document around it. */
export const HereContext = createContext<Here | undefined>(undefined)

/** What the part of a page that asks is a part of. */
export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('a part of a page stands in no page')
  return here
}
