import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { StoppableQuery } from '../../src/database/cancel.ts'
import { openDatabase } from '../../src/database/connect.ts'
import { database } from '../helper.ts'

/** A pool of so many connections. */
async function pooled(t: Test, connections = 1) {
  const { url } = await database(t)
  const { pool, close } = await openDatabase({ databaseUrl: url, dataDir: '.data', connections })
  t.teardown(close)
  const ask = async (query: string | StoppableQuery) => (await pool.query(query)).rows[0]
  return { pool, ask }
}

const pid = 'select pg_backend_pid() as pid'

t.test('a query is stopped in the server, and its connection goes on', async t => {
  const { ask } = await pooled(t)
  const { pid: before } = await ask(pid)
  const gone = new AbortController()
  const asked = ask({ text: 'select pg_sleep(900)', signal: gone.signal })
  await sleep(50)
  gone.abort()
  await t.rejects(asked, { code: '57014' })
  t.same(await ask(pid), { pid: before })
})

t.test('a signal that has aborted sends nothing, and one that never does changes nothing', async t => {
  const { pool, ask } = await pooled(t)
  await t.rejects(ask({ text: 'select 1', signal: AbortSignal.abort(new Error('gone')) }), {
    message: 'gone'
  })
  const { signal } = new AbortController()
  t.same(await ask({ text: 'select 1 as one', signal }), { one: 1 })
  await t.rejects(ask({ text: 'select 1 / 0', signal }), { code: '22012' })
  t.equal(pool.waitingCount, 0)
})

t.test('whenever a client hangs up, nobody else’s query is stopped', async t => {
  const { ask } = await pooled(t, 2)
  let stopped = 0
  const others = Array.from({ length: 3 }, async () => {
    for (let i = 0; i < 100; i++)
      t.same(await ask('select pg_sleep(0.001), 7 as seven'), { pg_sleep: '', seven: 7 })
  })
  for (let i = 0; i < 100; i++) {
    const gone = new AbortController()
    const asked = ask({ text: 'select pg_sleep(0.003)', signal: gone.signal }).catch(error => {
      // Before it had a connection, or in the server.
      if (error.name !== 'AbortError') stopped++
      t.ok(error.name === 'AbortError' || error.code === '57014', String(error))
    })
    // Sometimes before it is sent, sometimes while it runs, sometimes as it ends.
    await sleep(i % 7)
    gone.abort()
    await asked
  }
  await Promise.all(others)
  t.ok(stopped > 0)
})
