import type { Asker, QueueLane } from '../../snapshot/admission/asker.ts'
import { makeQueue } from '../../snapshot/admission/queue.ts'
import { LargeRead, Overloaded } from '../../snapshot/release-set.ts'
import type { DeliveredBody } from '../caching/answer-delivery.ts'
import { type Answerer, AnswererEnded, startAnswerer } from './answerer.ts'
import type { Order } from './doing.ts'
import type { AnswersWith } from './messages.ts'

/** Processes that make answers which would keep the main thread from everything else. */
export interface Answerers {
  /** Rows that the queries of an answer may give where it is made in the main thread. */
  rows_here: number
  /**
   * Makes an answer in turn with others. `most_rows`: of one that is thought to be small, the rows that it may read; it waits again
   * as a large one where it reads more.
   */
  make(order: Order, most_rows?: number): Promise<DeliveredBody>
  /** Starts one process, so that the first answer need not wait for it. */
  start(): void
  figures(): AnswererFigures
  close(): Promise<void>
}

/** Jobs that were begun, processes that were started, those that are there now, and those of them that work. */
export interface AnswererFigures {
  jobs: number
  started: number
  alive: number
  busy: number
}

declare module 'fastify' {
  interface FastifyInstance {
    answerers?: Answerers
  }
}

/**
 * Of published figures, of which each is judged, so many are 40 ms of work, half of it in one piece at most
 * (bench/event-loop.ts).
 */
const rowsHere = 8_000
/** Answers that are made at once. Large ones never take the last place. */
const running = 2
/** Answers that may wait in each lane. */
const waiting = 50

export function makeAnswerers(program: URL, answersWith: AnswersWith): Answerers {
  // Any wait is good that ends before the deadline.
  const queue = makeQueue({ running, waiting, patience: Number.POSITIVE_INFINITY })
  const all = new Set<Answerer>()
  const idle: Answerer[] = []
  let [jobs, started, closed] = [0, 0, false]

  function startOne(): Answerer {
    const answerer = startAnswerer(program, answersWith)
    started++
    all.add(answerer)
    return answerer
  }

  function taken(): Answerer {
    for (let next = idle.pop(); next; next = idle.pop()) {
      if (next.isAlive()) return next
      all.delete(next)
    }
    return startOne()
  }

  /** A process that ends under a job gets one successor, unless some of the answer was given already. */
  async function attempt(
    order: Order,
    made: (answer: DeliveredBody) => void,
    isSecond = false
  ): Promise<void> {
    if (closed) throw new Overloaded('the service stops')
    const answerer = taken()
    jobs++
    const charge = meterOf(order.asker)
    let isMade = false
    try {
      await answerer.run(order, answer => {
        isMade = true
        // Before it is sent, as its headers tell what is left.
        charge()
        made(answer)
      })
    } catch (error) {
      if (!(error instanceof AnswererEnded)) throw error
      if (isSecond || isMade) throw new Overloaded(error.message)
      await attempt(order, made, true)
    } finally {
      charge()
      if (answerer.isAlive()) idle.push(answerer)
      else all.delete(answerer)
    }
  }

  function inLane(lane: QueueLane, order: Order): Promise<DeliveredBody> {
    // Its turns here are not those of its queries.
    const place = {
      asker: { ...order.asker, begun: new Set<QueueLane>(), let_in: new Set<QueueLane>() },
      lane,
      until: order.asker.until
    }
    return new Promise((resolve, reject) => {
      queue.run(place, () => attempt(order, resolve)).catch(reject)
    })
  }

  return {
    rows_here: rowsHere,
    async make(order, most_rows = Number.POSITIVE_INFINITY) {
      if (most_rows === Number.POSITIVE_INFINITY) return inLane('costly', order)
      const small = { ...order, job: { ...order.job, rows_left: most_rows } }
      return inLane('short', small).catch(error => {
        if (error instanceof LargeRead) return inLane('costly', order)
        throw error
      })
    },
    start() {
      if (all.size === 0) idle.push(startOne())
    },
    figures() {
      const alive = [...all].filter(answerer => answerer.isAlive())
      const busy = alive.filter(answerer => !idle.includes(answerer)).length
      return { jobs, started, alive: alive.length, busy }
    },
    async close() {
      closed = true
      await Promise.all([...all].map(answerer => answerer.end()))
    }
  }
}

/** Adds to what a request has spent the time, since it was last called, in which none of its queries ran. */
function meterOf(asker: Asker): () => void {
  let [since, { spent }] = [performance.now(), asker]
  return () => {
    const now = performance.now()
    asker.spent += Math.max(0, now - since - (asker.spent - spent))
    since = now
    spent = asker.spent
  }
}
