import { LRUCache } from 'lru-cache'
import type { Encoding } from './encodings.ts'

/** A cached answer, ready to send. It holds nothing of a single request, such as a request id or a rate limit. */
export interface KeptAnswer {
  etag: string
  /** The headers that are sent with a 304 too. */
  standing: Record<string, string>
  /** All headers of the answer, including the standing ones. */
  headers: Record<string, string>
  bytes: Buffer
}

/** Everything that determines the bytes of an answer, except the build, which is constant in a process. */
export interface AnswerKey {
  /** The version of the release set. */
  version: number
  encoding: Encoding
  /** The negotiated format: from the suffix, the parameter or Accept. */
  format: string
  /** The URL as received. `links.self` repeats it, so two spellings of one request are two answers. */
  url: string
}

export interface AnswerCache {
  /** Bytes of the longest answer that is cached, before compression; 0 where nothing is cached. */
  largest: number
  /** The cached answer. Call it with the newest version only: another version than last time empties the cache. */
  find(key: AnswerKey): KeptAnswer | undefined
  /**
   * The cached answer, or the result of `make`, which runs once for all concurrent calls with the same key. `make`
   * gives undefined for an answer that is too large to cache, and this is remembered. A failure rejects all waiting
   * calls and is not cached.
   */
  once(key: AnswerKey, make: () => Promise<KeptAnswer | undefined>): Promise<KeptAnswer | undefined>
}

declare module 'fastify' {
  interface FastifyInstance {
    answers: AnswerCache
  }
}

export const megabyte = 2 ** 20
const largestAnswer = 4 * megabyte
/** Estimated bytes of the objects around an answer's body. */
const overhead = 1024

/** A cache of at most `maxBytes`, whose answers live as long as their release set is the newest. */
export function makeAnswerCache(maxBytes: number): AnswerCache {
  if (maxBytes === 0) return { largest: 0, find: () => undefined, once: async () => undefined }
  const kept = new LRUCache<string, KeptAnswer | 'too large'>({
    maxSize: maxBytes,
    sizeCalculation: (entry, key) =>
      overhead + key.length + (entry === 'too large' ? 0 : entry.bytes.byteLength)
  })
  const making = new Map<string, Promise<KeptAnswer | undefined>>()
  let newest: number | undefined

  return {
    // A single answer must not evict all others.
    largest: Math.min(largestAnswer, Math.floor(maxBytes / 8)),
    find(key) {
      newest ??= key.version
      if (key.version !== newest) kept.clear()
      newest = key.version
      const found = kept.get(textOf(key))
      return found === 'too large' ? undefined : found
    },
    once(key, make) {
      const text = textOf(key)
      const found = kept.get(text)
      if (found !== undefined) return Promise.resolve(found === 'too large' ? undefined : found)
      const begun = making.get(text)
      if (begun) return begun
      const made = make()
        .then(answer => {
          kept.set(text, answer ?? 'too large')
          return answer
        })
        .finally(() => making.delete(text))
      making.set(text, made)
      return made
    }
  }
}

/** A URL has no space in it, so different keys never give the same text. */
const textOf = ({ version, encoding, format, url }: AnswerKey): string =>
  `${version} ${encoding} ${format} ${url}`
