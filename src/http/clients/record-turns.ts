import type { Database } from '../../database/connect.ts'
import { type Asker, oncePast } from '../../snapshot/admission/asker.ts'
import { makeQueue } from '../../snapshot/admission/queue.ts'
import { QueryTimeout } from '../../snapshot/release-set.ts'

/** What lists of records are read from. */
export interface Records extends Pick<Database, 'db' | 'pool'> {
  /** Does all of `work` in one turn, whose queries take none; left out where a request takes none. */
  inTurn?<T>(work: () => Promise<T>): Promise<T>
}
/** The records as one request reads them. */
export type RecordTurns = (asker: Asker | undefined) => Records

type Send = (...given: unknown[]) => Promise<unknown>
type Query = (given: unknown[]) => Promise<unknown>

/** Queries of lists that run at once: of a pool's ten connections two are left to look-ups of one record and to /ready. */
const usualRunning = 8
const mostWaiting = 100
/** Milliseconds of expected wait at which a request is refused at once, while others wait too. */
const patience = 250

/**
 * Lets clients take turns at the database: nobody's second query comes before another's first, and each ends by the
 * deadline of its request. One that its request has given up is stopped in the database, and keeps its turn until it is.
 */
export function recordTurns(database: Records, running = usualRunning): RecordTurns {
  const queue = makeQueue({ running, waiting: mostWaiting, patience })
  return asker => {
    if (!asker) return database
    const place = {
      ...{ asker, lane: 'short' as const },
      get until() {
        return asker.until
      }
    }
    const query: Query = ([asked, ...rest]) =>
      byDeadline(asker, signalOf => {
        const stoppable = typeof asked === 'object' ? { ...asked, signal: signalOf() } : asked
        return queue.run(place, () => (database.pool.query as unknown as Send)(stoppable, ...rest))
      })
    return {
      db: database.db,
      pool: Object.create(database.pool, { query: { value: (...given: unknown[]) => query(given) } }),
      inTurn: work => byDeadline(asker, () => queue.run(place, work))
    }
  }
}

/**
 * Rejects at the deadline of a request, or when its client hangs up, whatever becomes of what is asked. The database is told
 * to stop it by the signal, which is made where it is asked for: a single record has no use for it.
 */
function byDeadline<T>(asker: Asker, ask: (signalOf: () => AbortSignal) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let unwanted: AbortController | undefined
    const signalOf = () => {
      unwanted ??= new AbortController()
      return unwanted.signal
    }
    const giveUp = (reason: Error) => {
      reject(reason)
      unwanted?.abort(reason)
    }
    const stopWaiting = oncePast(
      () => asker.until,
      () => giveUp(new QueryTimeout('the database did not answer by the deadline of the request'))
    )
    const stopListening = asker.whenGone(giveUp)
    ask(signalOf)
      .then(resolve, reject)
      .finally(() => {
        stopWaiting()
        stopListening()
      })
  })
}
