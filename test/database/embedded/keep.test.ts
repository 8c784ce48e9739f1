import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { openDatabase } from '../../../src/database/connect.ts'
import { dataFolder, otherProcess, serverOf } from './processes.ts'

t.test('the last one out stops the server, and what was written is there at the next start', async t => {
  const dataDir = dataFolder(t)
  const first = await openDatabase({ dataDir })
  const second = await openDatabase({ dataDir })
  t.equal(second.url, first.url, 'both use one server')
  await first.pool.query('create table kept as select 1 as one')
  await first.close()
  t.same((await second.pool.query('select one from kept')).rows, [{ one: 1 }])
  await second.close()
  t.equal(await serverOf(dataDir), undefined, 'no server is left')
  const again = await openDatabase({ dataDir })
  t.equal(again.url, first.url, 'it is found at the same port with the same password')
  t.same((await again.pool.query('select one from kept')).rows, [{ one: 1 }])
  await again.close()
})

t.test('two first starts at once share one server', async t => {
  const dataDir = dataFolder(t)
  const [one, other] = await Promise.all([otherProcess(t, { dataDir }), otherProcess(t, { dataDir })])
  t.equal(one.started.error ?? other.started.error, undefined)
  t.equal(one.started.pid, other.started.pid)
  await one.close()
  t.same((await other.ask('select 1 as one')).rows, [{ one: 1 }], 'who stays keeps the server')
  await other.close()
  t.equal(await serverOf(dataDir), undefined)
})

t.test('a server that a killed process left is used again, and then stopped', async t => {
  const dataDir = dataFolder(t)
  const killed = await otherProcess(t, { dataDir })
  await killed.ask('create table kept as select 1 as one')
  await killed.kill()
  t.equal(await serverOf(dataDir), killed.started.pid, 'it outlives the process')
  const next = await otherProcess(t, { dataDir })
  t.match(next.started, { pid: killed.started.pid, reused: true })
  t.same((await next.ask('select one from kept')).rows, [{ one: 1 }])
  await next.close()
  t.equal(await serverOf(dataDir), undefined)
})

t.test('a killed server is launched again, and a pool finds it without being told', async t => {
  const dataDir = dataFolder(t)
  const lines: string[] = []
  const { pool, close } = await openDatabase({ dataDir, log: line => lines.push(line) })
  await pool.query('create table kept as select 1 as one')
  const lent = await pool.connect()
  const pid = await serverOf(dataDir)
  const running = lent.query('select pg_sleep(30)')
  process.kill(pid ?? 0, 'SIGKILL')
  await t.rejects(running, 'a query at that moment fails')
  lent.release(true)
  const rows = await untilAnswered(() => pool.query('select one from kept'))
  t.same(rows.rows, [{ one: 1 }])
  t.not(await serverOf(dataDir), pid)
  t.match(lines.join('\n'), 'vanished')
  await close()
  t.equal(await serverOf(dataDir), undefined)
})

t.test('closing while the server is being launched again leaves no server', async t => {
  const dataDir = dataFolder(t)
  const { close } = await openDatabase({ dataDir })
  process.kill((await serverOf(dataDir)) ?? 0, 'SIGKILL')
  await sleep(20)
  await close()
  t.equal(await serverOf(dataDir), undefined)
})

t.test('where all are killed at once, the next start recovers what was committed', async t => {
  const dataDir = dataFolder(t)
  const killed = await otherProcess(t, { dataDir })
  await killed.ask('create table kept as select 1 as one')
  process.kill(killed.started.pid, 'SIGKILL')
  await killed.kill()
  const next = await otherProcess(t, { dataDir })
  t.equal(next.started.error, undefined)
  t.same((await next.ask('select one from kept')).rows, [{ one: 1 }])
  await next.close()
})

t.test('who opens while the last one closes is never left without a server', async t => {
  const dataDir = dataFolder(t)
  let before = await openDatabase({ dataDir })
  for (let round = 0; round < 8; round++) {
    const [, after] = await Promise.all([before.close(), sleep(round).then(() => openDatabase({ dataDir }))])
    t.same((await after.pool.query('select 1 as one')).rows, [{ one: 1 }])
    before = after
  }
  await before.close()
  t.equal(await serverOf(dataDir), undefined)
})

t.test('of several that close at once, one stops the server', async t => {
  const dataDir = dataFolder(t)
  for (let round = 0; round < 3; round++) {
    const open = await Promise.all([1, 2, 3].map(() => openDatabase({ dataDir })))
    await Promise.all(open.map(({ close }) => close()))
    t.equal(await serverOf(dataDir), undefined)
  }
})

async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  // As many tries as make two minutes: a guard against waiting for ever.
  for (let tries = 0; ; tries++)
    try {
      return await ask()
    } catch (error) {
      if (tries > 2_400) throw error
      await sleep(50)
    }
}
