import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { readInput } from '../../../../src/commands/command.ts'
import { ways } from '../../../../src/commands/fetch/ways.ts'
import { fetchCommand, runFetch } from '../../../../src/commands/fetch.ts'
import { readConfig } from '../../../../src/config.ts'
import { database } from '../../../helper.ts'
import { type Handler, localServer, says, testWeb } from '../server.ts'

const page_size = 10
const countries = ['AFG', 'DZA', 'RUS', 'SYR', 'TIB', 'XXA', 'VEN']

/** Made-up items in the API's own shape: zero is the text "0", and names carry blanks. */
const items = Array.from({ length: 37 }, (_, n) => ({
  ...{ year: 2000 + (n % 26), coo_id: n, coo_name: 'Unknown ', coo: 'AUS', coo_iso: countries[n % 7] },
  ...{ coa_id: 11, coa_name: 'Austria', coa: 'AUS', coa_iso: 'AUT', procedure_type: 'G', dec_level: 'FI' },
  ...{
    dec_pc: 'P',
    dec_recognized: 10 + n,
    dec_other: '0',
    dec_rejected: 20,
    dec_closed: '0',
    dec_total: 30 + n
  }
}))
const json = { 'content-type': 'application/json' }

interface Answer {
  page: number
  maxPages: number
  items: Record<string, unknown>[]
}

/** The API as it is, silent about what it does not understand; a test spoils single answers. */
const api =
  (spoil: (answer: Answer, page: number) => unknown = answer => answer): Handler =>
  (request, response) => {
    const asked = new URL(request.url ?? '', 'http://localhost').searchParams
    const page = Number(asked.get('page') ?? 1)
    const isBounded = asked.has('yearFrom') && asked.has('yearTo')
    const byCountry = asked.get('coo_all') === 'true' && asked.get('coa_all') === 'true'
    const iso = asked.get('cf_type') === 'ISO'
    const rows = items
      .filter(
        ({ year }) =>
          isBounded && year >= Number(asked.get('yearFrom')) && year <= Number(asked.get('yearTo'))
      )
      .map(item => (byCountry ? item : { ...item, coo_iso: '-', coa_iso: '-' }))
      .map(item => (iso ? item : { ...item, coa_iso: 'AUS' }))
    const answer = {
      ...{ page, 'short-url': 'XXXXXX', maxPages: Math.ceil(rows.length / page_size), total: [] },
      items: rows.slice((page - 1) * page_size, page * page_size)
    }
    const body = spoil(answer, page)
    response.writeHead(200, json).end(typeof body === 'string' ? body : JSON.stringify(body))
  }

async function walk(t: Test, handler: Handler) {
  const server = await localServer(t, handler)
  const web = testWeb()
  const folder = t.testdir({})
  const offers = await ways['unhcr-asylum-decisions'].offers(web, {
    api: `${server.base}/population/v1/asylum-decisions/`
  })
  const got = () => offers[0]?.fetch(web, folder, () => {})
  return { server, web, folder, got }
}

t.test('a walk saves each page as it was sent, at a polite pace', async t => {
  const { web, folder, got, server } = await walk(t, api())
  const brought = await got()
  t.equal(brought?.paths.length, 4)
  t.equal(brought?.retrieved_on, '2026-09-03')
  t.strictSame(web.waited, [1_000, 1_000, 1_000])
  const saved = readdirSync(path.join(folder, 'asylum-decisions')).map(
    name => JSON.parse(readFileSync(path.join(folder, 'asylum-decisions', name), 'utf8')) as Answer
  )
  t.strictSame(
    saved.flatMap(page => page.items),
    items
  )
  const asked = new URL(server.asked[0]?.url ?? '', server.base).searchParams
  t.match(Object.fromEntries(asked), { cf_type: 'ISO', yearFrom: '2000', yearTo: '2026', page: '1' })
})

t.test('what is no whole walk is refused, with the reason', async t => {
  const spoiled: [words: RegExp, spoil: (answer: Answer, page: number) => unknown][] = [
    [/Page 3 .* is empty, as if that were an answer/, (a, page) => (page === 3 ? { ...a, items: [] } : a)],
    [/Page 1 .* is empty/, a => ({ ...a, maxPages: 0, items: [] })],
    [
      /Page 2 of 4 .* has 9 rows, and the first 10/,
      (a, page) => (page === 2 ? { ...a, items: a.items.slice(1) } : a)
    ],
    [
      /had 4 pages when the walk began, and 5 at page 2/,
      (a, page) => (page === 2 ? { ...a, maxPages: 5 } : a)
    ],
    [/Page 2 .* calls itself page 1/, a => ({ ...a, page: 1 })],
    [/sums of countries/, a => ({ ...a, items: a.items.map(item => ({ ...item, coo_iso: '-' })) })],
    [/says that there are 501 pages/, a => ({ ...a, maxPages: 501 })],
    [/gave an HTML page instead/, (a, page) => (page === 2 ? '<html>Service Unavailable</html>' : a)],
    [/gave something else/, (a, page) => (page === 2 ? JSON.stringify(a).slice(0, 80) : a)]
  ]
  for (const [words, spoil] of spoiled) {
    const { got } = await walk(t, api(spoil))
    await t.rejects(got() as Promise<unknown>, { name: 'NotGiven', message: words })
  }
  const { got } = await walk(t, says(404, '<html>', { 'content-type': 'text/html' }))
  await t.rejects(got() as Promise<unknown>, { name: 'NotGiven', message: /HTTP 404/ })
})

t.test('a page that fails is asked for again', async t => {
  let failures = 3
  const good = api()
  const { got, server } = await walk(t, (request, response) => {
    if (failures-- <= 0) return good(request, response)
    if (failures === 1) return response.writeHead(502).end()
    response.writeHead(200, { 'content-length': 5_000 })
    response.write('{"page":1,', () => response.destroy())
  })
  t.equal((await got())?.paths.length, 4)
  t.equal(server.asked.length, 7)
})

t.test('all pages are imported together, and the same walk again is no new release', async t => {
  const server = await localServer(t, api())
  const db = await database(t)
  const config = readConfig({ DATABASE_URL: db.url, DATA_DIR: t.testdir({}) })
  const run = async () => {
    let out = ''
    const terminal = {
      out: (text: string) => {
        out += text
      },
      tell: () => {},
      isScreen: false
    }
    const input = readInput('fetch', fetchCommand, ['unhcr-asylum-decisions'])
    const code = await runFetch(input, config, terminal, { ...testWeb(), urls: { api: `${server.base}/` } })
    return { code, out }
  }
  const { code, out } = await run()
  t.equal(code, 0)
  t.match(out, /the publisher does not say when it changed/)
  t.match(out, /^rows +37 read = 37 loaded \+ 0 rejected \+ 0 excluded$/m)
  const { rows } = await db.pool.query(
    `select sum(value)::int as persons from published_counts where outcome = 'refugee_status_granted'`
  )
  // 37 × 10 + (0 + 1 + … + 36)
  t.strictSame(rows, [{ persons: 37 * 10 + (36 * 37) / 2 }])
  t.match((await run()).out, /unchanged: these bytes are published already/)
})
