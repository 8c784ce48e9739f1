import { LRUCache } from 'lru-cache'
import type { SetCards } from '../../snapshot/considered.ts'
import type { ChosenBy } from '../clients/own-request.ts'
import { type AnswerCache, type AnswerKey, type KeptAnswer, textOfKey } from './answer-cache.ts'

/** A method and a status: of one answer, each has headers of its own (Fastify tells the length of what HEAD gets with 304). */
export type SentBy = `${'GET' | 'HEAD'} ${200 | 304}`

/** How a kept answer was sent by its route. */
export interface SentAs<Asked> {
  /** What may be told of the request. */
  asked: Asked
  way: SentBy
  /** Names and values of all headers in turn, but those that are another client's or another moment's. */
  headers: readonly string[]
}

/** A kept answer that is as good as new, and how it is sent. */
export interface Repeat<Asked> {
  kept: KeptAnswer
  format: string
  asked: Asked
  /** Absent for a way in which it was not sent yet. */
  headers: { [way in SentBy]?: readonly string[] }
}

/**
 * Which kept answer a request gets, by what it says word for word, and how that is sent. All of it was learnt from what a route
 * did: a spelling that no route has answered, or an answer that is not kept any more, is not found.
 */
export interface Repeats<Asked> {
  find(spelling: string, set: SetCards): Repeat<Asked> | undefined
  learn(spelling: string, key: AnswerKey, kept: KeptAnswer, sent: SentAs<Asked>): void
}

/**
 * All by which a request chooses its answer, as received; different requests never give the same text, since no header has a
 * line break in it. `is_by_proxy`: a proxy is believed what host and protocol its client named.
 */
export function spellingOf(url: string, chosen: ChosenBy, is_by_proxy: boolean): string {
  const { accept, 'accept-encoding': encodings, host } = chosen
  const own = `${url}\n${accept}\n${encodings}\n${host}`
  return is_by_proxy ? `${own}\n${chosen['x-forwarded-host']}\n${chosen['x-forwarded-proto']}` : own
}

/** Bytes of the objects around a spelling, in round numbers. */
const overhead = 500

/** Remembers spellings of at most `maxBytes`; those that were asked for last. */
export function makeRepeats<Asked>(answers: AnswerCache, maxBytes: number): Repeats<Asked> {
  const keys = new LRUCache<string, { name: string }>({
    maxSize: maxBytes,
    sizeCalculation: ({ name }, spelling) => overhead + 2 * (spelling.length + name.length)
  })
  // It goes when the answer goes.
  const sent = new WeakMap<KeptAnswer, Repeat<Asked>>()
  return {
    find(spelling, set) {
      const key = keys.get(spelling)
      if (key === undefined) return undefined
      const kept = answers.peek(key.name, set)
      if (kept !== undefined) return sent.get(kept)
      keys.delete(spelling)
      return undefined
    },
    learn(spelling, key, kept, { asked, way, headers }) {
      const known = sent.get(kept) ?? { kept, format: key.format, asked, headers: {} }
      known.headers[way] = headers
      sent.set(kept, known)
      if (!keys.has(spelling)) keys.set(spelling, { name: textOfKey(key) })
    }
  }
}
