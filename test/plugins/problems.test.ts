import Fastify from 'fastify'
import t from 'tap'
import { problems } from '../../src/plugins/problems.ts'
import { Overloaded, QueryTimeout } from '../../src/snapshot/release-set.ts'
import { said } from '../../src/vocabulary/labels/texts/texts.ts'
import { Problem } from '../../src/vocabulary/problem.ts'
import { saying } from '../http/raw-socket.ts'
import { service } from '../service.ts'

const failing = (error: unknown) => {
  const app = Fastify()
  app.register(problems)
  app.get('/', () => {
    throw error
  })
  return app.inject('/')
}
const withCode = (code: string, message = 'secret') => Object.assign(new Error(message), { code })

t.test('the text of a fault of ours never leaves', async t => {
  for (const error of [
    new Error('password authentication failed for secret'),
    withCode('42P01', 'relation "secret" does not exist'),
    'secret',
    Object.assign(new Error('secret'), { statusCode: 502 })
  ]) {
    const answer = await failing(error)
    t.equal(answer.statusCode, 500)
    t.equal(answer.json().type, 'internal')
    t.notMatch(answer.body, 'secret')
    t.match(answer.headers['content-type'], 'application/problem+json')
    t.equal(answer.headers['cache-control'], 'no-store')
  }
})

t.test('what passes is 503 with when to ask again', async t => {
  for (const [error, type] of [
    [new QueryTimeout('secret'), 'query-timeout'],
    [withCode('57014'), 'query-timeout'],
    [new Overloaded('secret'), 'overloaded'],
    [withCode('ECONNREFUSED'), 'overloaded'],
    [withCode('57P01'), 'overloaded'],
    [new Error('Failed query: select secret', { cause: withCode('ECONNRESET') }), 'overloaded'],
    [new Error('Connection terminated unexpectedly'), 'overloaded']
  ] as const) {
    const answer = await failing(error)
    t.equal(answer.statusCode, 503)
    t.equal(answer.json().type, type)
    t.match(answer.headers['retry-after'], /^\d+$/)
    t.notMatch(answer.body, 'secret')
  }
})

t.test('a problem has its status, its faults and its own members', async t => {
  const answer = await failing(
    new Problem('source-required', said('code_or_name'), [{ parameter: 'source', code: 'x' }], {
      answerable: [1]
    })
  )
  t.match(answer.json(), {
    type: 'source-required',
    title: 'Several sources could answer',
    status: 400,
    detail: 'Give scheme and code, or name alone.',
    instance: '/',
    errors: [{ parameter: 'source', code: 'x' }],
    answerable: [1]
  })
  t.type(answer.json().request_id, 'string')
})

t.test('records are 503 while the database is away, and statistics answer', async t => {
  const { app, database, get, snapshots } = await service(t)
  const { pool } = database
  const { query, connect: take } = pool
  const away = () => Promise.reject(withCode('ECONNREFUSED'))
  pool.query = away as never
  pool.connect = away as never
  t.teardown(() => Object.assign(pool, { query, connect: take }))
  const list = await get('/v1/decisions')
  t.equal(list.statusCode, 503)
  t.equal(list.headers['access-control-allow-origin'], '*')
  t.equal(list.headers.etag, undefined)
  t.equal((await get('/v1/decisions/documented:202')).statusCode, 503)
  t.equal((await get('/v1/sources')).statusCode, 503)
  t.equal((await get('/v1/statistics/decisions?source=us-credible-fear&group_by=outcome')).statusCode, 200)
  t.match((await get('/ready')).json(), { status: 'ready', database: 'away' })
  t.ok(snapshots.current().releases.length)
  Object.assign(pool, { query, connect: take })
  t.equal((await app.inject('/v1/decisions')).statusCode, 200)
})

t.test('what is no request that can be read is refused in the same form', async t => {
  const { app, get } = await service(t)
  for (const url of [
    '/v1/cases/%zz',
    '/v1/countries/resolve?name=%',
    '/v1/nothing',
    '/nothing',
    `/v1/cases/${'a'.repeat(400)}`
  ]) {
    const answer = await get(url)
    if (url.includes('name=')) continue
    t.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${url} ${answer.statusCode}`)
    t.match(answer.headers['content-type'], 'application/problem+json')
    t.equal(answer.headers['access-control-allow-origin'], '*')
    t.equal(answer.headers['cache-control'], 'no-store')
  }
  await app.listen({ port: 0, host: '127.0.0.1' })
  const say = saying({ app })
  const tooLong = await say(`GET /v1/cases HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(40_000)}\r\n\r\n`)
  t.match(tooLong, /^HTTP\/1\.1 431 /)
  const garbage = await say('GARBAGE\r\n\r\n')
  t.match(garbage, /^HTTP\/1\.1 400 /)
  for (const answer of [tooLong, garbage]) {
    t.match(answer, /content-type: application\/problem\+json/)
    t.match(answer, /access-control-allow-origin: \*/)
    const [, body = ''] = answer.split('\r\n\r\n')
    t.match(JSON.parse(body), { type: 'invalid-parameter', errors: [] })
  }
})

t.test('a problem is in the language that the request names, as Content-Language says', async t => {
  const { app } = await service(t)
  const ask = async (lang: string, path = '/v1/statistics/decisions?natinality=AFG&group_by=yeer') =>
    app.inject(`${path}&lang=${lang}`)
  const [english, spanish, french] = [await ask('en'), await ask('es'), await ask('fr')]
  t.equal(english.json().title, 'Unknown parameter')
  t.equal(spanish.json().title, 'Parámetro desconocido')
  t.match(spanish.json().detail, 'natinality no es un parámetro. ¿Quería decir nationality?')
  t.equal(french.json().title, 'Paramètre inconnu')
  t.match(french.json().detail, 'Vouliez-vous dire nationality\u202f?')
  t.match(french.json().detail, 'group_by\u00a0: «\u00a0yeer\u00a0» n’est pas l’une de ses valeurs')
  for (const [answer, lang] of [
    [english, 'en'],
    [spanish, 'es'],
    [french, 'fr']
  ] as const)
    t.equal(answer.headers['content-language'], lang)
  t.same(french.json().errors, english.json().errors, 'codes are the same in every language')
  t.equal((await ask('fr', '/v1/nothing?x=1')).json().title, 'Introuvable')
})

t.test('an unknown language is refused in English, with the languages there are', async t => {
  const { app } = await service(t)
  const answer = await app.inject('/v1/decision-stages?lang=de')
  t.equal(answer.statusCode, 400)
  t.equal(answer.headers['content-language'], 'en')
  t.match(answer.json().detail, 'lang: "de" is not one of its values (en, es, fr).')
})

t.test('Accept-Language decides nothing, so caches do not vary by it', async t => {
  const { app } = await service(t)
  const headers = { 'accept-language': 'fr' }
  const answer = await app.inject({ url: '/v1/decision-stages', headers })
  t.notMatch(answer.headers.vary, /language/i)
  t.equal((await app.inject({ url: '/v1/nothing', headers })).headers['content-language'], 'en')
})
