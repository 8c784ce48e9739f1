import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Static, TObject, TSchema } from 'typebox'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { Problem } from '../vocabulary/problem.ts'
import { jsonRows } from '../vocabulary/result-rows.ts'
import type { Answer } from './answer.ts'
import type { AnswerCache, Kept } from './answer-cache.ts'
import { deliver, sendKept, type Written } from './answer-delivery.ts'
import { cachingHeaders, canonicalQuery, etagOf, hasAlready, lastModified, policies } from './caching.ts'
import type { AppDeps } from './deps.ts'
import { encodingOf } from './encodings.ts'
import { schemaOf } from './endpoint-schema.ts'
import { linkHeader, linksOf, metaOf } from './envelope.ts'
import { figuresFormatNames, isFiguresFormat, writeFigures } from './figures-formats.ts'
import { type Format, type FormatDefinition, formatOf, formats } from './formats.ts'
import { written } from './sending.ts'
import type {} from './strict-query.ts'
import { columnsOf, tableOf } from './table.ts'
import { askedFigures, toldOf } from './told.ts'

/** What a route's function gets: checked values and the release set, which stays open until the answer is out. */
export interface Asked<Query, Params> {
  query: Query
  params: Params
  format: Format
  set: ReleaseSet
}

export interface Endpoint<Query extends TObject, Params extends TObject> {
  url: string
  operationId: string
  summary: string
  description?: string
  tags: [string]
  params?: Params
  /** Parameters of its own; format, bom and delimiter are added where it has more formats than JSON. */
  query: Query
  data: TSchema
  meta?: TSchema
  /** Default: JSON only. */
  formats?: readonly Format[]
  cache?: 'answers' | 'cases'
  /** A `data` as it could come. */
  example: unknown
  /** Members of meta beside the common ones, as they could come. */
  exampleMeta?: Record<string, unknown>
  answer(asked: Asked<Static<Query>, Static<Params>>): Answer | Promise<Answer>
}

/** Every format of lists and tables. */
export const everyFormat = ['json', 'csv', 'ndjson'] as const
/** Every format of statistics. */
export const statisticsFormats: readonly Format[] = [...everyFormat, ...figuresFormatNames]

/**
 * Registers one endpoint: GET and HEAD, its formats by suffix, `format=` and Accept, its place in the contract,
 * its caching and its links. OPTIONS and 405 come from methods.ts, faults in parameters from strict-query.ts.
 */
export function endpoint<Query extends TObject, Params extends TObject>(
  app: FastifyInstance,
  deps: AppDeps,
  definition: Endpoint<Query, Params>
): void {
  const columns = columnsOf(app, definition.data)
  const available = definition.formats ?? ['json']
  app.route({
    method: 'GET',
    url: definition.url,
    schema: schemaOf(definition),
    compress: false,
    // After the rate limit and before everything else: an answer that is kept was checked when it was made.
    onRequest(request, reply, done) {
      const kept = keptAnswer(request, app.answers, deps.snapshots.current().version, available)
      if (kept) sendKept(reply, kept)
      else done()
    },
    handler: (_request, reply) =>
      deps.snapshots.use(set => respond({ ...definition, columns }, deps, set, reply))
  })
}

/** The answer to this request, where it is kept. Whatever is odd about the request is left to the checks. */
function keptAnswer(
  request: FastifyRequest,
  answers: AnswerCache,
  version: number,
  available: readonly Format[]
): Kept | undefined {
  try {
    const { format: asked } = request.query as FormatQuery
    const format = formatOf(request, asked, available)
    const encoding = encodingOf(request.headers['accept-encoding'])
    return answers.find({ version, encoding, format, url: request.originalUrl })
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Parameters that say how a table is written. */
interface FormatQuery {
  format?: Format
  bom?: boolean
  delimiter?: 'comma' | 'semicolon'
}

/** A question that was checked, and all that its answer is written from. */
interface Question {
  set: ReleaseSet
  request: FastifyRequest
  /** Without a suffix. */
  path: string
  format: Format
  build: string
  settings: AppDeps['settings']
}

async function respond<Query extends TObject, Params extends TObject>(
  definition: Endpoint<Query, Params> & { columns: string[] },
  { build, settings }: AppDeps,
  set: ReleaseSet,
  reply: FastifyReply
): Promise<FastifyReply> {
  const { request, server } = reply
  const { format: asked, ...query } = request.query as FormatQuery & Static<Query>
  const format = formatOf(request, asked, definition.formats ?? ['json'])
  const ofCsv = ['bom', 'delimiter'].filter(name => request.given[name] !== undefined)
  if (format !== 'csv' && ofCsv.length > 0)
    throw new Problem(
      'unsupported-combination',
      'bom and delimiter go with format=csv.',
      ofCsv.map(parameter => ({ parameter, code: 'unsupported-combination' }))
    )
  const path = (request.url.split('?')[0] ?? '').replace(/(.)\/$/, '$1')
  const etag = etagOf({
    version: set.version,
    path,
    query: canonicalQuery(request.query as object as Record<string, unknown>),
    format,
    build
  })
  const standing = {
    ...cachingHeaders({ etag, control: controlOf(definition, query), modified: lastModified(set.releases) }),
    ...(definition.cache === 'cases' ? { 'x-robots-tag': 'noindex, noarchive' } : {})
  }
  reply.headers(standing)
  if (hasAlready(request, etag)) return reply.code(304).send()

  const encoding = encodingOf(request.headers['accept-encoding'])
  const delivery = { version: set.version, encoding, format, url: request.originalUrl, etag, standing }
  return deliver(reply, server.answers, delivery, () =>
    write(definition, { set, request, path, format, build, settings })
  )
}

/** Asks for the answer and writes it in its format. All that it says follows from the question and the release set. */
async function write<Query extends TObject, Params extends TObject>(
  definition: Endpoint<Query, Params> & { columns: string[] },
  { set, request, path, format, build, settings }: Question
): Promise<Written> {
  const { format: _, bom, delimiter, ...query } = request.query as FormatQuery & Static<Query>
  const answer = await definition.answer({
    query: query as Static<Query>,
    params: request.params as Static<Params>,
    format,
    set
  })
  const asking = {
    url: request.originalUrl,
    path,
    given: typed(request),
    parameters: Object.keys(definition.query.properties)
  }
  const links = linksOf(answer, asking, definition.formats ?? ['json'])
  const headers = { 'content-type': formats[format].type, link: linkHeader(answer, links) }
  if (format === 'json')
    return {
      headers,
      body: JSON.stringify({ data: dataOf(answer), meta: metaOf(answer, query, build), links })
    }
  const named = { ...headers, 'content-disposition': dispositionOf(path, answer.releases ?? [], format) }
  if (!isFiguresFormat(format))
    return {
      headers: named,
      body: written(tableOf(answer, definition.columns, query), format, { bom, delimiter })
    }
  const told = toldOf(answer, asking, query, { build, settings })
  return {
    headers: named,
    body: await writeFigures(format, answer.result, told, askedFigures(answer, query))
  }
}

const dataOf = ({ data, result }: Answer): unknown => (result ? jsonRows(result) : data)

const controlOf = ({ cache }: { cache?: 'answers' | 'cases' }, query: Record<string, unknown>): string =>
  cache === 'cases' ? policies.cases : query.release === undefined ? policies.answers : policies.pinned

/** What was given, by names as given and values as read. */
const typed = (request: FastifyRequest): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(request.given).map(name => [name, (request.query as Record<string, unknown>)[name]])
  )

/** Characters of a file's name that every system can store, its end aside. */
const longestName = 200

/** `cases-documented-cases-2023-03-18.csv`: what it is, whose it is, and which release; of very many how many. */
function dispositionOf(path: string, releases: readonly ReleaseEntry[], format: Format): string {
  const { file_ending = format, is_shown = false }: FormatDefinition = formats[format]
  const what = path.replace('/v1/', '')
  const nameOf = (...words: string[]) => [what, ...words].join('-').replaceAll(/[^a-z0-9_-]+/gi, '-')
  const whole = nameOf(...releases.flatMap(({ source, release }) => [source, release]))
  const name = whole.length > longestName ? nameOf(`${releases.length}-releases`) : whole
  return `${is_shown ? 'inline' : 'attachment'}; filename="${name}.${file_ending}"`
}
