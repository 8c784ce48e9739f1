import { once } from 'node:events'
import { get as ask, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import t from 'tap'
import { Decision, PublishedCountSchema } from '../../../src/schemas/records/records.ts'
import { decision, importFacts, range } from '../../queries/made-up-records.ts'
import { service, sharedService } from '../../service.ts'
import { oneEndpoint, rowsOf } from '../one-endpoint.ts'

t.test('a CSV has the columns of the schema in its order and ends with whose rows they are', async t => {
  const { get } = await sharedService()
  const answer = await get('/v1/published-counts.csv?source=unhcr-asylum-decisions')
  t.match(answer.headers['content-type'], 'text/csv; charset=utf-8')
  t.match(
    answer.headers['content-disposition'],
    'filename="published-counts-unhcr-asylum-decisions-2026-06-starter.csv"'
  )
  t.match(
    answer.headers.link,
    '</v1/sources/unhcr-asylum-decisions/releases/2026-06-starter>; rel="describedby"'
  )
  const [header = [], ...rows] = parse(answer.body) as string[][]
  t.same(header, Object.keys(PublishedCountSchema.properties))
  t.same(header.slice(-3), ['source', 'release', 'synthetic'])
  t.equal(answer.body.split('\r\n').length, rows.length + 2, 'lines end with CRLF')
  const counted = await get('/v1/published-counts?source=unhcr-asylum-decisions&count=exact&limit=1')
  t.equal(rows.length, counted.json().meta.total, 'every row, without being asked for pages')
  t.equal(new Set(rows.map(([id]) => id)).size, rows.length)
})

t.test('the file of an answer of very many releases has a name that can be stored', async t => {
  const made = (n: number) =>
    range(n).map(i => ({ source: `source-${i}`, release: `edition-of-${i}`, citation: '', about: {} }))
  const { app } = await oneEndpoint(t, async n => ({ data: rowsOf(1), releases: made(n) as never[] }))
  const nameOf = async (n: number) =>
    (await app.inject(`/v1/rows.csv?rows=${n}`)).headers['content-disposition']
  t.equal(
    await nameOf(2),
    'attachment; filename="rows-source-0-edition-of-0-source-1-edition-of-1-rows-2.csv"'
  )
  t.equal(await nameOf(12), 'attachment; filename="rows-12-releases-rows-12.csv"')
})

t.test('a table can be cut, thinned and written for a spreadsheet', async t => {
  const { get } = await sharedService()
  const url = '/v1/published-counts.csv?source=us-credible-fear'
  const page = await get(`${url}&limit=2&fields=value,nationality&bom=true&delimiter=semicolon`)
  t.match(page.body, /^\uFEFFnationality;value;source;release;synthetic\r\n/)
  t.equal(page.body.trim().split('\r\n').length, 3)
  t.match(
    page.headers.link,
    /^<\/v1\/published-counts\.csv\?.*cursor=[^>]+>; rel="next"/,
    'and says that there is more'
  )
  const lines = (await get('/v1/published-counts.ndjson?source=us-credible-fear&limit=3')).body
    .trim()
    .split('\n')
  t.same(
    lines.map(line => JSON.parse(line).source),
    Array(3).fill('us-credible-fear')
  )
  t.match((await get('/v1/published-counts?source=us-credible-fear&bom=true')).json(), {
    type: 'unsupported-combination',
    errors: [{ parameter: 'bom', code: 'unsupported-combination' }]
  })
})

t.test('text that a spreadsheet would run stays text', async t => {
  const facts = range(30).map(decision)
  const { get } = await service(t, {}, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first')
  )
  const rows = parse((await get('/v1/decisions.csv')).body, { columns: true }) as Record<string, string>[]
  t.same(Object.keys(rows[0] ?? {}), Object.keys(Decision.properties))
  t.equal(rows[0]?.source_code, "'=1+1")
  t.equal((await get('/v1/decisions')).json().data[0].source_code, '=1+1')
})

t.test('a failure in mid-stream cuts the connection instead of ending the file', async t => {
  const facts = range(12_000).map(decision)
  // Nothing is kept, so that each download reads its pages.
  const s = await service(t, { answerCacheMb: 0 }, (database, dataDir) =>
    importFacts(t, database, dataDir, facts, 'first')
  )
  await s.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = s.app.server.address() as AddressInfo
  const download = async (headers: Record<string, string>) => {
    const request = ask({ port, host: '127.0.0.1', path: '/v1/decisions.csv', headers })
    const [answer] = (await once(request, 'response')) as [IncomingMessage]
    const pieces: Buffer[] = []
    let failed = false
    try {
      for await (const piece of answer) pieces.push(piece as Buffer)
    } catch {
      failed = true
    }
    return { failed, complete: answer.complete, status: answer.statusCode, body: Buffer.concat(pieces) }
  }
  const whole = await download({})
  t.match({ failed: whole.failed, complete: whole.complete }, { failed: false, complete: true })
  t.equal(whole.body.toString().split('\r\n').length, 12_002)
  const packed = await download({ 'accept-encoding': 'gzip' })
  t.equal(gunzipSync(packed.body).toString(), whole.body.toString())

  const { pool } = s.database
  const { query } = pool
  for (const headers of [{}, { 'accept-encoding': 'gzip' }] as Record<string, string>[]) {
    let pages = 0
    pool.query = ((...args: unknown[]) => {
      // A page, and the question before each stretch, is a named statement; the release set asks for its pointer meanwhile.
      const { name } = args[0] as { name?: string }
      if (name && ++pages > 1) return Promise.reject(new Error('the connection was cut'))
      return (query as (...all: unknown[]) => unknown).apply(pool, args)
    }) as never
    const cut = await download(headers)
    // While the packed bytes are still held back, nothing is sent yet and it can be an ordinary error.
    const passesForTheWhole = cut.status === 200 && cut.complete && !cut.failed
    t.notOk(passesForTheWhole, JSON.stringify({ status: cut.status, complete: cut.complete }))
    if (!headers['accept-encoding'])
      t.match({ status: cut.status, failed: cut.failed }, { status: 200, failed: true })
  }
  pool.query = query
  t.equal((await download({})).complete, true, 'and the next one is whole again')
})
