import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../../http/deps.ts'
import { problemDocument } from '../../http/problem-document.ts'
import type { Language } from '../../vocabulary/labels/language.ts'
import type { ToldProblem } from '../asking/answers.ts'
import { Moved, NotKept, Refused } from '../asking/refused.ts'
import { namedByIds, type SourceNames } from '../asking/source-names.ts'
import { type Here, hereFor } from '../here.ts'
import type { Shown } from '../page-definition.ts'
import { documentOf } from '../shell/document.tsx'
import { framedDocumentOf } from '../shell/framed-document.tsx'
import { problemPage } from '../shell/problem-page.tsx'
import type { AssetAddresses } from './assets.ts'
import { type PageAddress, requestedPage } from './page-address.ts'
import { pageHeadersOf } from './page-headers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A page that may stand in a frame of others. */
    is_framed?: boolean
  }
}

export const htmlType = 'text/html; charset=utf-8'

export interface PageDeps extends Pick<AppDeps, 'build' | 'settings' | 'snapshots' | 'answers_with'> {
  assets: AssetAddresses
}

/** Writes a page in the language and at the address at which it was asked. */
export function written(
  shown: Shown,
  asked: PageAddress,
  { assets, build }: PageDeps,
  { is_framed = false, sources = namedByIds }: { is_framed?: boolean | undefined; sources?: SourceNames } = {}
): string {
  const here = hereOf(asked, sources)
  return is_framed ? framedDocumentOf(shown, here, assets) : documentOf(shown, here, { assets, build })
}

const hereOf = ({ lang, origin, path, query }: PageAddress, sources: SourceNames): Here =>
  hereFor({ lang, origin, own: { path, query }, sources })

/** Sends what was thrown instead of a page: an address to go to, a page with a status of its own, or a problem as a page. */
export function sendInstead(
  thrown: unknown,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  deps: PageDeps
): FastifyReply {
  for (const name of ['etag', 'last-modified', 'content-encoding', 'content-length', 'vary'])
    reply.removeHeader(name)
  reply.header('cache-control', 'no-store')
  if (thrown instanceof Moved) return reply.code(303).header('location', thrown.to).send()
  const { is_framed = false } = request.routeOptions.config
  reply.headers(pageHeadersOf(is_framed))
  if (thrown instanceof NotKept)
    return reply.code(thrown.status).header('content-type', htmlType).send(thrown.body)
  const { asked } = requestedPage(request, deps.settings.publicUrl)
  const problem = thrown instanceof Refused ? thrown.problem : problemOf(thrown, request, asked.lang)
  if (problem.status >= 500) request.failure = thrown as Error
  if (problem.status === 503 && !reply.hasHeader('retry-after')) reply.header('retry-after', '2')
  return reply
    .code(problem.status)
    .headers({ 'content-type': htmlType, 'content-language': asked.lang })
    .send(written(problemPage(problem, hereOf(asked, namedByIds)), asked, deps, { is_framed }))
}

function problemOf(thrown: unknown, request: FastifyRequest, lang: Language): ToldProblem {
  const refusal = request.quota?.refusal ?? thrown
  const error = (refusal instanceof Error ? refusal : new Error(String(refusal))) as FastifyError
  const asked = { instance: request.originalUrl, request_id: request.id }
  return problemDocument(error, asked, lang).document
}
