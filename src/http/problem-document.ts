import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isAway } from '../database/away.ts'
import { NoConnection } from '../database/limits.ts'
import { HungUp } from '../snapshot/admission/asker.ts'
import { Overloaded, QueryTimeout } from '../snapshot/release-set.ts'
import { type Language, languages } from '../vocabulary/labels/language.ts'
import { contentLanguage, said, type TextName, textIn, textsIn } from '../vocabulary/labels/texts/texts.ts'
import { type Fault, Problem, type ProblemType, problemTitles, problemTypes } from '../vocabulary/problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The type of the problem that the request was answered with. */
    refused_as?: ProblemType
  }
}

interface ProblemDocument {
  type: ProblemType
  title: string
  status: number
  detail: string
  instance: string
  request_id: string
  errors: Fault[]
}

/** Refusals that say nothing of a request. They are made once: under an overload they are thousands. */
const usual = {
  timeout: new Problem('query-timeout', said('query_timeout')),
  overloaded: new Problem('overloaded', said('queries_waiting')),
  away: new Problem('overloaded', said('records_away'))
}

/** What pg says where a server is silent for as long as a query may take. */
const silent = /^Query read timeout/

/** The problem that an error is for a client; undefined for an internal error or one of Fastify. */
function problemOf(error: FastifyError | Problem): Problem | undefined {
  if (error instanceof Problem) return error
  const { code = '' } = error
  if (error instanceof QueryTimeout || code === '57014') return usual.timeout
  if (error instanceof Overloaded) return usual.overloaded
  if (error.cause instanceof Error) {
    const cause = problemOf(error.cause as FastifyError)
    if (cause) return cause
  }
  if (error instanceof NoConnection || isAway(error) || silent.test(error.message)) return usual.away
  return undefined
}

/** Fastify's own 4xx errors, such as 414 for a long path segment. Their messages reveal nothing internal. */
const refusals: Record<number, ProblemType> = {
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable'
}

/** What is said of a request that Fastify refuses by itself. */
const refusalTexts: Readonly<Record<string, TextName>> = {
  FST_ERR_BAD_URL: 'path_not_read',
  FST_ERR_MAX_PARAM_LENGTH: 'path_part_too_long'
}

/** The language that a request names; a refused request was perhaps not validated, or its path could not be read. */
function languageOf({ query, originalUrl }: FastifyRequest): Language {
  const { lang = new URLSearchParams(originalUrl.split('?')[1]).get('lang') } = (query ?? {}) as {
    lang?: unknown
  }
  return languages.find(each => each === lang) ?? 'en'
}

/** The problem document of an error, the HTTP status to send it with, and the languages of its texts. */
export function problemDocument(
  error: FastifyError | Problem,
  request: { instance: string; request_id: string },
  lang: Language
): { document: ProblemDocument & Record<string, unknown>; content_language: string } {
  const problem = problemOf(error)
  const statusCode = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  const refused = !problem && statusCode >= 400 && statusCode < 500
  const type: ProblemType =
    problem?.type ?? (refused ? (refusals[statusCode] ?? 'invalid-parameter') : 'internal')
  const { status } = problemTypes[type]
  const own = refused ? refusalTexts[error instanceof Problem ? '' : error.code] : 'internal'
  const detail = problem?.detail ?? (own === undefined ? error.message : said(own))
  return {
    document: {
      type,
      title: problemTitles[type][lang],
      status: refused ? statusCode : status,
      detail: textIn(detail, lang),
      ...request,
      errors: problem?.errors ?? [],
      ...textsIn(problem?.extra ?? {}, lang)
    },
    content_language: contentLanguage(lang, [detail])
  }
}

/** The status in the log, by custom, of a request whose client hung up. */
const hungUp = 499

/** Headers that describe a successful answer and are removed from an error. */
const notOnErrors = [
  'etag',
  'last-modified',
  'content-disposition',
  'link',
  'content-encoding',
  'content-length'
]

/** Sends an error as application/problem+json. The message of an internal error is only logged. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // Nobody reads it: it is no refusal, and is told in no count of refusals.
  if (thrown instanceof HungUp) return reply.code(hungUp).send()
  // A thrown value need not be an Error.
  // A client whose quota is used up is told so, whatever else is wrong with its request.
  const error = (request.quota?.refusal ?? (thrown instanceof Error ? thrown : new Error(String(thrown)))) as
    | FastifyError
    | Problem
  const { document, content_language } = problemDocument(
    error,
    { instance: request.originalUrl, request_id: request.id },
    languageOf(request)
  )
  request.refused_as = document.type
  if (document.status >= 500) request.failure = error
  for (const name of notOnErrors) reply.removeHeader(name)
  if (document.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '2')
  return reply
    .code(document.status)
    .header('cache-control', 'no-store')
    .header('content-language', content_language)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(document))
}
