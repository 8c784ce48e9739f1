import t from 'tap'
import { sharedService } from '../service.ts'
import { everyPage } from './every-page.ts'
import { unescaped } from './read-page.ts'

/** All that a page leads to or shows, within the service. */
function addressesIn(html: string): string[] {
  const found = [...html.matchAll(/ (?:href|src|srcset|action)="([^"]*)"/g)].map(([, value = '']) =>
    unescaped(value)
  )
  return found
    .map(address => address.replace(/^http:\/\/localhost:80(?=\/)/, ''))
    .filter(address => address.startsWith('/'))
}

t.test('all that the pages lead to is there', { timeout: 900_000 }, async t => {
  const { get } = await sharedService()
  const browser = { accept: 'text/html,application/xhtml+xml,image/avif,*/*;q=0.8' }
  const from = new Map<string, string>()
  // The others are written by the same code in each language.
  for (const [at, { path }] of everyPage.entries())
    for (const lang of at % 6 === 0 ? ['en', 'es', 'fr'] : ['en']) {
      const own = lang === 'en' ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`
      const { body } = await get(own, browser)
      for (const address of addressesIn(body)) if (!from.has(address)) from.set(address, own)
    }
  t.ok(from.size > 200, `${from.size} addresses`)
  const known = new Map(everyPage.map(({ path, status = 200 }) => [path, status]))
  const astray: string[] = []
  for (const [address, page] of from) {
    const { statusCode, body } = await get(address, browser)
    // What a change touches is told by what the release holds, and can refuse (docs/rules/changes.md §3).
    if (statusCode === 400 && page.startsWith('/changes') && address.startsWith('/v1/statistics/')) continue
    // The same question about something else: where nothing that is loaded tells it, its page says who would.
    if (statusCode === 400 && body.includes('id="would-tell"')) continue
    // The page itself, in another language, may be one of a slip or of a choice.
    const own = known.get(page.replace(/[?&]lang=\w+/, '')) ?? 200
    if (statusCode >= 400 && statusCode !== own) astray.push(`${statusCode} ${address} on ${page}`)
  }
  t.same(astray, [])
})
