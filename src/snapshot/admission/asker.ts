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
}

/** An asker with so many milliseconds for all of its queries together. */
export const makeAsker = (client: string, milliseconds = Number.POSITIVE_INFINITY): Asker => ({
  ...{ client, until: performance.now() + milliseconds, spent: 0 },
  begun: new Set()
})
