import type pg from 'pg'

/** Queries that may wait for a connection. Later ones fail at once, instead of after their whole patience. */
const mostWaiting = 100

/** The refusal of a pooler that passes no settings on, such as pgbouncer. */
const notPassedOn = /unsupported startup parameter.*statement_timeout/

/** No connection became free in time, or too many queries wait for one already. */
export class NoConnection extends Error {
  override name = 'NoConnection'
}

type Connected = (
  error: Error | undefined,
  client?: pg.PoolClient,
  release?: (failed?: boolean) => void
) => void

/**
 * The options of a pool whose queries end after so many milliseconds: the server stops them a little earlier, and where it
 * is silent the connection is given up. A query waits as long for a connection at most.
 */
export const limitedTo = (milliseconds: number): pg.PoolConfig => ({
  statement_timeout: Math.ceil(0.9 * milliseconds),
  query_timeout: milliseconds,
  connectionTimeoutMillis: milliseconds
})

/**
 * Bounds how many queries wait for a connection of a limited pool, and connects without `statement_timeout` where a
 * pooler refuses it: the limit of the connection is left then.
 */
export function boundWaiting(pool: pg.Pool, log: (line: string) => void): void {
  const connect = pool.connect.bind(pool)

  async function connected(): Promise<pg.PoolClient> {
    if (pool.waitingCount >= mostWaiting)
      throw new NoConnection(`${mostWaiting} queries wait for a connection`)
    return connect().catch(error => {
      if (pool.options.statement_timeout === undefined || !notPassedOn.test(error.message)) throw error
      // The pool makes its next connections from these options.
      delete pool.options.statement_timeout
      log('The pooler takes no statement_timeout: a query that is given up may run on in the database.')
      return connect()
    })
  }

  pool.connect = ((given?: Connected) => {
    if (given === undefined) return connected()
    connected().then(
      client => given(undefined, client, failed => client.release(failed)),
      error => given(error)
    )
    return undefined
  }) as typeof pool.connect
}
