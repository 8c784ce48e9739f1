import { once } from 'node:events'
import pg from 'pg'

/** A query that its server is asked to stop where nobody waits for it any more. */
export interface StoppableQuery extends pg.QueryConfig {
  signal?: AbortSignal
}

/** What pg keeps of a connection: where it leads, and the key by which its server stops what runs there. */
interface Connected {
  host: string
  port: number
  ssl: boolean | object
  processID: number
  secretKey: number
}

/** A connection to send one thing by, and to hear of its end. */
interface Connection extends NodeJS.EventEmitter {
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processID: number, secretKey: number): void
  stream: { destroy(): void }
}

/** Milliseconds that a server has to take a cancel request. */
const patience = 2_000
/** The SQLSTATE of a query that was stopped. */
const stopped = '57014'

type Query = (given: string | StoppableQuery, ...rest: unknown[]) => Promise<pg.QueryResult>

/**
 * Makes the pool stop a query whose `signal` aborts: by the protocol's own request, over a connection of its own, which needs no
 * place in the pool and which a pooler passes on. The query's connection is lent to nobody before that has ended, and is given up
 * unless the query was what was stopped: the next one there must not be.
 */
export function stopQueries(pool: pg.Pool): void {
  const send = pool.query.bind(pool) as Query

  const query: Query = async (given, ...rest) => {
    if (typeof given === 'string' || given.signal === undefined) return send(given, ...rest)
    const { signal, ...asked } = given
    const client = await pool.connect()
    let stopping: Promise<void> | undefined
    const stop = (): void => {
      stopping = cancel(client as unknown as Connected)
    }
    let failure: unknown
    try {
      signal.throwIfAborted()
      signal.addEventListener('abort', stop)
      return await client.query(asked)
    } catch (error) {
      failure = error
      throw error
    } finally {
      signal.removeEventListener('abort', stop)
      await stopping
      const isAsBefore = stopping ? codeOf(failure) === stopped : failure === undefined || signal.aborted
      client.release(!isAsBefore)
    }
  }

  pool.query = query as typeof pool.query
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

/** Asks the server of a connection to stop what runs there. Resolves when it has taken that, or does not answer. */
async function cancel({ host, port, ssl, processID, secretKey }: Connected): Promise<void> {
  const connection = new pg.Connection({ ssl } as object) as unknown as Connection
  const ask = (): void => connection.cancel(processID, secretKey)
  connection.once('connect', ssl ? () => connection.requestSsl() : ask)
  connection.once('sslconnect', ask)
  connection.on('error', () => connection.stream.destroy())
  const ended = once(connection, 'end', { signal: AbortSignal.timeout(patience) })
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
  else connection.connect(port, host)
  await ended.catch(() => {})
  connection.stream.destroy()
}
