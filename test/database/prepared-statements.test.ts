import type pg from 'pg'
import t, { type Test } from 'tap'
import { openDatabase } from '../../src/database/connect.ts'
import type { PreparedStatements } from '../../src/database/prepared-statements.ts'
import { database } from '../helper.ts'

const asked = (text = 'select $1::int as number') => ({ name: 'a_number', text, values: [7] })

/** A pool of one connection, on which a pooler's other clients can be played, and what it logs. */
async function pooled(t: Test, preparedStatements: PreparedStatements) {
  const { url } = await database(t)
  const log: string[] = []
  const options = { dataDir: '.data', connections: 1, log: (line: string) => log.push(line) }
  const opened = await openDatabase({ databaseUrl: url, preparedStatements, ...options })
  t.teardown(() => opened.close())
  return { ...opened, log }
}

const namesIn = async (pool: pg.Pool): Promise<string[]> =>
  (await pool.query('select name from pg_prepared_statements')).rows.map(({ name }) => name)

t.test('a name that the connection no longer knows (26000) fails no query, and is said once', async t => {
  const { pool, log } = await pooled(t, 'auto')
  t.same((await pool.query(asked())).rows, [{ number: 7 }])
  t.match(await namesIn(pool), [/^a_number_[0-9a-f]{10}$/])
  await pool.query('deallocate all')
  for (let i = 0; i < 3; i++) t.same((await pool.query(asked())).rows, [{ number: 7 }])
  t.same(await namesIn(pool), [], 'none is named any more')
  t.equal(log.length, 1)
  t.match(log[0], /without names .*does not exist.*PREPARED_STATEMENTS=off/)
})

t.test('a name that another client has taken (42P05) fails no query, nor several at once', async t => {
  const first = await pooled(t, 'auto')
  await first.pool.query(asked())
  const [name] = await namesIn(first.pool)
  const { pool, log } = await pooled(t, 'auto')
  await pool.query(`prepare "${name}" as select 1`)
  const answers = await Promise.all([1, 2, 3].map(() => pool.query(asked())))
  for (const { rows } of answers) t.same(rows, [{ number: 7 }])
  t.equal(log.length, 1)
})

t.test('off names nothing; on leaves the failure; another failure is nobody’s name', async t => {
  const off = await pooled(t, 'off')
  t.same((await off.pool.query(asked())).rows, [{ number: 7 }])
  t.same(await namesIn(off.pool), [])
  const on = await pooled(t, 'on')
  await on.pool.query(asked())
  await on.pool.query('deallocate all')
  await t.rejects(on.pool.query(asked()), { code: '26000' })
  const auto = await pooled(t, 'auto')
  await t.rejects(auto.pool.query(asked('select $1::int / 0')), { code: '22012' })
  t.same(auto.log, [])
})

t.test('two texts of one name are two statements', async t => {
  const { pool } = await pooled(t, 'auto')
  await pool.query(asked())
  t.same((await pool.query(asked('select $1::int + 1 as number'))).rows, [{ number: 8 }])
  t.equal((await namesIn(pool)).length, 2)
})
