import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { Overloaded } from '../../src/snapshot/release-set.ts'
import { service } from '../service.ts'

t.test('a request is one line without the client, and without who was looked up', async t => {
  const { database, snapshots } = await service(t)
  const lines: string[] = []
  const app = await buildApp(
    {
      database,
      snapshots,
      settings: { rateLimit: 'off', logLevel: 'info', answerCacheMb: 1 },
      logStream: { write: line => lines.push(line) },
      build: 'test'
    },
    app => {
      app.get('/breaks', () => {
        throw new Error('broken')
      })
      app.get('/busy', () => {
        throw new Overloaded('full')
      })
    }
  )
  const logged = async (url: string) => {
    lines.length = 0
    await app.inject({ url, remoteAddress: '192.0.2.77' })
    t.notMatch(lines.join(''), '192.0.2.77')
    return lines.map(line => JSON.parse(line))
  }

  const [counted, ...none] = await logged('/v1/statistics/decisions?source=us-credible-fear&group_by=outcome')
  t.same(none, [])
  t.match(counted, {
    method: 'GET',
    route: '/v1/statistics/decisions',
    query: 'source=us-credible-fear&group_by=outcome',
    status: 200
  })
  t.ok(counted.reqId)

  for (const url of [
    '/v1/cases/documented:1',
    '/v1/cases/documented:1/timeline',
    '/v1/cases?nationality=RUS&court=secret',
    '/v1/decisions/documented:202',
    '/v1/returns?nationality=RUS',
    '/v1/cases/documented:1.csv?secret=1'
  ]) {
    const found = await logged(url)
    t.equal(found.length, 1, url)
    t.notMatch(JSON.stringify(found), /documented|RUS|secret/)
  }
  t.notMatch(
    JSON.stringify(await logged('/v1/case/documented:1')),
    'documented',
    'nor where it is misspelled'
  )

  const [failed, ...more] = await logged('/breaks')
  t.same(more, [])
  t.match(failed, { level: 50, route: '/breaks', status: 500, err: { message: 'broken' } })

  lines.length = 0
  for (let i = 0; i < 50; i++) await app.inject('/busy')
  await app.close()
  const told = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'overloaded')
  t.equal(
    told.reduce((n, { refused }) => n + refused, 0),
    50
  )
  t.ok(told.length < 50, `${told.length} lines tell of 50 refusals`)
  t.notMatch(lines.join(''), 'stack')
})

t.test('a probe of a service that starts is told 503, and is no refusal in log and metrics', async t => {
  const { database, snapshots } = await service(t)
  const lines: string[] = []
  const app = await buildApp({
    ...{ database, build: 'test' },
    snapshots: { ...snapshots, opening: () => ({ phase: 'tables' }) },
    settings: { rateLimit: 'off', logLevel: 'info', answerCacheMb: 1, metrics: true },
    logStream: { write: line => lines.push(line) }
  })
  t.equal((await app.inject('/ready')).statusCode, 503)
  const { body } = await app.inject('/metrics')
  await app.close()
  t.notMatch(lines.join(''), 'overloaded')
  t.match(body, 'refusals_total{type="overloaded"} 0')
  t.match(body, /request_duration_seconds_count\{route="\/ready",status="5xx"\} 1/)
})

t.test('a client that closed its connection before it was asked who it is causes no error', async t => {
  const { database, snapshots } = await service(t)
  const lines: string[] = []
  const app = await buildApp({
    ...{ database, snapshots, build: 'test', logStream: { write: line => lines.push(line) } },
    settings: { rateLimit: 60, logLevel: 'info', answerCacheMb: 1, trustedProxies: ['loopback'] }
  })
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  let seen = 0
  // Before any hook: a socket that is closed has no address.
  app.server.prependListener('request', request => {
    request.socket.destroy()
    t.equal(request.socket.remoteAddress, undefined)
    seen++
  })
  const { port } = app.server.address() as AddressInfo
  for (const path of ['/v1/sources', '/v1/statistics/decisions?source=us-credible-fear&group_by=year'])
    await t.rejects(fetch(`http://127.0.0.1:${port}${path}`))
  while (app.server.listening && seen < 2) await turn()
  await app.close()
  t.equal(seen, 2)
  t.notMatch(lines.join(''), /TypeError|"status":5/)
})
