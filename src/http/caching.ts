import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReleaseEntry } from '../snapshot/card.ts'

/** How long an answer may be kept by others (docs/rules/api.md §6.1). */
export const policies = {
  /** Statistics, lists of published figures, catalogues. */
  answers: 'public, max-age=300, stale-while-revalidate=86400',
  /** The same, where `release=` names what answered: it stays as it is. */
  pinned: 'public, max-age=86400',
  /** Records of cases can be removed, and then must be gone soon. */
  cases: 'public, max-age=300'
} as const

/** A question in one spelling: names sorted. The order inside a list stays, since it can be that of columns. */
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

/** What an answer depends on, and nothing that would need a query to know. */
export interface Fingerprint {
  version: number
  path: string
  query: string
  format: string
  build: string
}

/** A weak tag: gzip, br and plain are the same answer. */
export function etagOf({ version, path, query, format, build }: Fingerprint): string {
  const text = [version, path, query, format, build].join('\n')
  return `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
}

/** When the newest release that can answer was published, as an HTTP date. */
export function lastModified(releases: readonly ReleaseEntry[]): string | undefined {
  const newest = releases
    .map(({ published_at }) => published_at)
    .sort()
    .at(-1)
  return newest === undefined ? undefined : new Date(newest).toUTCString()
}

/** The caching headers of an answer. */
export interface Caching {
  etag: string
  control: string
  modified?: string | undefined
}

export const cachingHeaders = ({ etag, control, modified }: Caching): Record<string, string> => ({
  etag,
  'cache-control': control,
  vary: 'Accept, Accept-Encoding',
  ...(modified === undefined ? {} : { 'last-modified': modified })
})

/** Whether the client has the answer with this tag already. */
export function hasAlready(request: FastifyRequest, etag: string): boolean {
  const wanted = request.headers['if-none-match']
  if (wanted === undefined) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return wanted.split(',').some(tag => bare(tag) === bare(etag))
}

/**
 * Whether the client wants an answer only where there is none: `If-None-Match: *` (RFC 9110 §13.1.2). It is 304 for all
 * that is answered with 200, so it is asked when the answer is made: what is refused stays refused.
 */
export const wantsNone = (request: FastifyRequest): boolean =>
  request.headers['if-none-match']?.trim() === '*'

/** Writes the caching headers, and says whether the client has this answer already. */
export function isFresh(request: FastifyRequest, reply: FastifyReply, caching: Caching): boolean {
  reply.headers(cachingHeaders(caching))
  return hasAlready(request, caching.etag) || wantsNone(request)
}
