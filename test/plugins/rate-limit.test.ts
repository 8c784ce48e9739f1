import t from 'tap'
import { service } from '../service.ts'

t.test(
  'every answer says how many requests are left; one too many is 429 with when to ask again',
  async t => {
    const { app, get } = await service(t, { rateLimit: 4 })
    const left = []
    for (const url of ['/v1/sources', '/v1/nothing', '/v1/cases?limit=0']) {
      const answer = await get(url)
      t.equal(answer.headers['ratelimit-policy'], '"anon";q=4;w=60')
      left.push(/r=(\d+);t=\d+/.exec(String(answer.headers.ratelimit))?.[1])
    }
    t.same(left, ['3', '2', '1'], 'an error counts too')
    await get('/v1/sources', { 'if-none-match': 'W/"x"' })
    const refused = await get('/v1/sources')
    t.equal(refused.statusCode, 429)
    t.equal(refused.json().type, 'rate-limited')
    t.match(refused.headers.ratelimit, /^"anon";r=0;t=\d+$/)
    t.match(Number(refused.headers['retry-after']) > 0, true)
    t.equal(refused.headers['access-control-allow-origin'], '*')
    t.match(refused.headers['access-control-expose-headers'], 'Retry-After')
    t.equal(refused.headers['cache-control'], 'no-store')

    t.equal(
      (await app.inject({ method: 'OPTIONS', url: '/v1/sources' })).statusCode,
      204,
      'a preflight is no request'
    )
    t.equal((await get('/health')).statusCode, 200, 'nor is a supervisor’s question')
    t.equal((await get('/ready')).headers.ratelimit, undefined)
  }
)

t.test('without a limit nothing is counted', async t => {
  const { get, json } = await service(t, { rateLimit: 'off' })
  t.equal((await get('/v1/sources')).headers.ratelimit, undefined)
  t.equal((await json('/v1')).data.limits.requests_a_minute, null)
})

const left = (answer: { headers: Record<string, unknown> }): number =>
  Number(/r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1])

// Nothing here asks the release set, as /v1/measures does: on a busy machine that can cost more than one point.
t.test('a 304 that is told without a query costs nothing, also where nothing is left', async t => {
  const { get } = await service(t, { rateLimit: 3 })
  const first = await get('/v1/sources')
  t.equal(left(first), 2)
  const etag = String(first.headers.etag)
  for (let i = 0; i < 5; i++) {
    const again = await get('/v1/sources', { 'if-none-match': etag })
    t.equal(again.statusCode, 304)
    t.equal(left(again), 2)
  }
  await get('/v1')
  await get('/v1')
  t.equal((await get('/v1/sources')).statusCode, 429)
  t.equal((await get('/v1/sources', { 'if-none-match': etag })).statusCode, 304)
  for (const url of ['/v1/sources', '/v1/measures', '/v1/cases?limit=0', '/v1/nothing', '/openapi.json']) {
    const refused = await get(url, { 'if-none-match': 'W/"made-up"' })
    t.equal(refused.statusCode, 429, `${url}: a made-up tag is no way round`)
    t.ok(refused.headers['retry-after'])
  }
})

t.test(
  'a 304 to an answer that is nowhere kept is free too, and one that was counted for is not',
  async t => {
    const { get } = await service(t, { rateLimit: 100, answerCacheMb: 0 })
    const { headers } = await get('/v1/sources')
    const known = await get('/v1/sources', { 'if-none-match': String(headers.etag) })
    t.same([known.statusCode, left(known)], [304, 99])
    const any = await get('/v1/sources', { 'if-none-match': '*' })
    t.same([any.statusCode, left(any)], [304, 98])
  }
)

t.test('clients are told apart behind a trusted proxy alone', async t => {
  const forwarded = (client: string) => ({ 'x-forwarded-for': client })
  const open = await service(t, { rateLimit: 10, trustedProxies: ['loopback'] })
  t.equal(left(await open.get('/v1', forwarded('192.0.2.1'))), 9)
  t.equal(left(await open.get('/v1', forwarded('192.0.2.2'))), 9)
  t.equal(left(await open.get('/v1', forwarded('192.0.2.1'))), 8)
  t.equal(left(await open.get('/v1', forwarded('2001:db8::1'))), 9)
  t.equal(left(await open.get('/v1', forwarded('2001:db8:0:0:ffff::2'))), 8, 'one network of a customer')
  t.equal(left(await open.get('/v1', forwarded('2001:db8:0:1::1'))), 9)
  const closed = await service(t, { rateLimit: 10 })
  t.equal(left(await closed.get('/v1', forwarded('192.0.2.1'))), 9)
  t.equal(left(await closed.get('/v1', forwarded('192.0.2.2'))), 8)
})

t.test('a preflight lets preconditions and tracing through', async t => {
  const { app } = await service(t)
  const { headers } = await app.inject({ method: 'OPTIONS', url: '/v1/cases' })
  for (const name of ['traceparent', 'tracestate', 'baggage', 'Authorization', 'If-None-Match', 'If-Range'])
    t.match(headers['access-control-allow-headers'], name)
})
