import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { service } from '../service.ts'

const browser = { accept: 'text/html,application/xhtml+xml,image/avif;q=0.8,*/*;q=0.5' }

t.test('a page is kept like an answer, and a client that has it is told so', async t => {
  const { get } = await service(t)
  const first = await get('/', browser)
  t.equal(first.statusCode, 200)
  t.match(first.headers, {
    'content-type': 'text/html; charset=utf-8',
    'content-language': 'en',
    vary: 'Accept-Encoding'
  })
  const tag = String(first.headers.etag)
  t.equal((await get('/', browser)).headers.etag, tag)
  const again = await get('/', { 'if-none-match': tag })
  t.same([again.statusCode, again.body], [304, ''])
  t.not((await get('/?lang=es')).headers.etag, tag)
  t.equal((await get('/', { 'accept-encoding': 'br' })).headers['content-encoding'], 'br')
})

t.test(
  'without PUBLIC_URL the addresses of a page are those that its client uses, whatever others called it',
  async t => {
    const { get } = await service(t)
    const of = async (host: string) =>
      (await get('/', { host })).body.match(/rel="canonical" href="([^"]*)"/)?.[1]
    t.same(
      [await of('a.example'), await of('b.example:8080')],
      ['http://a.example/', 'http://b.example:8080/']
    )
    const named = await service(t, { publicUrl: 'https://asylum.example' })
    t.match(
      (await named.get('/', { host: 'c.example' })).body,
      'rel="canonical" href="https://asylum.example/"'
    )
  }
)

t.test('a page and all that it asks count as one request of its client', async t => {
  const { get } = await service(t, { rateLimit: 5, answerCacheMb: 0 })
  const left = async () => String((await get('/about', browser)).headers.ratelimit)
  t.match([await left(), await left()], [/r=4;/, /r=3;/])
  await left()
  await left()
  await left()
  const refused = await get('/about', browser)
  t.equal(refused.statusCode, 429)
  t.match(refused.headers, {
    'content-type': /^text\/html/,
    'retry-after': /^\d+$/,
    'cache-control': 'no-store'
  })
  const claimed = await get('/v1', { 'x-asked-by-page': 'anything' })
  t.equal(claimed.statusCode, 429, 'nobody else can claim to be a page')
})

t.test('one line of log tells of a page, and none of what it asked', async t => {
  const { database, snapshots } = await service(t)
  const lines: string[] = []
  const app = await buildApp({
    ...{ database, snapshots, build: 'test' },
    settings: { rateLimit: 'off', logLevel: 'info', answerCacheMb: 0 },
    logStream: { write: line => lines.push(line) }
  })
  await app.inject('/?lang=fr')
  await app.close()
  t.match(
    lines.map(line => JSON.parse(line)),
    [{ route: '/', query: 'lang=fr', status: 200 }]
  )
})

t.test('what is not there is a page for people and a problem for programs', async t => {
  const { get } = await service(t)
  const page = await get('/nothing', browser)
  t.same([page.statusCode, page.headers['content-type']], [404, 'text/html; charset=utf-8'])
  for (const url of ['/nothing', '/v1/nothing']) {
    const problem = await get(url, url === '/nothing' ? {} : browser)
    t.same(
      [problem.statusCode, problem.headers['content-type']],
      [404, 'application/problem+json; charset=utf-8']
    )
  }
})

t.test('a language that there is not is refused with those that there are', async t => {
  const { get } = await service(t)
  const page = await get('/?lang=fra', browser)
  t.equal(page.statusCode, 400)
  t.match(page.body, 'href="/?lang=fr"')
})

t.test('the files of pages are kept for good, at addresses that hold their hash', async t => {
  const { get } = await service(t)
  const { body, headers } = await get('/')
  t.notMatch(headers['content-security-policy'], /unsafe/)
  const addresses = [...body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address = '']) => address)
  t.ok(addresses.length >= 3, 'style, script and icon')
  for (const address of addresses) {
    const file = await get(address)
    t.equal(file.statusCode, 200, address)
    t.match(file.headers['cache-control'], 'immutable')
  }
})

t.test('search engines are told of pages that are there, and of no case', async t => {
  const { get } = await service(t, { publicUrl: 'https://asylum.example' })
  const robots = await get('/robots.txt')
  t.match(robots.body, 'Disallow: /cases/')
  t.match(robots.body, 'Sitemap: https://asylum.example/sitemap.xml')
  const { body, headers } = await get('/sitemap.xml')
  t.match(headers['content-type'], 'application/xml')
  const paths = [...body.matchAll(/<loc>https:\/\/asylum\.example([^<]*)<\/loc>/g)].map(
    ([, path = '']) => path
  )
  t.ok(paths.includes('/returns/RUS') && paths.includes('/stages/screening'))
  t.notOk(paths.some(path => path.startsWith('/cases')))
})
