import { LRUCache } from 'lru-cache'
import type { Encoding } from './encodings.ts'

/** An answer as it goes out. Nothing in it comes from one request: no request id, no count of requests left. */
export interface KeptAnswer {
  etag: string
  /** The headers that a 304 has too. */
  standing: Record<string, string>
  /** All headers that belong to the answer, the standing ones among them. */
  headers: Record<string, string>
  bytes: Buffer
}

/** All that decides about the bytes of an answer, the build aside, which is one as long as the process lives. */
export interface AnswerKey {
  /** Of the release set. */
  version: number
  encoding: Encoding
  /** As it was settled: by suffix, parameter or Accept. */
  format: string
  /** As it was given: `links.self` tells it back, so two spellings of one question are two answers. */
  url: string
}

export interface AnswerCache {
  /** Bytes of the longest answer that is kept, before it is packed; 0 where nothing is kept. */
  largest: number
  /** Ask it with the newest version only: one that it has not met makes it forget what it keeps. */
  find(key: AnswerKey): KeptAnswer | undefined
  /**
   * The answer that is kept, or the one that is being made, or else the one that `make` gives: however many ask at
   * once, it runs once. Undefined is an answer that is too large to keep, which is remembered. A failure reaches
   * all who wait for it and is not kept.
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
/** About what the objects around an answer's bytes take. */
const overhead = 1024

/** Keeps answers for as long as their release set is the newest, at most so many bytes of them. */
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
    // One answer may not push out all others.
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

/** A URL has no space in it, so two keys are never one text. */
const textOf = ({ version, encoding, format, url }: AnswerKey): string =>
  `${version} ${encoding} ${format} ${url}`
