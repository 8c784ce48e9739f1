import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerKey, MadeFrom } from '../../http/caching/answer-cache.ts'
import { deliver, sendAgain } from '../../http/caching/answer-delivery.ts'
import {
  cachingHeaders,
  canonicalQuery,
  etagOf,
  hasAlready,
  lastModified,
  policies
} from '../../http/caching/caching.ts'
import { encodingOf } from '../../http/caching/encodings.ts'
import { asPage } from '../../http/clients/page-request.ts'
import { type Ask, makeAsk } from '../asking/ask.ts'
import { NotKept } from '../asking/refused.ts'
import { askSourceNames } from '../asking/source-names.ts'
import type { PageDefinition } from '../page-definition.ts'
import { sayIn } from '../words/words.ts'
import { originOf, type PageAddress, pageAddress } from './page-address.ts'
import { pageHeadersOf } from './page-headers.ts'
import { htmlType, type PageDeps, written } from './sent-pages.ts'

/**
 * Registers a page: GET and HEAD, kept like an answer. Its tag is that of the whole release set, the question and the
 * build, so that a 304 asks nothing.
 */
export function pageRoute(app: FastifyInstance, deps: PageDeps, page: PageDefinition): void {
  const { publicUrl } = deps.settings
  app.route({
    method: 'GET',
    url: page.url,
    schema: { hide: true },
    compress: false,
    config: { tells_fresh: true, is_private: page.is_private === true, is_framed: page.is_framed === true },
    onRequest(request, reply, done) {
      reply.headers(pageHeadersOf(page.is_framed === true))
      const key = keyOf(request, publicUrl)
      const kept = app.answers.find(key, deps.snapshots.current())
      if (!kept || !sendAgain(reply, key, kept)) done()
    },
    handler: (request, reply) => respond(request, reply, { app, deps, page })
  })
}

/** The key of a page: without PUBLIC_URL it holds what the client calls the service, since its addresses do. */
function keyOf(request: FastifyRequest, publicUrl: string | undefined): AnswerKey {
  const encoding = encodingOf(request.headers['accept-encoding'])
  return { encoding, format: 'html', url: encodeURI(originOf(request, publicUrl)) + request.originalUrl }
}

interface Serving {
  app: FastifyInstance
  deps: PageDeps
  page: PageDefinition
}

async function respond(
  request: FastifyRequest,
  reply: FastifyReply,
  { app, deps, page }: Serving
): Promise<FastifyReply> {
  const asked = pageAddress(request, deps.settings.publicUrl)
  const set = deps.snapshots.current()
  const made_from: MadeFrom = {
    version: set.version,
    print: app.considering(set, undefined).print,
    partIn: other => app.considering(other, undefined)
  }
  const etag = etagOf({
    print: made_from.print,
    path: asked.origin + asked.path,
    query: canonicalQuery({ ...asked.query, lang: asked.lang }),
    format: 'html',
    build: `${deps.build}${deps.answers_with ?? ''}`
  })
  const standing = {
    ...cachingHeaders({
      etag,
      control: page.is_private ? policies.cases : policies.answers,
      modified: lastModified(set.releases)
    }),
    ...(page.is_private ? { 'x-robots-tag': 'noindex, noarchive' } : {}),
    'content-language': asked.lang
  }
  reply.headers(standing)
  if (hasAlready(request, etag)) {
    if (request.quota) request.quota.is_free = true
    return reply.code(304).send()
  }
  if (request.quota?.refusal) throw request.quota.refusal
  const key = keyOf(request, deps.settings.publicUrl)
  return deliver(reply, app.answers, { ...key, made_from, etag, standing }, async () => {
    const body = await writtenOf(request, asked, { app, deps, page })
    return { headers: { 'content-type': htmlType }, body }
  })
}

/** Asks and writes a page; once more where a publish came between its questions, so that it tells of one set alone. */
async function writtenOf(
  request: FastifyRequest,
  asked: PageAddress,
  { app, deps, page }: Serving
): Promise<string> {
  const { version } = deps.snapshots.current()
  const show = () => asPage(app, request, headers => showPage(makeAsk(app, headers, asked.lang)))
  const showPage = async (ask: Ask) => {
    const params = request.params as Record<string, string>
    const sources = await askSourceNames(ask)
    return { sources, ...(await page.show({ ...asked, ask, say: sayIn(asked.lang), params })) }
  }
  const first = await show()
  const shown = deps.snapshots.current().version === version ? first : await show()
  const body = written(shown, asked, deps, { is_framed: page.is_framed, sources: shown.sources })
  if (shown.status !== undefined && shown.status !== 200) throw new NotKept(shown.status, body)
  return body
}
