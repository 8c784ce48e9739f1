import { METHODS } from 'node:http'
import t, { type Test } from 'tap'
import { service } from '../service.ts'
import { saying } from './raw-socket.ts'

const problemIn = (t: Test, answer: string, status: number) => {
  t.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `))
  t.match(answer, /content-type: application\/problem\+json/i)
  t.match(answer, /access-control-allow-origin: \*/i)
  const problem = JSON.parse(answer.split('\r\n\r\n')[1] ?? '')
  t.equal(problem.status, status)
  t.ok(problem.request_id)
  return problem
}

t.test('what Node would refuse without a body is refused like everything else', async t => {
  const own = await service(t)
  await own.app.listen({ port: 0, host: '127.0.0.1' })
  const say = saying(own)
  const close = 'Connection: close\r\n\r\n'

  problemIn(t, await say(`GET /v1 HTTP/1.1\r\n${close}`), 400)
  problemIn(t, await say(`GET /nothing HTTP/1.1\r\n${close}`), 400)
  problemIn(t, await say(`GET /v1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n${close}`), 400)
  problemIn(t, await say(`GET /v1 HTTP/1.0\r\nHost: a\r\nhost: a\r\n${close}`), 400)
  t.match(await say('GET /v1 HTTP/1.0\r\n\r\n'), /^HTTP\/1\.1 200 /, 'HTTP/1.0 needs none')
  const expecting = await say(`GET /v1 HTTP/1.1\r\nHost: a\r\nExpect: junk\r\n${close}`)
  t.match(problemIn(t, expecting, 417).detail, 'Expect: junk')
  t.equal(problemIn(t, expecting, 417).instance, '/v1')

  const spanish = await say(`GET /v1/countries/resolve?name=España HTTP/1.1\r\nHost: a\r\n${close}`)
  t.match(problemIn(t, spanish, 400).detail, '/v1/countries/resolve?name=Espa%C3%B1a')
  const mixed = await say(`GET /v1/x?a=%C3%B1&b=ñ HTTP/1.1\r\nHost: a\r\n${close}`)
  t.match(problemIn(t, mixed, 400).detail, '/v1/x?a=%C3%B1&b=%C3%B1')
  const spaced = await say(`GET /v1/countries/resolve?name=Costa Rica HTTP/1.1\r\nHost: a\r\n${close}`)
  t.match(problemIn(t, spaced, 400).detail, 'name=Costa%20Rica')
  t.match(problemIn(t, await say('GARBAGE\r\n\r\n'), 400).detail, 'is not HTTP')
})

t.test('a target in absolute form is the same request, with a suffix too', async t => {
  const own = await service(t)
  await own.app.listen({ port: 0, host: '127.0.0.1' })
  const say = saying(own)
  for (const path of ['/v1/decision-stages', '/v1/decision-stages.csv', '/v1/cases.csv?limit=1']) {
    const absolute = await say(`GET http://a.example${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    const plain = await own.get(path)
    t.equal(absolute.split('\r\n')[0], 'HTTP/1.1 200 OK', path)
    t.equal(absolute.split('\r\n\r\n').slice(1).join('\r\n\r\n'), plain.body)
  }
  const front = await say('GET http://a.example HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
  t.match(front, ' 200 ')
  t.match(front, 'rel="canonical" href="http://a/"', 'its addresses are those of the service')
})

t.test('every method that is not for reading is 405', async t => {
  const { app } = await service(t)
  for (const method of METHODS.filter(each => !['GET', 'HEAD', 'OPTIONS', 'CONNECT'].includes(each)))
    for (const url of ['/v1/cases', '/health', '/v1/cases/documented:1']) {
      const answer = await app.inject({ method: method as 'POST', url })
      t.equal(answer.statusCode, 405, `${method} ${url}`)
      t.equal(answer.headers.allow, 'GET, HEAD, OPTIONS')
    }
})

t.test('a request that drips is ended with 408, its body too', async t => {
  const own = await service(t, { requestTimeoutMs: 500 })
  await own.app.listen({ port: 0, host: '127.0.0.1' })
  const say = saying(own)
  t.match(await say('GET /v1 HTTP/1.1\r\nHost: a\r\nX-Slow: '), /^HTTP\/1\.1 408 /)
  const dripping = await say('POST /v1/cases HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nx')
  t.match(dripping, /^HTTP\/1\.1 405 /, 'answered, and then closed')
  for (const body of ['Content-Length: 1000000\r\n\r\nx', 'Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n'])
    t.match(await say(`GET /v1/decision-stages HTTP/1.1\r\nHost: a\r\n${body}`), /^HTTP\/1\.1 200 /)
})

t.test('a character that no text may hold is refused in any place', async t => {
  const { get } = await service(t)
  for (const url of [
    '/v1/code-lists/%00',
    '/v1/cases/documented:1%00',
    '/v1/cases?court=%00',
    '/v1/cases?nationality=AFG,%00',
    '/v1/countries/resolve?name=a%00b'
  ]) {
    const answer = await get(url)
    t.ok([400, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`)
    t.match(answer.headers['content-type'], 'application/problem+json')
  }
})

t.test('a name that every object of JavaScript has is no code, in any path or parameter', async t => {
  const { get } = await service(t)
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    for (const url of [
      `/v1/cases?nationality=${name}`,
      `/v1/cases?nationality_group=${name}`,
      `/v1/statistics/decisions?source=us-credible-fear&group_by=${name}`,
      `/v1/countries/resolve?scheme=eoir&code=${name}`,
      `/v1/countries/resolve?name=${name}`,
      `/v1/countries/${name}`,
      `/v1/country-groups/${name}`,
      `/v1/countries-of-return/${name}`,
      `/v1/decision-stages/${name}`,
      `/v1/code-lists/${name}`,
      `/v1/sources/${name}`
    ])
      t.ok((await get(url)).statusCode < 500, url)
})
