import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply } from 'fastify'
import { changesFormats } from '../../formats/registry.ts'
import type { ReleaseEntry } from '../../snapshot/card.ts'

/** `Cache-Control` of answers (docs/rules/api.md §6.1). */
export const policies = {
  /** Statistics, lists of published figures, catalogues. */
  answers: 'public, max-age=300, stale-while-revalidate=86400',
  /** The same with `release=`: the figures of a named release do not change. */
  pinned: 'public, max-age=86400',
  /** Records of cases can be removed, and must then disappear from caches soon. */
  cases: 'public, max-age=300'
} as const

/** The query string with sorted names. The order inside a list stays, since it can be the order of columns. */
export function canonicalQuery(query: Record<string, unknown>): string {
  return Object.keys(query)
    .sort()
    .filter(name => query[name] !== undefined)
    .map(name => {
      const value = query[name]
      const text = Array.isArray(value) ? value.map(String).join(',') : String(value)
      return `${name}=${encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':')}`
    })
    .join('&')
}

/** What an answer depends on. All of it is known without a database query. */
export interface Fingerprint {
  /** Of the releases that the answer is made from (snapshot/considered.ts). */
  print: string
  path: string
  query: string
  format: string
  build: string
}

/** A weak ETag, the same for all content encodings. */
export function etagOf({ print, path, query, format, build }: Fingerprint): string {
  const text = [print, path, query, format, build].join('\n')
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
}

/** When the newest of these releases was published, or one of them changed since then, as an HTTP date. */
export function lastModified(
  releases: readonly Pick<ReleaseEntry, 'published_at' | 'changed_at'>[]
): string | undefined {
  let newest: string | undefined
  for (const { published_at, changed_at } of releases)
    for (const at of [published_at, changed_at ?? published_at])
      if (newest === undefined || at > newest) newest = at
  return newest === undefined ? undefined : new Date(newest).toUTCString()
}

/** The caching headers of an answer. */
export interface Caching {
  etag: string
  control: string
  modified?: string | undefined
  /** Whether the request's Accept header decides on the answer. */
  by_accept?: boolean
}

export const cachingHeaders = ({
  etag,
  control,
  modified,
  by_accept = false
}: Caching): Record<string, string> => ({
  etag,
  'cache-control': control,
  vary: by_accept ? 'Accept, Accept-Encoding' : 'Accept-Encoding',
  ...(modified === undefined ? {} : { 'last-modified': modified })
})

/** The headers of a request, as Fastify and Node have them. */
interface Conditional {
  headers: IncomingHttpHeaders
}

/** Whether `If-None-Match` holds this ETag: the client has the answer already. */
export function hasAlready(request: Conditional, etag: string): boolean {
  const wanted = request.headers['if-none-match']
  if (wanted === undefined) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return wanted.split(',').some(tag => bare(tag) === bare(etag))
}

/**
 * Whether the request has `If-None-Match: *` (RFC 9110 §13.1.2), which turns every 200 into a 304. It is checked after
 * the answer is made, so that a refused request still gets its error.
 */
export const wantsNone = (request: Conditional): boolean => request.headers['if-none-match']?.trim() === '*'

const feeds: ReadonlySet<string | undefined> = new Set(
  changesFormats.flatMap(({ id, writes }) => (writes === 'feed' ? [id] : []))
)

/**
 * Whether a client that has no tag has the answer already by its time (RFC 9110 §13.1.3). For feeds alone: a figure can be
 * another one without a release that is newer.
 */
export function isUnmodified(
  request: Conditional,
  format: string | undefined,
  modified: string | undefined
): boolean {
  const { 'if-none-match': tag, 'if-modified-since': since } = request.headers
  if (!feeds.has(format) || tag !== undefined || since === undefined || modified === undefined) return false
  return Date.parse(modified) <= Date.parse(since)
}

/** Whether a client has a kept answer already, so that a 304 is due. `format`: that of the answer. */
export const hasKept = (
  request: Conditional,
  { etag, standing }: { etag: string; standing: Record<string, string> },
  format: string
): boolean =>
  hasAlready(request, etag) || wantsNone(request) || isUnmodified(request, format, standing['last-modified'])

/** Sets the caching headers, and returns whether a 304 is due. */
export function isFresh(request: Conditional, reply: FastifyReply, caching: Caching): boolean {
  reply.headers(cachingHeaders(caching))
  return hasAlready(request, caching.etag) || wantsNone(request)
}
