import t from 'tap'
import { openDatabase } from '../../src/database/connect.ts'
import { database } from '../helper.ts'

t.test('values come out as the API writes them', async t => {
  const { pool } = await database(t)
  const { rows } = await pool.query(`
    select date '2023-03-18' as decided_on, array[date '2023-03-18', null] as days,
      timestamptz '2026-06-01 12:00:00.25+02' as published_at, timestamptz 'infinity' as never,
      count(*) as number, 9007199254740993::int8 as huge, array[1, 2]::int8[] as several, null::int8 as withheld
  `)
  t.strictSame(rows[0], {
    decided_on: '2023-03-18',
    days: ['2023-03-18', null],
    published_at: '2026-06-01T10:00:00.250Z',
    never: 'infinity',
    number: 1,
    huge: '9007199254740993',
    several: [1, 2],
    withheld: null
  })
})

t.test(
  'where no server answers at DATABASE_URL, the error names the setting and keeps the password',
  async t => {
    const opening = openDatabase({
      databaseUrl: 'postgres://app:hunter2@127.0.0.1:1/cases',
      dataDir: '.data'
    })
    const error = await opening.then(
      () => t.fail('should not open'),
      error => error
    )
    t.match(error.message, 'DATABASE_URL (postgres://127.0.0.1:1/cases)')
    t.match(error.message, 'ECONNREFUSED')
    t.notMatch(error.message, 'hunter2')
  }
)

t.test('a connection that the server cuts ends neither the process nor the pool', async t => {
  const { pool } = await database(t)
  const lent = await pool.connect()
  await pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()'
  )
  await t.rejects(lent.query('select 1'))
  lent.release(true)
  t.same((await pool.query('select 1 as one')).rows, [{ one: 1 }])
})
