import { LRUCache } from 'lru-cache'
import { Problem, problemTypes } from '../../vocabulary/problem.ts'
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

/**
 * A remembered refusal of a question that the release set can never answer. Each request gets it as a document of its own,
 * with its own request id.
 */
export interface KeptRefusal {
  /** The ETag that an answer to this question would have. */
  etag: string
  /** Headers of an answer to this question that stand on its refusal too. */
  standing: Record<string, string>
  problem: Pick<Problem, 'type' | 'detail' | 'errors' | 'extra'>
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
  /** The remembered refusal of a question, in whichever encoding it was asked. Call it as `find`. */
  refusal(key: AnswerKey): KeptRefusal | undefined
  /**
   * The cached answer, or the result of `make`, which runs once for all concurrent calls with the same key. `make`
   * gives undefined for an answer that is too large to cache, and this is remembered. A failure rejects all waiting
   * calls and is not cached.
   */
  once(key: AnswerKey, make: () => Promise<KeptAnswer | undefined>): Promise<KeptAnswer | undefined>
  /** Remembers a refusal that follows from the question and the release set alone (`isLasting`). */
  refuse(key: AnswerKey, refusal: KeptRefusal): void
}

/** Whether a failure is a refusal that the same question meets each time, until another release set is opened. */
export const isLasting = (error: unknown): error is Problem =>
  error instanceof Problem && problemTypes[error.type].status === 400

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
  if (maxBytes === 0)
    return {
      ...{ largest: 0, find: () => undefined, refusal: () => undefined },
      ...{ once: async () => undefined, refuse: () => {} }
    }
  const kept = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: (entry, key) => overhead + key.length + sizeOf(entry)
  })
  const making = new Map<string, Promise<KeptAnswer | undefined>>()
  let newest: number | undefined
  const get = (key: AnswerKey, what?: 'refusal'): Entry | undefined => {
    newest ??= key.version
    if (key.version !== newest) kept.clear()
    newest = key.version
    return kept.get(textOf(key, what))
  }

  return {
    // A single answer must not evict all others.
    largest: Math.min(largestAnswer, Math.floor(maxBytes / 8)),
    find(key) {
      const found = get(key)
      return found !== undefined && isAnswer(found) ? found : undefined
    },
    refusal(key) {
      const found = get(key, 'refusal')
      return typeof found === 'object' && 'problem' in found ? found : undefined
    },
    refuse(key, { etag, standing, problem: { type, detail, errors, extra } }) {
      // Not the error itself: its stack would keep what it was thrown from.
      const refusal = { etag, standing, problem: { type, detail, errors, extra } }
      // The answers of an older set that is still in use are not looked for again.
      if (key.version === (newest ?? key.version)) kept.set(textOf(key, 'refusal'), refusal)
    },
    once(key, make) {
      const text = textOf(key)
      const found = kept.get(text)
      if (found !== undefined) return Promise.resolve(isAnswer(found) ? found : undefined)
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

type Entry = KeptAnswer | KeptRefusal | 'too large'

const isAnswer = (entry: Entry): entry is KeptAnswer => typeof entry === 'object' && 'bytes' in entry

/** Estimated bytes of an entry beside its key. A character of a problem's text can take two. */
const sizeOf = (entry: Entry): number => {
  if (entry === 'too large') return 0
  return 'bytes' in entry ? entry.bytes.byteLength : 2 * JSON.stringify(entry.problem).length
}

/**
 * A URL has no space in it, so different keys never give the same text. A refusal is the same in every encoding, and its
 * key is that of no answer.
 */
const textOf = ({ version, encoding, format, url }: AnswerKey, what?: 'refusal'): string =>
  `${version} ${what ?? encoding} ${format} ${url}`
