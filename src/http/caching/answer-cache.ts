import { LRUCache } from 'lru-cache'
import type { Asker } from '../../snapshot/admission/asker.ts'
import type { Considered, SetCards } from '../../snapshot/considered.ts'
import { Problem, problemTypes } from '../../vocabulary/problem.ts'
import type { Encoding } from './encodings.ts'
import { inOwnTime } from './own-time.ts'

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

/** Everything in a request that determines the bytes of its answer. The build is constant in a process. */
export interface AnswerKey {
  encoding: Encoding
  /** The negotiated format: from the suffix, the parameter or Accept. */
  format: string
  /** The URL as received. `links.self` repeats it, so two spellings of one request are two answers. */
  url: string
}

/** The releases that an answer was made from. */
export interface MadeFrom {
  /** The version of their release set. */
  version: number
  /** Their print in that set. */
  print: string
  /**
   * The part of another set that the answer would be made from there. It stays in memory with the answer, so it must not
   * refer to a request or an open set.
   */
  partIn(set: SetCards): Considered
}

/** How often the cache was asked and had it, answers and refusals alike, and how large it is. */
export interface CacheFigures {
  asked: number
  had: number
  bytes: number
}

export interface AnswerCache {
  /** Bytes of the longest answer that is cached, before compression; 0 where nothing is cached. */
  largest: number
  /** The cached answer, where it would be the same from `set`. One that would not is dropped. */
  find(key: AnswerKey, set: SetCards): KeptAnswer | undefined
  /** The same by the name of its key (`textOfKey`), and not counted: `counted` does so once the answer is sent. */
  peek(name: string, set: SetCards): KeptAnswer | undefined
  counted(): void
  /** The remembered refusal of a question, in whichever encoding it was asked. Ask after `find` had nothing. */
  refusal(key: AnswerKey, set: SetCards): KeptRefusal | undefined
  /**
   * The cached answer from these releases, or the result of `make`, which runs once for all concurrent calls with the same
   * key and releases. `make` gives undefined for an answer that is too large to cache, and this is remembered. A failure
   * rejects all waiting calls and is not cached. `asker`: whose the queries of `make` are. A later one joins the first,
   * and is answered or refused by its own deadline.
   */
  once(
    key: AnswerKey,
    from: MadeFrom,
    make: () => Promise<KeptAnswer | undefined>,
    asker?: Asker
  ): Promise<KeptAnswer | undefined>
  /** Remembers a refusal that follows from the question and the releases alone (`isLasting`). */
  refuse(key: AnswerKey, from: MadeFrom, refusal: KeptRefusal): void
  figures(): CacheFigures
}

/** Whether a failure is a refusal that the same question meets each time, until the releases behind it change. */
export const isLasting = (error: unknown): error is Problem =>
  error instanceof Problem && problemTypes[error.type].status === 400

declare module 'fastify' {
  interface FastifyInstance {
    answers: AnswerCache
  }
}

export const megabyte = 2 ** 20
const largestAnswer = 4 * megabyte
/** Entries that are looked at in one turn of the event loop, which takes some milliseconds. */
const swept = 500
/** Bytes of the objects around an answer's body (headers, key, question), as bench/memory.ts found them, in round numbers. */
const overhead = 4096

/** A cache of at most `maxBytes`, whose answers live as long as the releases that they are made from stay as they are. */
export function makeAnswerCache(maxBytes: number): AnswerCache {
  if (maxBytes === 0) return noCache
  const kept = new LRUCache<string, Entry>({
    maxSize: maxBytes,
    sizeCalculation: ({ told }, key) => overhead + key.length + sizeOf(told)
  })
  const making = new Map<string, Making>()
  let [asked, had] = [0, 0]
  let newest: number | undefined

  /** What an entry tells from this set. It is looked at once a set, and dropped where the set would tell something else. */
  const toldFrom = (text: string, set: SetCards, entry = kept.peek(text)): Told | undefined => {
    if (entry === undefined) return undefined
    if (entry.version !== set.version && entry.partIn(set).print !== entry.print) {
      kept.delete(text)
      return undefined
    }
    entry.version = set.version
    return entry.told
  }

  /** Looks at all entries once a new set is there, in pieces: what was withdrawn or erased does not stay in memory. */
  const sweep = (set: SetCards): void => {
    newest ??= set.version
    if (newest === set.version) return
    newest = set.version
    const left = [...kept.keys()]
    const next = () => {
      for (const text of left.splice(-swept)) toldFrom(text, set)
      if (left.length > 0 && newest === set.version) setImmediate(next)
    }
    setImmediate(next)
  }

  const answerTo = (text: string, set: SetCards): KeptAnswer | undefined => {
    sweep(set)
    const found = toldFrom(text, set, kept.get(text))
    return found !== undefined && isAnswer(found) ? found : undefined
  }

  return {
    // A single answer must not evict all others.
    largest: Math.min(largestAnswer, Math.floor(maxBytes / 8)),
    find(key, set) {
      asked++
      const found = answerTo(textOfKey(key), set)
      if (found !== undefined) had++
      return found
    },
    peek: answerTo,
    counted() {
      asked++
      had++
    },
    refusal(key, set) {
      const text = textOfKey(key, 'refusal')
      const found = toldFrom(text, set, kept.get(text))
      if (typeof found !== 'object' || !('problem' in found)) return undefined
      had++
      return found
    },
    refuse(key, from, { etag, standing, problem: { type, detail, errors, extra } }) {
      // Not the error itself: its stack would keep what it was thrown from.
      const refusal = { etag, standing, problem: { type, detail, errors, extra } }
      kept.set(textOfKey(key, 'refusal'), { ...from, told: refusal })
    },
    once(key, from, make, asker) {
      const text = textOfKey(key)
      const found = kept.get(text)
      if (found?.print === from.print) return Promise.resolve(isAnswer(found.told) ? found.told : undefined)
      const name = `${from.print} ${text}`
      const begun = making.get(name)
      // One that nobody waits for any more is about to fail.
      if (begun && !begun.asker?.gone.aborted) return joined(begun, asker)
      const made = make()
        .then(answer => {
          kept.set(text, { ...from, told: answer ?? 'too large' })
          return answer
        })
        .finally(() => {
          if (making.get(name)?.made === made) making.delete(name)
        })
      making.set(name, { made, asker })
      return made
    },
    figures: () => ({ asked, had, bytes: kept.calculatedSize })
  }
}

const noCache: AnswerCache = {
  largest: 0,
  find: () => undefined,
  peek: () => undefined,
  counted: () => {},
  refusal: () => undefined,
  once: async () => undefined,
  refuse: () => {},
  figures: () => ({ asked: 0, had: 0, bytes: 0 })
}

type Told = KeptAnswer | KeptRefusal | 'too large'

/** What was told, and the releases that it was made from: `version` is the last one in which they were the same. */
interface Entry extends MadeFrom {
  told: Told
}

/** An answer that is being made, and whose the queries for it are. */
interface Making {
  made: Promise<KeptAnswer | undefined>
  asker: Asker | undefined
}

/** The answer that another request has begun to make, which is then made for this one too. */
function joined({ made, asker }: Making, other: Asker | undefined): Promise<KeptAnswer | undefined> {
  if (!asker || !other) return made
  asker.join(other)
  return inOwnTime(made, other, asker)
}

const isAnswer = (told: Told): told is KeptAnswer => typeof told === 'object' && 'bytes' in told

/** Estimated bytes of what was told. A character of a problem's text can take two. */
const sizeOf = (told: Told): number => {
  if (told === 'too large') return 0
  return 'bytes' in told ? told.bytes.byteLength : 2 * JSON.stringify(told.problem).length
}

/**
 * A URL has no space in it, so different keys never give the same text. A refusal is the same in every encoding, and its
 * key is that of no answer.
 */
export const textOfKey = ({ encoding, format, url }: AnswerKey, what?: 'refusal'): string =>
  `${what ?? encoding} ${format} ${url}`
