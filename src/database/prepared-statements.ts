import { createHash } from 'node:crypto'
import type pg from 'pg'

/** Whether statements get names, under which a connection plans them once; `auto` until names turn out to fail. */
export type PreparedStatements = 'auto' | 'on' | 'off'

/** SQLSTATE of a name that is taken, and of one that does not exist. */
const nameFailed = ['42P05', '26000']

type Query = (query: string | pg.QueryConfig, ...rest: unknown[]) => Promise<pg.QueryResult>

/**
 * Makes the queries of a pool work behind a pooler that gives each transaction another connection, where a name can be
 * taken already, or be unknown: such a query is put again without its name, as are all later ones. A name is made
 * longer by a hash of its text, since two builds behind one pooler could mean different texts by it.
 */
export function nameStatements(
  pool: pg.Pool,
  mode: PreparedStatements,
  log: (line: string) => void = () => {}
): void {
  const send = pool.query.bind(pool) as Query
  /** By text and then by name: the engine keeps the hash of a text that is the same object. */
  const names = new Map<string, Map<string, string>>()
  let isNaming = mode !== 'off'

  const query: Query = async (given, ...rest) => {
    if (typeof given === 'string' || given.name === undefined) return send(given, ...rest)
    const { name, ...unnamed } = given
    if (!isNaming) return send(unnamed, ...rest)
    return send({ ...given, name: uniqueName(name, given.text) }, ...rest).catch(error => {
      if (mode === 'on' || !nameFailed.includes(error.code)) throw error
      if (isNaming)
        log(
          `Statements go without names from here on, as behind a pooler (${error.message}). ` +
            'PREPARED_STATEMENTS=off says so from the start.'
        )
      isNaming = false
      return send(unnamed, ...rest)
    })
  }

  function uniqueName(name: string, text: string): string {
    const ofText = names.get(text) ?? new Map<string, string>()
    const known =
      ofText.get(name) ?? `${name}_${createHash('sha256').update(text).digest('hex').slice(0, 10)}`
    names.set(text, ofText.set(name, known))
    return known
  }

  pool.query = query as typeof pool.query
}
