import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, type TObject, Type } from 'typebox'
import type { Format, FormatOptions } from '../formats/format.ts'
import { documentFormats, formats, hasOption, isOption, thoseThere } from '../formats/registry.ts'
import { languageParameter } from '../schemas/parameters.ts'
import type { Considered, Considering, SetCards } from '../snapshot/considered.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { alternatives, inOneText, said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import { madeWhereItFits } from './answerers/where-made.ts'
import type { AnswerCache, AnswerKey } from './caching/answer-cache.ts'
import { deliver, sendAgain } from './caching/answer-delivery.ts'
import {
  cachingHeaders,
  canonicalQuery,
  etagOf,
  hasAlready,
  isUnmodified,
  lastModified,
  policies
} from './caching/caching.ts'
import { encodingOf } from './caching/encodings.ts'
import { doorOf } from './clients/door.ts'
import type { AppDeps } from './deps.ts'
import type { Endpoint, Registered } from './endpoint-definition.ts'
import { schemaOf } from './endpoint-schema.ts'
import { listColumns } from './files/answer-table.ts'
import { formatOf, isByAccept } from './negotiation.ts'
import type {} from './query-values.ts'
import { requestAsked, writeAnswer } from './writing.ts'

/**
 * Registers one endpoint: GET and HEAD, its formats by suffix, `format=` and Accept, its operation in the contract,
 * its caching and its links. OPTIONS and 405 come from methods.ts, faults in parameters from strict-query.ts.
 */
export function endpoint<Query extends TObject, Params extends TObject>(
  app: FastifyInstance,
  deps: AppDeps,
  definition: Endpoint<Query, Params>
): void {
  const columns = listColumns(app, definition.data)
  const refusedAtTheDoor = doorOf(definition, deps)
  const described = { ...definition, query: withLanguage(definition.query) }
  const every = definition.formats ?? documentFormats
  const there = thoseThere(every)
  const lacks = every.filter(each => !there.includes(each)).map(({ id }) => ` without ${id}`)
  const registered = { ...described, formats: there, lacks: lacks.join(''), columns }
  app.endpoints?.set(definition.operationId, registered)
  app.route({
    method: 'GET',
    url: definition.url,
    schema: schemaOf(described),
    compress: false,
    config: { tells_fresh: true, is_private: definition.cache === 'cases' },
    // After the rate limit and before validation: what is cached was validated when it was made.
    onRequest(request, reply, done) {
      const key = keyOf(request, registered.formats)
      const now = deps.snapshots.current()
      const kept = key && app.answers.find(key, now)
      if (kept) sendAgain(reply, key, kept) || done()
      else if (!key) done()
      else done(keptRefusal(reply, app.answers, key, now) ?? refusedAtTheDoor(request))
    },
    handler: (request, reply) =>
      deps.snapshots.use(set => {
        const { format: requested } = request.query as FormatQuery
        const format = formatOf(request, requested, registered.formats)
        const asked = {
          ...{ query: request.query as Static<Query>, params: request.params as Static<Params>, format }
        }
        const partIn = partsFor(app.considering, definition, asked)
        return respond(registered, deps, { set, partIn, format }, reply)
      }, request.asker)
  })
}

/** Parameters with `lang`, which every endpoint has: at least its caveats, its citation and its problems are texts. */
const withLanguage = <Query extends TObject>(query: Query): Query =>
  Type.Object({ ...query.properties, ...languageParameter }) as TObject as Query

/** The refusal of a question that was refused before, with its headers. A 304, or the quota's own refusal, comes first. */
function keptRefusal(
  reply: FastifyReply,
  answers: AnswerCache,
  key: AnswerKey,
  now: SetCards
): Problem | undefined {
  const refusal = answers.refusal(key, now)
  if (!refusal || reply.request.quota?.refusal || hasAlready(reply.request, refusal.etag)) return undefined
  const { type, detail, errors, extra } = refusal.problem
  reply.headers(refusal.standing)
  return new Problem(type, detail, errors, extra)
}

/** The key of the answer to this request. Undefined for a faulty request, which validation refuses later. */
function keyOf(request: FastifyRequest, available: readonly Format[]): AnswerKey | undefined {
  try {
    const { format: requested } = request.query as FormatQuery
    const format = formatOf(request, requested, available).id
    const encoding = encodingOf(request.headers['accept-encoding'])
    return { encoding, format, url: request.originalUrl }
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Parameters that say how an answer is written. */
interface FormatQuery extends FormatOptions {
  format?: string
}

type PartIn = (set: SetCards) => Considered

/** The part of a set that the answer to a request is made from. What it returns holds nothing else of the request. */
const partsFor =
  <Query extends TObject, Params extends TObject>(
    considering: Considering,
    { considers }: Pick<Endpoint<Query, Params>, 'considers'>,
    asked: { query: Static<Query>; params: Static<Params>; format: Format }
  ): PartIn =>
  set =>
    considering(set, considers?.(asked, set))

/** The open release set, the part of any set that the answer is made from, and the format that it is written in. */
interface Opened {
  set: ReleaseSet
  partIn: PartIn
  format: Format
}

async function respond<Query extends TObject, Params extends TObject>(
  definition: Registered<Query, Params>,
  { build, settings, database, records = () => database, answers_with = '' }: AppDeps,
  { set: whole, partIn, format }: Opened,
  reply: FastifyReply
): Promise<FastifyReply> {
  const { request, server } = reply
  const { print, releases, known = [], gone = [] } = partIn(whole)
  // The answer gets nothing that its tag does not tell of.
  const set: ReleaseSet = {
    ...whole,
    releases,
    ...(whole.known && { known }),
    ...(whole.gone && { gone })
  }
  const { format: requested, ...query } = request.query as FormatQuery & Static<Query>
  refuseOtherOptions(format, request.given)
  const path = (request.url.split('?')[0] ?? '').replace(/(.)\/$/, '$1')
  const etag = etagOf({
    print,
    path,
    query: canonicalQuery(request.query as object as Record<string, unknown>),
    format: format.id,
    build: `${build}${answers_with}${definition.lacks}`
  })
  const modified = lastModified([...releases, ...gone])
  const standing = {
    ...cachingHeaders({
      ...{ etag, control: controlOf(definition, query), modified },
      by_accept: isByAccept(request, requested)
    }),
    ...(definition.cache === 'cases' ? { 'x-robots-tag': 'noindex, noarchive' } : {})
  }
  reply.headers(standing)
  if (hasAlready(request, etag) || isUnmodified(request, format.id, modified)) {
    if (request.quota) request.quota.is_free = true
    return reply.code(304).send()
  }
  if (request.quota?.refusal) throw request.quota.refusal

  const encoding = encodingOf(request.headers['accept-encoding'])
  const key = { encoding, format: format.id, url: request.originalUrl }
  const made_from = { version: whole.version, print, partIn }
  const { asker } = request
  const asked = requestAsked(request, path)
  const timeoutMs = settings.answerTimeoutMs
  const onMade = () => {
    // What is read while a long answer is sent has a limit for each query alone: a download may take minutes.
    if (asker) asker.until = Number.POSITIVE_INFINITY
  }
  return deliver(reply, server.answers, { ...key, made_from, etag, standing }, () =>
    madeWhereItFits(server.answerers, { definition, asked, format, set, asker, timeoutMs }, () =>
      writeAnswer(definition, {
        ...{ set, asked, format, build, settings, onMade },
        records: records(asker)
      })
    )
  )
}

/** Throws unsupported-combination for an option of another format, which would have no effect. */
function refuseOtherOptions(format: Format, given: Record<string, unknown>): void {
  const others = Object.keys(given).filter(
    name => isOption(name) && given[name] !== undefined && !hasOption(format, name)
  )
  if (others.length === 0) return
  const owners = (name: string) => formats.filter(each => hasOption(each, name)).map(({ id }) => id)
  throw new Problem(
    'unsupported-combination',
    inOneText(others.map(name => said('option_of_format', { name, formats: alternatives(owners(name)) }))),
    others.map(parameter => ({ parameter, code: 'unsupported-combination' }))
  )
}

const controlOf = ({ cache }: { cache?: 'answers' | 'cases' }, query: Record<string, unknown>): string =>
  cache === 'cases' ? policies.cases : query.release === undefined ? policies.answers : policies.pinned
