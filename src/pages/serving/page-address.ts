import type { FastifyRequest } from 'fastify'
import { withoutOrigin } from '../../http/negotiation.ts'
import { type Language, languages } from '../../vocabulary/labels/language.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { nearest, Problem } from '../../vocabulary/problem.ts'

/** How a page was asked: where, in which language, and with what. */
export interface PageAddress {
  origin: string
  path: string
  lang: Language
  /** The query without `lang`; of what is given twice the values stand in one, as in the API. */
  query: Readonly<Record<string, string>>
}

/**
 * Where the service is reached: PUBLIC_URL, else what the client called it, which is then part of the key by which a page
 * is kept.
 */
export const originOf = (request: FastifyRequest, publicUrl: string | undefined): string =>
  publicUrl ?? `${request.protocol}://${request.host}`

/** How a page was asked. Throws invalid-parameter for a language that there is not. */
export function pageAddress(request: FastifyRequest, publicUrl: string | undefined): PageAddress {
  const { asked, lang_given } = requestedPage(request, publicUrl)
  if (asked.lang !== lang_given) throw noLanguage(lang_given)
  return asked
}

/** The same, and the language that was named: the page is in English where there is none of that name. */
export function requestedPage(
  request: FastifyRequest,
  publicUrl: string | undefined
): { asked: PageAddress; lang_given: string } {
  const { lang_given, ...page } = pageOfAddress(withoutOrigin(request.originalUrl))
  return { asked: { origin: originOf(request, publicUrl), ...page }, lang_given }
}

/** What an address without its origin names. */
export function pageOfAddress(address: string): Omit<PageAddress, 'origin'> & { lang_given: string } {
  const [path = '/', text = ''] = address.split('?')
  const given = new URLSearchParams(text)
  const { lang: lang_given = 'en', ...query } = Object.fromEntries(
    [...new Set(given.keys())].map(name => [name, given.getAll(name).join(',')])
  )
  const lang = languages.find(each => each === lang_given) ?? 'en'
  return { path: path.replace(/(.)\/$/, '$1'), lang, query, lang_given }
}

function noLanguage(given: string): Problem {
  const meant = nearest(given.slice(0, 20), [...languages])
  return new Problem(
    'invalid-parameter',
    said('no_language', { given: given.slice(0, 20), languages: languages.join(', ') }),
    [{ parameter: 'lang', code: 'not-available', did_you_mean: meant.length > 0 ? meant : [...languages] }]
  )
}
