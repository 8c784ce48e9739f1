import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { isAway } from './away.ts'
import { type Database, type DatabaseOptions, makePool } from './connect.ts'

/** Milliseconds between two looks at what a replica has. */
const lookEvery = 2_000

export interface Replicas extends Database {
  /** Looks at once at what each replica has. */
  look(): Promise<void>
}

interface Replica {
  pool: pg.Pool
  /** The version of its pointer; undefined while it does not answer. */
  version: number | undefined
}

type Query = (...given: unknown[]) => Promise<pg.QueryResult>

/**
 * A database whose queries go to its replicas in turn, and to the primary where none has all releases of the version that
 * is wanted, or none answers. Rows are asked for by their release and never change, so that an answer is the same
 * whichever server gives which part of it. Only `query` is shared out: what connects gets the primary.
 */
export function withReplicas(
  primary: Database,
  urls: readonly string[],
  wanted: () => number,
  options: DatabaseOptions
): Replicas {
  const replicas: Replica[] = urls.map(url => ({
    pool: makePool({ connectionString: url }, options),
    version: undefined
  }))
  let turn = 0

  async function look(): Promise<void> {
    await Promise.all(
      replicas.map(async replica => {
        replica.version = await replica.pool
          .query<{ version: number }>('select version from pointer')
          .then(({ rows }) => rows[0]?.version)
          .catch(() => undefined)
      })
    )
  }

  const query: Query = async (...given) => {
    const version = wanted()
    const fit = replicas.filter(replica => (replica.version ?? -1) >= version)
    const replica = fit[turn++ % Math.max(1, fit.length)]
    const ask = (pool: pg.Pool) => (pool.query as unknown as Query)(...given)
    if (replica === undefined) return ask(primary.pool)
    return ask(replica.pool).catch(error => {
      if (!isAway(error)) throw error
      // Until the next look, so that no other query waits for it.
      replica.version = undefined
      return ask(primary.pool)
    })
  }

  const pool: pg.Pool = Object.create(primary.pool, { query: { value: query } })
  const timer = setInterval(() => void look(), lookEvery).unref()
  void look()
  return {
    get url() {
      return primary.url
    },
    ...{ pool, db: drizzle(pool), look },
    async close() {
      clearInterval(timer)
      await Promise.all(replicas.map(replica => replica.pool.end()))
    }
  }
}
