import pg, { type Pool, type PoolClient, type QueryConfig } from 'pg'
import t, { type Test } from 'tap'
import { isReadOnly, migrate, requireTables, TablesMissing } from '../../src/database/migrate.ts'
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

const noTables = 'drop schema public cascade; create schema public; drop schema drizzle cascade'

/** A pool of a role that may do nothing but what `grants` allow; `$role` stands for it. */
async function poolOf(t: Test, { pool, url }: { pool: Pool; url: string }, grants: string): Promise<Pool> {
  const role = new URL(url).pathname.slice(1).replace('test_', 'role_')
  await pool.query(`create role ${role} login password 'x'; ${grants.replaceAll('$role', role)}`)
  const own = new pg.Pool({
    connectionString: Object.assign(new URL(url), { username: role, password: 'x' }).href
  })
  t.teardown(async () => {
    await own.end()
    await pool.query(`drop owned by ${role}; drop role ${role}`)
  })
  return own
}

t.test('a role that may make no tables is told so in a sentence, with the command to run', async t => {
  const owner = await database(t)
  await owner.pool.query(noTables)
  const pool = await poolOf(t, owner, 'grant usage on schema public to $role')
  await t.rejects(migrate({ pool }), {
    name: 'TablesMissing',
    message: /^This role .* may not make the tables of this version\. Run asylum-outcomes migrate /
  })
  await t.rejects(requireTables(pool), { message: /^The database has no tables.*asylum-outcomes migrate/ })
})

t.test('a role that may only read finds the tables, and finds them to be of an earlier version', async t => {
  const owner = await database(t)
  const mayRead =
    'grant usage on schema drizzle to $role; grant select on drizzle.__drizzle_migrations to $role'
  const pool = await poolOf(t, owner, mayRead)
  await requireTables(pool)
  await migrate({ pool })
  await owner.pool.query(
    'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)'
  )
  await t.rejects(requireTables(pool), TablesMissing)
  await t.rejects(migrate({ pool }), { message: /may not make the tables/ })
})

t.test(
  'a read-only database that has the tables is not written to, and one that lacks them is named so',
  async t => {
    const owner = await database(t)
    t.equal(await isReadOnly(owner.pool), false)
    const url = new URL(owner.url)
    url.searchParams.set('options', '-c default_transaction_read_only=on')
    const pool = new pg.Pool({ connectionString: url.href })
    t.teardown(() => pool.end())
    t.equal(await isReadOnly(pool), true)
    await migrate({ pool })
    await owner.pool.query(noTables)
    await t.rejects(migrate({ pool }), { message: /read-only, make the tables .*asylum-outcomes migrate/ })
  }
)
