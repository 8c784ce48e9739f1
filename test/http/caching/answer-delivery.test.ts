import { once } from 'node:events'
import { request as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import t from 'tap'
import { oneEndpoint, rowsOf } from '../one-endpoint.ts'

const few = (rows: number) => ({ data: rowsOf(rows) })
/** Turns of the event loop: in so many all who came at once have come to the endpoint. */
const turns = async (number: number) => {
  for (let i = 0; i < number; i++) await turn()
}
const unpack = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes }
const encodings = Object.keys(unpack) as (keyof typeof unpack)[]

for (const path of ['/v1/rows?rows=50', '/v1/rows.csv?rows=50', '/v1/rows.ndjson?rows=50'])
  t.test(`${path}: every encoding and HEAD are one answer, made once`, async t => {
    const { app, asked } = await oneEndpoint(t, few)
    const vary = path.includes('.') ? 'Accept-Encoding' : 'Accept, Accept-Encoding'
    const answers = await Promise.all(
      [...encodings, ...encodings].map(encoding =>
        app.inject({ url: path, headers: { 'accept-encoding': encoding } })
      )
    )
    t.equal(asked(), 1, 'for all that came at once')
    const plain = answers[2]?.body
    for (const [i, encoding] of [...encodings, ...encodings].entries()) {
      const { headers, rawPayload } = answers[i] as (typeof answers)[0]
      t.equal(headers['content-encoding'] ?? 'identity', encoding)
      t.equal(Number(headers['content-length']), rawPayload.length)
      t.equal(headers.vary, vary)
      t.match(headers.etag, /^W\/"/)
      t.equal(headers.etag, answers[0]?.headers.etag, 'a weak tag is that of every encoding')
      t.equal(unpack[encoding](rawPayload).toString(), plain, encoding)
    }
    for (const encoding of encodings) {
      const whole = await app.inject({ url: path, headers: { 'accept-encoding': encoding } })
      const head = await app.inject({ method: 'HEAD', url: path, headers: { 'accept-encoding': encoding } })
      const { date: _, ...told } = head.headers
      const { date: __, ...expected } = whole.headers
      t.same(told, expected, 'HEAD says what GET says')
      t.equal(head.body, '')
      const known = await app.inject({
        url: path,
        headers: { 'accept-encoding': encoding, 'if-none-match': `"x", ${whole.headers.etag}` }
      })
      t.match(
        { status: known.statusCode, etag: known.headers.etag, body: known.body },
        { status: 304, etag: whole.headers.etag, body: '' }
      )
      t.equal(known.headers['content-type'], undefined)
      t.equal(known.headers.vary, vary)
    }
    t.equal(asked(), 1, 'and for all that came later')
  })

t.test('HEAD of what nobody has asked for yet tells the length of the answer', async t => {
  const { app } = await oneEndpoint(t, few)
  const head = await app.inject({ method: 'HEAD', url: '/v1/rows.csv?rows=9' })
  const whole = await app.inject('/v1/rows.csv?rows=9')
  t.equal(Number(head.headers['content-length']), whole.rawPayload.length)
})

t.test('the format that Accept settles is part of the key; one that is not there stays refused', async t => {
  const { app } = await oneEndpoint(t, few)
  const type = async (accept: string) => (await app.inject({ url: '/v1/rows', headers: { accept } })).headers
  for (let round = 0; round < 2; round++) {
    t.match((await type('text/csv'))['content-type'], 'text/csv')
    t.match((await type('application/json'))['content-type'], 'application/json')
    t.match((await type('image/png'))['content-type'], 'application/problem+json')
  }
})

t.test('two spellings of one question do not tell each other’s address', async t => {
  const { app } = await oneEndpoint(t, few)
  const spellings = [
    '/v1/rows?rows=2&tag=a',
    '/v1/rows?tag=a&rows=2',
    '/v1/rows/?tag=a&rows=2',
    '/v1/rows?tag=%61&rows=2'
  ]
  for (let round = 0; round < 2; round++)
    for (const url of spellings) t.equal((await app.inject(url)).json().links.self, url)
})

t.test('an error is told to all who wait and is made anew', async t => {
  const fails = { now: true }
  const { app, asked } = await oneEndpoint(t, async rows => {
    await turns(50)
    if (fails.now) throw new Error('something broke')
    return few(rows)
  })
  const failed = await Promise.all([1, 2, 3].map(() => app.inject('/v1/rows')))
  t.same(
    failed.map(({ statusCode }) => statusCode),
    [500, 500, 500]
  )
  t.equal(asked(), 1)
  t.equal(failed[0]?.headers['cache-control'], 'no-store')
  t.equal((await app.inject('/v1/rows')).statusCode, 500)
  fails.now = false
  t.equal((await app.inject('/v1/rows')).statusCode, 200)
  t.equal(asked(), 3)
  t.equal((await app.inject('/v1/rows?rows=x')).statusCode, 400)
  t.equal((await app.inject('/v1/rows?rows=x')).statusCode, 400)
})

t.test('a publish makes every answer anew', async t => {
  const { app, asked, publish } = await oneEndpoint(t, few)
  const before = await app.inject('/v1/rows')
  publish()
  const after = await app.inject({
    url: '/v1/rows',
    headers: { 'if-none-match': String(before.headers.etag) }
  })
  t.equal(after.statusCode, 200)
  t.not(after.headers.etag, before.headers.etag)
  t.equal(asked(), 2)
})

t.test(
  'If-None-Match: * is 304 for every answer that there is, and changes nothing where there is none',
  async t => {
    const fails = { now: false }
    const answer = (rows: number) => {
      if (fails.now) throw new Error('the database is away')
      return few(rows)
    }
    const any = { 'if-none-match': '*' }
    // The second keeps nothing: each answer is written for itself.
    for (const megabytes of [64, 0]) {
      const { app } = await oneEndpoint(t, answer, megabytes)
      for (const url of ['/v1/rows', '/v1/rows.csv?rows=30', '/v1/rows.csv?rows=30']) {
        const { headers } = await app.inject({ url, headers: { 'if-none-match': '"other"' } })
        for (const method of ['GET', 'HEAD'] as const) {
          const known = await app.inject({ method, url, headers: any })
          t.equal(known.statusCode, 304, `${method} ${url}`)
          t.equal(known.body, '')
          t.equal(known.headers.etag, headers.etag)
          t.equal(known.headers['content-type'], undefined)
        }
      }
      t.equal(
        (await app.inject({ url: '/v1/rows?rows=3', headers: any })).statusCode,
        304,
        'not asked for before'
      )
      t.equal((await app.inject({ url: '/v1/rows?rows=x', headers: any })).statusCode, 400)
      t.equal((await app.inject({ url: '/v1/rows.pdf', headers: any })).statusCode, 406)
      fails.now = true
      t.equal((await app.inject({ url: '/v1/rows?rows=8', headers: any })).statusCode, 500)
      fails.now = false
    }
  }
)

t.test('a client that goes away takes nobody’s answer with it', async t => {
  let open = () => {}
  const gate = new Promise<void>(resolve => {
    open = resolve
  })
  const { app, asked } = await oneEndpoint(t, async rows => {
    await gate
    return few(rows)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const isGone = new Promise<void>(resolve => {
    app.server.once('connection', socket => socket.once('close', () => resolve()))
  })
  const first = ask({ port: (app.server.address() as AddressInfo).port, path: '/v1/rows' })
  first.on('error', () => {}).end()
  while (asked() === 0) await wait(5)
  const others = [1, 2].map(() => app.inject('/v1/rows'))
  await turns(50)
  first.destroy()
  await isGone
  open()
  t.same(
    (await Promise.all(others)).map(({ statusCode }) => statusCode),
    [200, 200]
  )
  t.equal(asked(), 1)
})

for (const encoding of ['identity', 'br', 'gzip'] as const)
  t.test(`what is too large to keep flows at the pace of its reader (${encoding})`, async t => {
    let [pulled, stopped] = [0, false]
    const { app, asked } = await oneEndpoint(t, () => ({
      data: [],
      table: {
        batches: (async function* () {
          try {
            // A hundred megabytes that hardly pack.
            for (; pulled < 1000; pulled++)
              yield Array.from({ length: 1000 }, (_, n) => ({ n, text: hard(pulled * 1000 + n) }))
          } finally {
            stopped = true
          }
        })()
      }
    }))
    await app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = app.server.address() as AddressInfo
    const request = ask({ port, path: '/v1/rows.csv', headers: { 'accept-encoding': encoding } }).end()
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    t.equal(answer.headers['content-length'], undefined)
    t.equal(answer.headers['content-encoding'] ?? 'identity', encoding)
    // Nobody reads: what is pulled stands still as soon as sockets and streams are full.
    for (let before = -1; before !== pulled; await wait(300)) before = pulled
    // 4 MB are read before it is known to be too large; the rest is what sockets and streams hold.
    t.ok(pulled >= 38 && pulled < 250, `${pulled} of 1000 batches`)
    request.destroy()
    while (!stopped) await wait(10)
    t.ok(pulled < 300, 'and stops with its reader')
    t.equal(asked(), 1)
    const head = await app.inject({
      method: 'HEAD',
      url: '/v1/rows.csv',
      headers: { 'accept-encoding': encoding }
    })
    t.match(
      { status: head.statusCode, length: head.headers['content-length'] },
      { status: 200, length: undefined }
    )
  })

t.test('all who ask for a large answer at once get all of it', async t => {
  const rows = rowsOf(60_000)
  const { app } = await oneEndpoint(t, () => ({
    data: rows,
    table: { batches: [rows.slice(0, 50_000), rows.slice(50_000)] }
  }))
  for (const path of ['/v1/rows.csv', '/v1/rows.ndjson', '/v1/rows']) {
    const all = await Promise.all(
      (['br', 'gzip', 'identity', 'identity'] as const).map(async encoding => {
        const { rawPayload } = await app.inject({ url: path, headers: { 'accept-encoding': encoding } })
        return unpack[encoding](rawPayload).toString()
      })
    )
    t.equal(new Set(all).size, 1, path)
    t.ok(Number(all[0]?.length) > 5_000_000)
    t.match(all[0]?.slice(-600), 'row 59999 of many', 'to its end')
  }
})

/** A hundred letters that look random. */
function hard(seed: number): string {
  let [text, state] = ['', seed + 1]
  while (text.length < 100) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    text += (state >>> 4).toString(36)
  }
  return text.slice(0, 100)
}

t.test('a whole JSON answer that is not kept has the status, headers and bytes of a kept one', async t => {
  const told = async (megabytes: number) => {
    const { app } = await oneEndpoint(t, few, megabytes)
    const { statusCode, headers, rawPayload } = await app.inject({ url: '/v1/rows?rows=3' })
    const { date: _, ...others } = headers
    return [statusCode, others, rawPayload.toString()]
  }
  t.same(await told(0), await told(64))
})
