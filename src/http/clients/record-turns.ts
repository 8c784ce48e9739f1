import type { Database } from '../../database/connect.ts'
import { type Asker, oncePast } from '../../snapshot/admission/asker.ts'
import { makeQueue } from '../../snapshot/admission/queue.ts'
import { QueryTimeout } from '../../snapshot/release-set.ts'

/** What lists of records are read from. */
export type Records = Pick<Database, 'db' | 'pool'>
/** The records as one request reads them. */
export type RecordTurns = (asker: Asker | undefined) => Records

type Query = (...given: unknown[]) => Promise<unknown>

/** Queries of lists that run at once: of a pool's ten connections two are left to look-ups of one record and to /ready. */
const usualRunning = 8
const mostWaiting = 100
/** Milliseconds of expected wait at which a request is refused at once, while others wait too. */
const patience = 250

/**
 * Lets clients take turns at the database: nobody's second query comes before another's first, and each ends by the
 * deadline of its request. One that its request has given up keeps its turn until the database gives it up too.
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
    const query: Query = (...given) =>
      byDeadline(
        queue.run(place, () => (database.pool.query as unknown as Query)(...given)),
        asker
      )
    return { db: database.db, pool: Object.create(database.pool, { query: { value: query } }) }
  }
}

/** Rejects at the deadline of a request, or when its client hangs up, whatever becomes of the query. */
function byDeadline<T>(asked: Promise<T>, asker: Asker): Promise<T> {
  return new Promise((resolve, reject) => {
    const stopWaiting = oncePast(
      () => asker.until,
      () => reject(new QueryTimeout('the database did not answer by the deadline of the request'))
    )
    const hangUp = () => reject(asker.gone.reason)
    asker.gone.addEventListener('abort', hangUp)
    asked.then(resolve, reject).finally(() => {
      stopWaiting()
      asker.gone.removeEventListener('abort', hangUp)
    })
  })
}
