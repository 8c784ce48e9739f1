import type { FastifyInstance, FastifyRequest } from 'fastify'
import { asPage } from '../../http/clients/page-request.ts'
import type { AppDeps } from '../../http/deps.ts'
import { largestPageSize } from '../../vocabulary/page-size.ts'
import { type Ask, makeAsk, orRefused } from '../asking/ask.ts'
import { Refused } from '../asking/refused.ts'
import { escaped } from '../shell/escaped.ts'
import { originOf } from './page-address.ts'

/** Addresses of a sitemap at most, by its protocol (sitemaps.org). */
const mostAddresses = 50_000

/** /robots.txt and /sitemap.xml: which pages there are for search engines. Single cases are in neither. */
export function forMachines(app: FastifyInstance, { settings }: Pick<AppDeps, 'settings'>): void {
  const origin = (request: FastifyRequest) => originOf(request, settings.publicUrl)
  const hidden = { schema: { hide: true } }
  app.get('/robots.txt', hidden, (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(`User-agent: *\nDisallow: /cases/\nDisallow: /search\nSitemap: ${origin(request)}/sitemap.xml\n`)
  )
  app.get('/sitemap.xml', hidden, async (request, reply) => {
    const paths = await asPage(app, request, headers => pathsOf(makeAsk(app, headers, 'en')))
    const lines = paths
      .slice(0, mostAddresses)
      .map(path => `<url><loc>${escaped(origin(request) + path)}</loc></url>`)
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(
        `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</urlset>\n`
      )
  })
}

/** Pages without filters: those that are always there, and those of sources, stages and destinations with figures. */
async function pathsOf(ask: Ask): Promise<string[]> {
  const [sources, stages, destinations] = await Promise.all([
    ask.json('/v1/sources'),
    ask.json('/v1/decision-stages'),
    orRefused(ask.json('/v1/countries-of-return', { limit: largestPageSize }))
  ])
  const codes =
    destinations instanceof Refused ? [] : destinations.data.map(({ country_of_return }) => country_of_return)
  return [
    ...['/', '/explore', '/returns', '/nationalities', '/stages', '/sources', '/changes', '/about'],
    ...sources.data.map(({ source }) => `/sources/${source}`),
    ...stages.data.map(({ decision_stage }) => `/stages/${decision_stage}`),
    ...codes.flatMap(code => [`/returns/${code}`, `/nationalities/${code}`])
  ]
}
