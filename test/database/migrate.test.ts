import type { Pool, PoolClient, QueryConfig } from 'pg'
import t from 'tap'
import { migrate } from '../../src/database/migrate.ts'
import { database } from '../helper.ts'

t.test('a migrated database is migrated again with a few questions, and nothing is made', async t => {
  const { pool } = await database(t)
  await migrate({ pool })
  const asked: string[] = []
  await migrate({ pool: listening(pool, asked) })
  t.ok(asked.length > 0 && asked.length < 12, `nothing to do takes ${asked.length} statements`)
  t.same(
    asked.filter(text => /^\s*(create|alter|drop|insert|update|delete)\b(?!.* if not exists)/is.test(text)),
    []
  )
})

/** The pool, with each statement that its clients send noted. */
function listening(pool: Pool, asked: string[]): Pool {
  const noting = (client: PoolClient): PoolClient =>
    new Proxy(client, {
      get(target, name) {
        const found = Reflect.get(target, name)
        if (typeof found !== 'function') return found
        return (...args: unknown[]) => {
          const [query] = args
          if (name === 'query') asked.push(typeof query === 'string' ? query : (query as QueryConfig).text)
          return found.apply(target, args)
        }
      }
    })
  return { connect: async () => noting(await pool.connect()) } as unknown as Pool
}

t.test('four starts at once on an empty database all succeed, and each migration runs once', async t => {
  const { pool } = await database(t)
  await pool.query('drop schema public cascade; create schema public; drop schema drizzle cascade')
  await Promise.all([1, 2, 3, 4].map(() => migrate({ pool })))
  const { rows } = await pool.query(
    'select count(*) as runs, count(distinct hash) as migrations from drizzle.__drizzle_migrations'
  )
  t.equal(rows[0].runs, rows[0].migrations)
  const { rows: tables } = await pool.query(
    "select count(*) as tables from pg_tables where schemaname = 'public'"
  )
  t.ok(tables[0].tables > 0)
  const { rows: held } = await pool.query(
    "select count(*) as locks from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
  )
  t.equal(held[0].locks, 0, 'no lock is left')
})

t.test('each test file has a database of its own', async t => {
  const [one, other] = [await database(t), await database(t)]
  t.not(one.url, other.url)
})
