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
