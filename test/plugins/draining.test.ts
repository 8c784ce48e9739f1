import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { service } from '../service.ts'

t.test('a node that leaves refuses what is new, and ends what is under way', async t => {
  const { database, snapshots } = await service(t)
  const leave = new AbortController()
  let answer = () => {}
  const waiting = new Promise<void>(resolve => {
    answer = resolve
  })
  const app = await buildApp(
    {
      ...{ database, snapshots, leaving: leave.signal, build: 'test' },
      settings: { rateLimit: 120, logLevel: 'silent', answerCacheMb: 1 }
    },
    app => {
      app.get('/slow', async () => {
        await waiting
        return { done: true }
      })
    }
  )
  t.teardown(() => app.close())
  const before = await app.inject('/v1/sources')
  t.equal(before.statusCode, 200)
  t.not(before.headers.connection, 'close')
  const slow = app.inject('/slow')
  // The page and its questions to the API inside the process.
  const page = app.inject({ url: '/sources', headers: { accept: 'text/html' } })
  await new Promise(resolve => setImmediate(resolve))
  leave.abort()

  for (const url of ['/v1/sources', '/ready', '/sources', '/v1/nothing', '/v1/cases/documented:1']) {
    const refused = await app.inject({ url, headers: { origin: 'https://news.example' } })
    t.equal(refused.statusCode, 503, url)
    t.match(refused.headers, {
      ...{ connection: 'close', 'retry-after': '1', 'cache-control': 'no-store' },
      'access-control-allow-origin': '*'
    })
    t.notOk(refused.headers.ratelimit, 'and charges nobody for it')
    t.match(refused.body, 'about to stop')
  }
  const alive = await app.inject('/health')
  t.equal(alive.statusCode, 200, 'a supervisor finds it alive')
  t.equal(alive.headers.connection, 'close')

  answer()
  const ended = await slow
  t.equal(ended.statusCode, 200)
  t.match(ended.json(), { done: true })
  t.equal(ended.headers.connection, 'close', 'its connection is not used again')
  t.equal((await page).statusCode, 200, 'a page that was begun gets all that it asks')
})
