import type { Sink } from '../copy/sink.ts'

/** Loading ends at this multiple of the expected rejected rows: storing more of them would fill the disk. */
const times = 10
/** Loading never ends below this many rejected rows: a complete list of them is more useful. */
const leastRows = 1_000

/** Far more rows were rejected than are expected: the load ended before all rows were read. */
export class TooManyRejected extends Error {
  override name = 'TooManyRejected'
  readonly rejected_by_reason: Record<string, number>

  constructor(rows: number, at_most: number, rejected_by_reason: Record<string, number>) {
    super(`${rows} rows were rejected before all were read, at most ${at_most} are expected`)
    this.rejected_by_reason = rejected_by_reason
  }
}

/** A sink that throws TooManyRejected where far more rows are rejected than are expected. */
export function limitRejected(sink: Sink, at_most: number): Sink {
  const limit = Math.max(at_most * times, leastRows)
  const by_reason: Record<string, number> = {}
  let rows = 0
  return {
    ...sink,
    reject(row) {
      const reason = row[2] ?? ''
      by_reason[reason] = (by_reason[reason] ?? 0) + 1
      if (++rows > limit) throw new TooManyRejected(rows, at_most, by_reason)
      return sink.reject(row)
    }
  }
}
