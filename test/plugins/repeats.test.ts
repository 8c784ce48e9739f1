import { type AddressInfo, connect } from 'node:net'
import t, { type Test } from 'tap'
import { type AppDeps, buildApp } from '../../src/app.ts'
import { service } from '../service.ts'

const statistic = '/v1/statistics/decisions?source=us-credible-fear&group_by=outcome,year'

/** A service on the loopback, and the addresses that reached Fastify. */
async function listening(t: Test, settings: Partial<AppDeps['settings']> = {}, leaving?: AbortSignal) {
  const { database, snapshots } = await service(t)
  const routed: string[] = []
  const lines: string[] = []
  const state = { version: 0 }
  const app = await buildApp(
    {
      ...(leaving && { leaving }),
      ...{ database, build: 'test', logStream: { write: (line: string) => void lines.push(line) } },
      settings: { rateLimit: 100_000, logLevel: 'info', answerCacheMb: 16, ...settings },
      snapshots: {
        ...snapshots,
        current: () => {
          const now = snapshots.current()
          return { ...now, version: now.version + state.version }
        }
      }
    },
    further => {
      further.addHook('onRequest', (request, _reply, done) => {
        if (!request.page) routed.push(request.originalUrl)
        done()
      })
    }
  )
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  /** All that the service sends to these bytes until it closes, byte by byte. */
  const say = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'))
      let said = ''
      socket.setEncoding('latin1').on('data', piece => {
        said += piece
      })
      socket.on('close', () => resolve(said)).on('error', reject)
    })
  const ask = (url: string, further: Record<string, string> = {}, method = 'GET') => {
    const headers = Object.entries({ host: 'h.example', connection: 'close', ...further })
    return say(`${method} ${url} HTTP/1.1\r\n${headers.map(([a, b]) => `${a}: ${b}\r\n`).join('')}\r\n`)
  }
  return { app, routed, lines, state, say, ask }
}

const statusOf = (answer: string): number => Number(answer.slice(9, 12))
const headerOf = (answer: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)\r$`, 'im').exec(answer)?.[1]
const left = (answer: string): number => Number(/r=(\d+)/.exec(headerOf(answer, 'ratelimit') ?? '')?.[1])
/** An answer header by header and its body, but what each answer has of its own. */
function lasting(answer: string): string[] {
  const end = answer.indexOf('\r\n\r\n')
  const own = /^(date|ratelimit):/i
  const [status = '', ...headers] = answer.slice(0, end).split('\r\n')
  return [status, ...headers.filter(line => !own.test(line)).sort(), answer.slice(end)]
}

/** The id of a case that is there. */
const caseOf = async (ask: (url: string) => Promise<string>): Promise<string> =>
  String(/"case_id":"([^"]+)"/.exec(await ask('/v1/cases?limit=1'))?.[1])

t.test('a repeat is what the route sends, byte by byte, and reaches no route', async t => {
  const { ask, routed } = await listening(t)
  const urls = [
    statistic,
    `${statistic}&lang=fr`,
    statistic.replace('?', '.csv?'),
    `${statistic}&format=csv`,
    statistic.replace('?', '.ndjson?'),
    '/v1/published-counts?source=us-credible-fear&limit=3',
    '/v1/cases?limit=2',
    '/v1/changes.atom',
    '/v1',
    '/',
    '/?lang=fr',
    '/explore?source=us-credible-fear&group_by=outcome',
    `/cases/${await caseOf(ask)}`,
    `/v1/cases/${await caseOf(ask)}`
  ]
  for (const url of urls)
    for (const encoding of url === statistic || url === '/' ? ['identity', 'br', 'gzip, deflate'] : ['br']) {
      const accepts = { 'accept-encoding': encoding }
      await ask(url, accepts)
      const routedAnswer = await ask(url, accepts)
      t.equal(statusOf(routedAnswer), 200, url)
      const known = { ...accepts, 'if-none-match': String(headerOf(routedAnswer, 'etag')) }
      const dated = { ...known, 'if-modified-since': new Date().toUTCString() }
      const forms: [Record<string, string>, string][] = [
        [accepts, 'GET'],
        [accepts, 'HEAD'],
        [known, 'GET'],
        [known, 'HEAD'],
        [dated, 'GET'],
        [{ ...accepts, 'if-none-match': '*' }, 'GET'],
        [{ ...accepts, 'if-none-match': 'W/"another"' }, 'GET']
      ]
      for (const [headers, method] of forms) {
        // A header that is no plain request's, and changes no answer: it goes to the route each time.
        const before = await ask(url, { ...headers, 'content-length': '0' }, method)
        await ask(url, headers, method)
        routed.length = 0
        const again = await ask(url, headers, method)
        const name = `${method} ${url} ${JSON.stringify(headers)}`
        t.same(routed, [], `${name} reaches no route`)
        t.same(lasting(again), lasting(before), name)
        t.equal(statusOf(again), 'if-none-match' in headers && !/another/.test(name) ? 304 : 200)
      }
    }
})

t.test('what Accept, Host or another spelling decides is another answer', async t => {
  const { ask } = await listening(t)
  for (let i = 0; i < 3; i++) {
    t.match(headerOf(await ask(statistic, { accept: 'text/csv' }), 'content-type'), 'text/csv')
    t.match(
      headerOf(await ask(statistic, { accept: 'application/json' }), 'content-type'),
      'application/json'
    )
    t.match(await ask('/', { host: 'one.example' }), 'http://one.example')
    t.notMatch(await ask('/', { host: 'two.example' }), 'http://one.example')
    t.equal(statusOf(await ask(statistic, { accept: 'image/tiff' })), 406)
  }
})

t.test('what is not as usual goes to the routes', async t => {
  const { ask, say, routed } = await listening(t)
  for (let i = 0; i < 3; i++) await ask(statistic)
  const head = `${statistic} HTTP/1.1\r\nhost: h.example\r\nconnection: close\r\n`
  const unusual: [string, number][] = [
    [`GET ${head}host: h.example\r\n\r\n`, 400],
    [`GET ${statistic} HTTP/1.1\r\nconnection: close\r\n\r\n`, 400],
    [`GET ${statistic} HTTP/1.0\r\n\r\n`, 200],
    [`GET http://h.example${head}\r\n`, 200],
    [`POST ${head}\r\n`, 405],
    [`OPTIONS ${head}\r\n`, 204],
    [`GET ${head}content-length: 2\r\n\r\n{}`, 200],
    [`GET ${head}accept: text/csv\r\naccept: image/tiff\r\n\r\n`, 200],
    [`GET ${head}x-asked-by-page: made-up\r\n\r\n`, 200]
  ]
  for (const [bytes, status] of unusual)
    for (let i = 0; i < 2; i++) {
      routed.length = 0
      t.equal(statusOf(await say(bytes)), status, bytes)
      // Without one Host it is refused before the routes note it.
      t.equal(routed.length, status === 400 ? 0 : 1, bytes)
    }
  routed.length = 0
  t.match(await say(`GET ${head}expect: 100-continue\r\n\r\n`), /^HTTP\/1\.1 100 .*HTTP\/1\.1 200 /s)
  t.equal(statusOf(await say(`GET ${head}expect: a miracle\r\n\r\n`)), 417)
  t.equal(routed.length, 1)
})

t.test('several requests at once on one connection are answered in their order', async t => {
  const { ask, say } = await listening(t)
  for (let i = 0; i < 3; i++) await ask('/v1/sources')
  const one = (url: string, further = '') => `GET ${url} HTTP/1.1\r\nhost: h.example\r\n${further}\r\n`
  const said = await say(
    [
      one('/v1/nothing'),
      one('/v1/sources'),
      one(statistic),
      one('/v1/sources', 'connection: close\r\n')
    ].join('')
  )
  t.same(
    [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
    ['404', '200', '200', '200']
  )
})

t.test('an answer is repeated as long as the releases behind it are what they were', async t => {
  const { ask, routed, state } = await listening(t)
  for (let i = 0; i < 3; i++) await ask('/v1')
  routed.length = 0
  await ask('/v1')
  t.same(routed, [])
  state.version++
  await ask('/v1')
  t.same(routed, ['/v1'])
})

t.test('a repeat counts against the quota, and a 304 is free, also where nothing is left', async t => {
  const { ask, routed } = await listening(t, { rateLimit: 5 })
  const answers = [await ask('/v1'), await ask('/v1'), await ask('/v1')]
  const known = { 'if-none-match': String(headerOf(answers[0] ?? '', 'etag')) }
  for (let i = 0; i < 4; i++) {
    const fresh = await ask('/v1', known)
    t.same([statusOf(fresh), left(fresh)], [304, 2])
  }
  answers.push(await ask('/v1'), await ask('/v1'))
  t.same(answers.map(left), [4, 3, 2, 1, 0])
  t.same(routed.length, 3, 'two to make and to learn it, one 304')
  const refused = await ask('/v1')
  t.equal(statusOf(refused), 429)
  t.ok(Number(headerOf(refused, 'retry-after')) > 0)
  const fresh = await ask('/v1', known)
  t.same([statusOf(fresh), left(fresh), headerOf(fresh, 'retry-after')], [304, 0, undefined])
  t.equal(statusOf(await ask('/v1')), 429)
})

t.test('clients are told apart behind a trusted proxy alone', async t => {
  const behind = async (settings: Partial<AppDeps['settings']>) => {
    const { ask, routed } = await listening(t, { rateLimit: 10, ...settings })
    const found: number[] = []
    for (let i = 0; i < 3; i++)
      for (const client of ['192.0.2.1', '192.0.2.2'])
        found.push(left(await ask('/v1', { 'x-forwarded-for': client })))
    t.equal(routed.length, 2)
    return found
  }
  t.same(await behind({ trustedProxies: ['loopback'] }), [9, 9, 8, 8, 7, 7])
  t.same(await behind({}), [9, 8, 7, 6, 5, 4])

  const trusting = await listening(t, { trustedProxies: ['loopback'] })
  for (let i = 0; i < 3; i++)
    for (const host of ['one.example', 'two.example']) {
      const page = await trusting.ask('/', { 'x-forwarded-host': host, 'x-forwarded-proto': 'https' })
      t.match(page, `https://${host}`)
    }
})

t.test('a repeat is one line and one request in the metrics, as a routed one is', async t => {
  const { ask, lines, say } = await listening(t, { metrics: true })
  const told = async (url: string) => {
    lines.length = 0
    await ask(url)
    // The line of a routed one is written once its answer is sent.
    for (let i = 0; i < 100 && lines.length === 0; i++) await new Promise(setImmediate)
    t.equal(lines.length, 1, url)
    const { time: _, ms, reqId, ...line } = JSON.parse(String(lines[0]))
    t.type(ms, 'number')
    t.match(reqId, /^[0-9a-f-]{36}$/)
    return [Object.keys(JSON.parse(String(lines[0]))), line]
  }
  const case_id = await caseOf(ask)
  for (const url of [statistic, '/v1/cases?nationality=RUS', `/cases/${case_id}?lang=fr`, '/']) {
    await told(url)
    const routed = await told(url)
    const repeated = await told(url)
    t.same(repeated, routed, url)
    if (url.includes('cases')) t.notMatch(JSON.stringify(repeated), new RegExp(`RUS|lang|${case_id}`))
  }
  const metrics = await say('GET /metrics HTTP/1.1\r\nhost: h.example\r\nconnection: close\r\n\r\n')
  // No page asks these inside the process, as it asks the API.
  for (const route of ['/cases/:case_id', '/'])
    t.match(metrics, `request_duration_seconds_count{route="${route}",status="2xx"} 3`)
})

t.test('a node that leaves sends nothing again: a balancer asks another one', async t => {
  const leave = new AbortController()
  const { ask, routed } = await listening(t, {}, leave.signal)
  for (let i = 0; i < 3; i++) t.equal(statusOf(await ask(statistic)), 200)
  t.ok(routed.length < 3, 'it was sent again before')
  leave.abort()
  const refused = await ask(statistic)
  t.equal(statusOf(refused), 503)
  t.equal(headerOf(refused, 'connection'), 'close')
})
