import { once } from 'node:events'
import net from 'node:net'
import pg from 'pg'
import t, { type Test } from 'tap'
import { buildApp } from '../../src/app.ts'
import { type DatabaseOptions, openDatabase } from '../../src/database/connect.ts'
import { NoConnection } from '../../src/database/limits.ts'
import { servingDatabase } from '../../src/database/serving.ts'
import { database } from '../helper.ts'
import { service } from '../service.ts'

async function limited(t: Test, databaseUrl: string, options: Partial<DatabaseOptions> = {}) {
  const opened = await openDatabase({ databaseUrl, dataDir: '.data', databaseTimeoutMs: 300, ...options })
  t.teardown(() => opened.close())
  return opened
}

t.test('a list whose table is locked is 503 with Retry-After while the lock is held', async t => {
  const { database: whole, snapshots } = await service(t)
  // One connection, so that of two lists one waits for it.
  const database = await limited(t, whole.url, { connections: 1 })
  const app = await buildApp({
    ...{ database, snapshots, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'silent', answerCacheMb: 0 }
  })
  t.teardown(() => app.close())
  const other = new pg.Client(whole.url)
  await other.connect()
  await other.query('begin; lock table published_counts')
  const lists = ['limit=1', 'limit=2', 'limit=3'].map(
    query => `/v1/published-counts?source=us-credible-fear&${query}`
  )
  for (const refused of await Promise.all(lists.map(url => app.inject(url)))) {
    t.equal(refused.statusCode, 503)
    t.match(refused.json().type, /^(query-timeout|overloaded)$/)
    t.match(refused.headers['retry-after'], /^[1-9]\d*$/)
  }
  t.equal((await app.inject('/ready')).statusCode, 200)
  t.equal((await app.inject('/v1/statistics/decisions?source=us-credible-fear')).statusCode, 200)
  await other.query('rollback')
  await other.end()
  t.equal((await app.inject(lists[0] as string)).statusCode, 200, 'the connection is used again')
})

t.test('of many queries that wait for a connection the last ones fail at once', async t => {
  const { pool } = await limited(t, (await database(t)).url, { connections: 1, databaseTimeoutMs: 60_000 })
  const results = await Promise.allSettled(Array.from({ length: 130 }, () => pool.query('select 1')))
  const failed = results.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
  t.equal(failed.length, 30, 'a hundred wait')
  t.ok(failed.every(reason => reason instanceof NoConnection))
})

t.test('what migrates and loads has no limit, what serves has one', async t => {
  const { url } = await database(t)
  const serving = servingDatabase({ databaseUrl: url, dataDir: '.data', databaseTimeoutMs: 700 })
  t.teardown(() => serving.close())
  const owner = await serving.open()
  const limitOf = async ({ pool }: typeof owner) => (await pool.query('show statement_timeout')).rows[0]
  t.same(await limitOf(owner), { statement_timeout: '0' })
  t.same(await limitOf(serving), { statement_timeout: '630ms' })
})

t.test('a pooler that takes no statement_timeout is used without it, which is said once', async t => {
  const { url } = await database(t)
  const pooler = await refusing(t, new URL(url), 'statement_timeout')
  const log: string[] = []
  const { pool } = await limited(t, pooler, { log: line => log.push(line), databaseTimeoutMs: 60_000 })
  const [first] = (await pool.query('select 7 as number')).rows
  t.same(first, { number: 7 })
  t.equal(log.length, 1)
  t.match(log[0], 'statement_timeout')
})

/** A server that refuses a setting of a new connection as pgbouncer does, and passes all else on. Returns its URL. */
async function refusing(t: Test, target: URL, setting: string): Promise<string> {
  const server = net.createServer(socket => {
    socket.on('error', () => {})
    socket.once('data', startup => {
      if (startup.includes(setting)) return socket.end(refusal(`unsupported startup parameter: ${setting}`))
      const upstream = net.connect(Number(target.port), target.hostname)
      upstream.on('error', () => socket.destroy())
      upstream.write(startup)
      upstream.pipe(socket).pipe(upstream)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as net.AddressInfo).port)
  return url.href
}

/** An ErrorResponse of PostgreSQL's protocol. */
function refusal(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`)
  const head = Buffer.from('E\0\0\0\0')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}
