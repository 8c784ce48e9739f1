import { type Asker, oncePast, type QueueLane } from '../../snapshot/admission/asker.ts'
import type { SharedSet } from '../../snapshot/release-set.ts'
import type { DeliveredBody } from '../caching/answer-delivery.ts'
import { type AnswerJob, errorSent, type FromAnswerer, sentError, type ToAnswerer } from './messages.ts'
import { makePieces } from './pieces.ts'

/** A job with what it needs of this process. */
export interface Order {
  job: Omit<AnswerJob, 'version' | 'milliseconds'>
  set: SharedSet
  asker: Asker
  /** Milliseconds in which an answer that is made must be written. */
  writing_ms: number
}

export type Made = (answer: DeliveredBody) => void

interface Channel {
  send(message: ToAnswerer): void
  /** Is given the answer. */
  made: Made
  /** Is called when the answer is not made, or not written, in time. */
  late(): void
}

/** This side of a job that an answerer does. */
interface Doing {
  hear(message: FromAnswerer): void
  fail(error: Error): void
  /** Begins it, and resolves when all of the answer is here. */
  done(): Promise<void>
}

export function doing({ job, set, asker, writing_ms }: Order, { send, made, late }: Channel): Doing {
  const pieces = makePieces()
  let resolve = (): void => {}
  let reject = (_: Error): void => {}
  const promise = new Promise<void>((...settle) => {
    ;[resolve, reject] = settle
  })
  // One that fails before it is begun is told of by `done`.
  promise.catch(() => {})
  const turns = turnsOf(set, asker, send)
  let endLimit = (): void => {}
  let whole: Record<string, string> | undefined
  const limit = (milliseconds: number): void => {
    endLimit()
    const timer = setTimeout(late, milliseconds)
    endLimit = () => clearTimeout(timer)
  }
  const fail = (error: Error): void => {
    pieces.fail(error)
    reject(error)
  }
  return {
    fail,
    hear(message) {
      switch (message.is) {
        case 'ready':
          break
        case 'turn_wanted':
          turns.want(message.turn, message.lane)
          break
        case 'turn_over':
          turns.end(message.turn)
          break
        case 'made':
          limit(writing_ms)
          if (message.is_whole) whole = message.headers
          else made({ headers: message.headers, body: pieces.read() })
          break
        case 'piece':
          pieces.add(message.bytes)
          break
        case 'end':
          pieces.end()
          if (whole) made({ headers: whole, body: pieces.whole() })
          resolve()
          break
        case 'failed':
          fail(errorSent(message.error))
      }
    },
    async done() {
      const milliseconds = asker.until - performance.now()
      // Another request that waits for the same answer may have a later deadline.
      endLimit = oncePast(() => asker.until, late)
      send({ is: 'job', job: { ...job, version: set.files.version, milliseconds } })
      try {
        await promise
      } finally {
        endLimit()
        turns.close()
      }
    }
  }
}

/** The turns of a job's queries in the queue of this process. After `close` each is over as soon as it comes. */
function turnsOf(set: SharedSet, asker: Asker, send: Channel['send']) {
  const begun = new Map<number, () => void>()
  let isOver = false
  return {
    want(turn: number, lane: QueueLane): void {
      const task = () =>
        new Promise<void>(over => {
          if (isOver) return over()
          begun.set(turn, over)
          send({ is: 'turn', turn })
        })
      set.turn(asker, lane, task).catch(error => send({ is: 'no_turn', turn, error: sentError(error) }))
    },
    end(turn: number): void {
      begun.get(turn)?.()
      begun.delete(turn)
    },
    close(): void {
      isOver = true
      for (const over of begun.values()) over()
    }
  }
}
