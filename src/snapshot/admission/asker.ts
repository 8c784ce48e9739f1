import { setMaxListeners } from 'node:events'

/** Cheap queries wait in the short lane, so that they never wait for costly ones. */
export type QueueLane = 'short' | 'costly'

/** Who asks: one object a request, which goes with each of its queries and is forgotten with it. */
export interface Asker {
  /** The client's key. What waits takes turns by it. */
  readonly client: string
  /** The instant of `performance.now()` by which the answer must be made; Infinity where each query has its own limit. */
  until: number
  /** Milliseconds for which its queries have run. */
  spent: number
  /** The lanes in which a query of it has run: its next one there comes before those of requests that wait to begin. */
  readonly begun: Set<QueueLane>
  /** The lanes that have let in a query of it to wait, or of a part of it where it is a page. */
  readonly let_in: Set<QueueLane>
  /** The page of which this request is a part: once a part has begun, the others come before requests that wait to begin. */
  readonly page?: Asker
  /** Aborts once nobody waits for its answer any more. What waits then leaves the queue, and what runs is interrupted. */
  readonly gone: AbortSignal
  /**
   * Calls `act` once nobody waits for its answer any more, unless nobody does already. The returned function ends that. A signal
   * with a listener would be a good part of what a look-up of one record costs.
   */
  whenGone(act: (reason: HungUp) => void): () => void
  /** Throws where nobody waits for its answer any more. */
  throwIfGone(): void
  /** Another request waits for the answer of this one, which then has until the later deadline of both. */
  join(other: Asker): void
  /** Its client does not wait any more. */
  leave(): void
  /**
   * Rows that its queries may still read in this process: a query that gives more throws LargeRead. Infinity where that does
   * not matter.
   */
  rows_left: number
}

/** An asker with so many milliseconds for all of its queries together. */
export function makeAsker(client: string, milliseconds = Number.POSITIVE_INFINITY): Asker {
  // Made when they are first asked for: a request that is refused at the door has no use for them.
  let gone: AbortController | undefined
  let told: Set<(reason: HungUp) => void> | undefined
  let waiting: Set<Asker> | undefined
  let hasLeft = false
  const isGone = () => hasLeft && (waiting?.size ?? 0) === 0
  const endIfLeft = () => {
    if (!isGone()) return
    gone?.abort(hungUp)
    for (const act of told ?? []) act(hungUp)
    told = undefined
  }
  const asker: Asker = {
    ...{ client, until: performance.now() + milliseconds, spent: 0, begun: new Set(), let_in: new Set() },
    get gone() {
      gone ??= new AbortController()
      endIfLeft()
      return gone.signal
    },
    whenGone(act) {
      told ??= new Set()
      told.add(act)
      return () => told?.delete(act)
    },
    throwIfGone() {
      if (isGone()) throw hungUp
    },
    rows_left: Number.POSITIVE_INFINITY,
    join(other) {
      waiting ??= new Set()
      waiting.add(other)
      asker.until = Math.max(asker.until, other.until)
      const left = () => {
        waiting?.delete(other)
        endIfLeft()
      }
      if (other.gone.aborted) left()
      else other.gone.addEventListener('abort', left, { once: true })
    },
    leave() {
      hasLeft = true
      endIfLeft()
    }
  }
  return asker
}

/** An asker for a part of what another one asked: by its deadline, at its cost, and for as long as its client waits. */
export function askerOfPart(whole: Asker): Asker {
  const part = makeAsker(whole.client, whole.until - performance.now())
  // A page asks as much as it shows.
  setMaxListeners(0, whole.gone)
  whole.gone.addEventListener('abort', () => part.leave(), { once: true })
  return Object.defineProperties(part, {
    page: { value: whole },
    spent: {
      get: () => whole.spent,
      set: (milliseconds: number) => {
        whole.spent = milliseconds
      }
    }
  })
}

/** The client hung up before it was answered. */
export class HungUp extends Error {
  override name = 'HungUp'
}
/** One for all, as nobody is told of it. */
const hungUp = new HungUp('nobody waits for the answer')

/**
 * Calls `act` once an instant is past, which may move on meanwhile; Infinity is never past. The returned function ends
 * the waiting. Instants are those of `now`.
 */
export function oncePast(instant: () => number, act: () => void, now = () => performance.now()): () => void {
  let timer: NodeJS.Timeout | undefined
  const waitFrom = (from: number) => {
    const awaited = instant()
    if (awaited === Number.POSITIVE_INFINITY) return
    timer = setTimeout(() => (instant() > awaited ? waitFrom(awaited) : act()), awaited - from)
  }
  waitFrom(now())
  return () => clearTimeout(timer)
}
