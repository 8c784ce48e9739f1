import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { type Downloaded, download, type OfferedFile } from '../../../src/commands/fetch/download.ts'
import { NoRoom, NotGiven, Unreachable } from '../../../src/commands/fetch/errors.ts'
import { mostBytesOf } from '../../../src/commands/fetch/too-much.ts'
import {
  atFirst,
  type Handler,
  hangsUpAfter,
  type LocalServer,
  localServer,
  type Served,
  says,
  testWeb,
  wellBehaved,
  zipLike
} from './server.ts'

const length = 400_000
const file: Served = {
  bytes: zipLike(length),
  etag: '"edition-1"',
  last_modified: 'Tue, 01 Sep 2026 10:00:00 GMT'
}
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const whole = sha256(file.bytes)

const wantedFrom = ({ base }: LocalServer, served: Served = file): OfferedFile => ({
  ...{ url: `${base}/release.zip`, name: 'release.zip', kind: 'zip', bytes: served.bytes.length },
  ...{ etag: served.etag ?? null, last_modified: served.last_modified ?? null }
})

/** Downloads once, from a server that misbehaves in these ways first. */
async function against(t: Test, ...handlers: Handler[]) {
  const folder = t.testdir({})
  const part = path.join(folder, 'release.zip.part')
  const server = await localServer(t, atFirst(handlers, wellBehaved(file)), part)
  const web = testWeb()
  const got = () => download(web, wantedFrom(server), folder)
  return { server, web, folder, got, part }
}

const isWhole = (t: Test, { path: at, note }: Downloaded, bytes = file.bytes) => {
  t.equal(note.sha256, sha256(bytes), 'the SHA-256 is that of the bytes served')
  t.ok(readFileSync(at).equals(bytes))
  t.equal(note.retrieved_on, '2026-09-03')
}

t.test('a file is fetched once, and is there for the next time', async t => {
  const { server, got, part } = await against(t)
  isWhole(t, await got())
  t.equal(server.served(), length)
  t.notOk(existsSync(part))
  t.ok((await got()).kept)
  t.equal(server.served(), 0)
})

t.test('a connection that drops is resumed, and only the rest is fetched', async t => {
  const { server, web, got } = await against(t, hangsUpAfter(150_000, file), hangsUpAfter(100_000, file))
  isWhole(t, await got())
  t.equal(server.served(), length, 'no byte was sent twice')
  t.strictSame(
    server.asked.map(({ headers }) => headers.range),
    [undefined, 'bytes=150000-', 'bytes=250000-']
  )
  t.equal(server.asked[1]?.headers['if-range'], '"edition-1"')
  t.strictSame(web.waited, [1_000, 2_000], 'each wait is longer')
  t.match(web.told[0], /connection to 127\.0\.0\.1:\d+ was lost .* Trying again in 1 s/)
})

t.test('a server that drops every connection is given up, and what came is kept', async t => {
  const nothing: Handler = (_, response) => response.destroy()
  const { web, got, part } = await against(
    t,
    hangsUpAfter(150_000, file),
    ...Array.from({ length: 4 }, () => nothing)
  )
  await t.rejects(got(), Unreachable)
  t.equal(web.waited.length, 4)
  t.equal(statSync(part).size, 150_000)
  isWhole(t, await got())
})

t.test('a silent server counts as dropped', async t => {
  const silent: Handler = (_, response) => {
    response.writeHead(200, { 'content-length': length, etag: '"edition-1"' })
    response.write(file.bytes.subarray(0, 1_000))
  }
  const server = await localServer(t, atFirst([silent], wellBehaved(file)))
  const web = testWeb({ silence_ms: 1_000 })
  isWhole(t, await download(web, wantedFrom(server), t.testdir({})))
  t.match(web.told[0], /no answer in time/)
})

t.test('a file that changed starts anew, never half of each', async t => {
  const other: Served = {
    bytes: zipLike(300_000, 7),
    etag: '"edition-2"',
    last_modified: 'Wed, 02 Sep 2026 10:00:00 GMT'
  }
  const { server, folder, got } = await against(t, hangsUpAfter(150_000, file), (_, response) => {
    // The new edition is put there in mid-download: If-Range fails, and all of it comes.
    server.answer(wellBehaved(other))
    response.destroy()
  })
  isWhole(t, await got(), other.bytes)
  t.equal(server.served(), 150_000 + 300_000)
  const again = await download(testWeb(), wantedFrom(server, other), folder)
  t.ok(again.kept)
})

t.test('a part of another edition is not resumed by the next fetch', async t => {
  const { server, folder, got } = await against(t, ...Array.from({ length: 5 }, () => hangsUpAfter(10, file)))
  await t.rejects(got())
  const other: Served = { ...file, bytes: zipLike(length, 9), etag: '"edition-2"' }
  server.answer(wellBehaved(other))
  server.served()
  isWhole(t, await download(testWeb(), wantedFrom(server, other), folder), other.bytes)
  t.equal(server.served(), length)
})

t.test('a rest of another edition is refused even where the server sends one', async t => {
  const mixed: Handler = (_, response) =>
    response
      .writeHead(206, { 'content-range': `bytes 150000-${length - 1}/${length}`, etag: '"edition-2"' })
      .end(zipLike(250_000, 3))
  const shifted: Handler = (_, response) =>
    response.writeHead(206, { 'content-range': `bytes 0-9/${length}`, etag: '"edition-1"' }).end('PK0123456')
  const { got } = await against(t, hangsUpAfter(150_000, file), mixed, hangsUpAfter(100_000, file), shifted)
  isWhole(t, await got())
})

t.test('a tag that turns weak on the way is the same tag, and is not sent as a condition', async t => {
  const weak = { ...file, etag: 'W/"edition-1"' }
  const folder = t.testdir({})
  const handler = atFirst([hangsUpAfter(150_000, weak)], wellBehaved(weak))
  const server = await localServer(t, handler, path.join(folder, 'release.zip.part'))
  isWhole(t, await download(testWeb(), wantedFrom(server, file), folder))
  t.equal(server.served(), length)
  t.equal(server.asked[1]?.headers['if-range'], file.last_modified)
})

t.test('a server that ignores ranges sends all again, and it is right', async t => {
  const all: Handler = (_, response) => response.writeHead(200, { etag: '"edition-1"' }).end(file.bytes)
  const { server, got } = await against(t, hangsUpAfter(150_000, file), all)
  isWhole(t, await got())
  t.equal(server.served(), 150_000 + length)
})

t.test('a short body is noticed, though the answer ends as if it were whole', async t => {
  const short: Handler = (_, response) =>
    response.writeHead(200, { etag: '"edition-1"' }).end(file.bytes.subarray(0, 99_000))
  const { server, web, got } = await against(t, short)
  isWhole(t, await got())
  t.equal(server.served(), length)
  t.match(web.told[0], /sent 99000 of 400000 bytes/)
})

t.test('a body longer than it was said to be is thrown away', async t => {
  const long: Handler = (_, response) =>
    response.writeHead(200, { etag: '"edition-1"' }).end(Buffer.concat([file.bytes, Buffer.alloc(10)]))
  const { got } = await against(t, long)
  isWhole(t, await got())
})

t.test('a rest that lies beyond the end starts anew', async t => {
  const { got } = await against(t, hangsUpAfter(150_000, file), says(416, ''))
  isWhole(t, await got())
})

t.test('a busy server is asked again when it says so, within limits', async t => {
  const { web, got } = await against(
    t,
    says(503, 'busy', { 'retry-after': '7' }),
    says(429, 'slow down', { 'retry-after': 'Thu, 03 Sep 2026 12:00:20 GMT' }),
    says(500, 'oops')
  )
  isWhole(t, await got())
  t.strictSame(web.waited, [7_000, 20_000, 4_000])
  const { got: never } = await against(t, says(503, '', { 'retry-after': '86400' }))
  await t.rejects(never(), { name: 'NotGiven', message: /asks to wait 1440 minutes/ })
})

t.test('what is no zip is refused in words, and not kept', async t => {
  const page = `<!DOCTYPE html><title>Just a moment</title>${' '.repeat(2_000)}`
  for (const [handler, words] of [
    [says(200, page, { 'content-type': 'text/html; charset=utf-8' }), /gave an HTML page instead of a zip/],
    [says(200, page, { 'content-type': 'application/zip' }), /gave an HTML page instead of a zip/],
    [says(200, '<Error/>'), /a message in XML/],
    [says(200, '{"error": 1}'), /a message in JSON/],
    [says(200, 'x'.repeat(5_000)), /something else/],
    [says(200, ''), /gave nothing/],
    [says(404, 'gone'), /HTTP 404.*fetch it by hand/]
  ] as const) {
    const { web, folder, got, part } = await against(t, handler)
    await t.rejects(got(), { name: 'NotGiven', message: words })
    t.ok(!existsSync(part) || statSync(part).size === 0, folder)
    t.strictSame(web.waited, [], 'trying again would not help')
  }
})

t.test('redirects are followed, but to nothing but http and https, and not for ever', async t => {
  const { server, got } = await against(t, says(302, '', { location: '/moved/release.zip' }))
  isWhole(t, await got())
  t.equal(server.asked[1]?.url, '/moved/release.zip')
  for (const location of ['ftp://127.0.0.1/x', 'file:///etc/passwd', '/release.zip']) {
    const { got, server } = await against(t)
    server.answer(says(302, '', { location }))
    await t.rejects(got(), NotGiven, location)
  }
})

t.test('a disk without room is told before a byte is fetched', async t => {
  const { server, folder } = await against(t)
  const wanted = { ...wantedFrom(server), bytes: 1e16 }
  await t.rejects(download(testWeb({ most_bytes: 1e17 }), wanted, folder), NoRoom)
  t.equal(server.asked.length, 0)
})

t.test('asked to stop, it stops, and goes on the next time', async t => {
  const asked = new AbortController()
  const { server, folder } = await against(t)
  const stopping = testWeb({ signal: asked.signal })
  const slow: Handler = (_, response) => {
    response.writeHead(200, { 'content-length': length, etag: '"edition-1"' })
    response.write(file.bytes.subarray(0, 50_000))
  }
  server.answer(atFirst([slow], wellBehaved(file)))
  const onBytes = () => asked.abort()
  await t.rejects(download(stopping, wantedFrom(server), folder, onBytes), { name: 'AbortError' })
  const before = server.served()
  const had = statSync(path.join(folder, 'release.zip.part')).size
  t.ok(had > 0 && had <= before)
  isWhole(t, await download(testWeb(), wantedFrom(server), folder))
  t.equal(server.served(), length - had, 'only the rest')
})

t.equal(whole.length, 64)

const sends =
  (headers: Record<string, string | number>, bytes = file.bytes): Handler =>
  (_, response) =>
    response.writeHead(200, headers).end(bytes)

t.test('a file that is too long is not fetched, whether its length is said or only comes', async t => {
  const says = { name: 'NotGiven', message: /longer than the 300\.0 kB that are fetched.*--max-gb/ }
  for (const [what, unsaid, handlers] of [
    ['by its offer', false, []],
    ['by Content-Length', true, [sends({ 'content-length': length })]],
    ['by what came', true, [sends({ 'transfer-encoding': 'chunked' })]],
    ['by what came unpacked', true, [sends({ 'content-encoding': 'gzip' }, gzipSync(file.bytes))]]
  ] as const) {
    const { server, folder, part } = await against(t, ...handlers)
    const wanted = { ...wantedFrom(server), ...(unsaid && { bytes: null }) }
    await t.rejects(download(testWeb({ most_bytes: 300_000 }), wanted, folder), says, what)
    t.notOk(existsSync(part), what)
    t.notOk(existsSync(path.join(folder, 'release.zip')), what)
  }
  const { server, folder } = await against(t)
  isWhole(t, await download(testWeb({ most_bytes: length }), wantedFrom(server), folder))
})

t.test('a body that comes by drops counts as dropped', async t => {
  // An hour passes with each look at the clock.
  let hours = 0
  const clock = { now: () => hours++ * 3_600_000, wait: async () => {} }
  const drops: Handler = async (_, response) => {
    response.writeHead(200, { 'content-length': length })
    response.write(file.bytes.subarray(0, 2_000))
  }
  const { server, folder } = await against(t, drops, drops, drops)
  const web = testWeb({ clock, tries: 2 })
  await t.rejects(download(web, wantedFrom(server), folder), /lost \(only 2\.0 kB in 300 s\)/)
})

t.test('the longest file is a number of gigabytes', t => {
  t.equal(mostBytesOf(undefined), 8e9)
  t.equal(mostBytesOf('12.5'), 12.5e9)
  for (const wrong of ['0', '-1', 'many', '1e3', '', '1;2'])
    t.throws(() => mostBytesOf(wrong), { name: 'UsageError', message: /--max-gb must be a number/ }, wrong)
  t.end()
})
