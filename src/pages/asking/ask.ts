import type { FastifyInstance } from 'fastify'
import { canonicalQuery } from '../../http/caching/caching.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { AnswerOf, ApiPath, Query } from './answers.ts'
import { inPlainWords } from './in-plain-words.ts'
import { isOfQuestion, Refused } from './refused.ts'

/** The address of a question to the API, as its own links write it: names in order, English left out. */
export function apiAddress(path: string, query: Query, lang: Language = 'en'): string {
  const text = canonicalQuery({ ...query, ...(lang === 'en' ? {} : { lang }) })
  return text === '' ? path : `${path}?${text}`
}

/** How a page asks the API: a page knows only what a client can ask. */
export interface Ask {
  /** The answer in JSON. Throws Refused for any other status than 200. */
  json<Path extends ApiPath>(path: Path, query?: Query): Promise<AnswerOf<Path>>
  /** The answer of a thing that is named in the path, such as `/v1/countries/{iso3}` with its code. */
  item<Path extends ApiPath>(
    path: Path,
    named: Record<string, string>,
    query?: Query
  ): Promise<AnswerOf<Path>>
  /** An answer in words or another format of text, by the suffix of its address: `/v1/statistics/decisions.sentence`. */
  text(address: string, query?: Query): Promise<string>
}

/** Asks inside the process, through all that a client's request goes through. `headers`: those of the page (asPage). */
export function makeAsk(app: FastifyInstance, headers: Record<string, string>, lang: Language): Ask {
  const ask = async (path: string, query: Query): Promise<string> => {
    const url = apiAddress(path, query, lang)
    const { statusCode, body } = await app.inject({ method: 'GET', url, headers })
    if (statusCode !== 200) throw new Refused(inPlainWords(JSON.parse(body)), url)
    return body
  }
  return {
    json: async (path, query = {}) => JSON.parse(await ask(path, query)),
    item: async (path, named, query = {}) => JSON.parse(await ask(filled(path, named), query)),
    text: (address, query = {}) => ask(address, query)
  }
}

const filled = (path: string, named: Record<string, string>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ''))

/**
 * What `asked` gives, or its refusal where the API refuses the question: for a part of a page that can say why it is not there.
 * Throws where the service had no time for it: a page without that part would tell, for as long as it is kept, that there is none.
 */
export const orRefused = <Answer>(asked: Promise<Answer>): Promise<Answer | Refused> =>
  asked.catch(error => {
    if (error instanceof Refused && isOfQuestion(error)) return error
    throw error
  })
