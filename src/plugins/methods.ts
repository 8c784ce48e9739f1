import { METHODS } from 'node:http'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

const allowed = ['GET', 'HEAD', 'OPTIONS']
/** Every other method that Node's parser reads, but CONNECT, which names a host and no path. */
const refused = METHODS.filter(method => !allowed.includes(method) && method !== 'CONNECT')

/** Headers that a script in a browser may send: preconditions, and what tracing and proxies of clients add. */
const readableHeaders = [
  ...['Accept', 'Accept-Language', 'Authorization', 'Range', 'traceparent', 'tracestate', 'baggage'],
  ...['If-Match', 'If-None-Match', 'If-Modified-Since', 'If-Unmodified-Since', 'If-Range']
].join(', ')

/**
 * Adds to every GET route an OPTIONS answer, and 405 with `Allow` for all other methods (Fastify would answer 404).
 * Register it before the routes.
 */
export const methods = fp(async (app: FastifyInstance) => {
  for (const method of refused)
    if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true })
  app.addHook('onRoute', ({ method, url }) => {
    if (method !== 'GET' || url === '*') return
    app.route({
      method: 'OPTIONS',
      url,
      schema: { hide: true },
      handler: (_request, reply) =>
        reply
          .code(204)
          .headers({
            allow: allowed.join(', '),
            'access-control-allow-methods': allowed.join(', '),
            'access-control-allow-headers': readableHeaders,
            'access-control-max-age': '86400'
          })
          .send()
    })
    app.route({
      method: refused,
      url,
      schema: { hide: true },
      // Before the body is parsed, so that its content type does not matter.
      onRequest: (request, reply, done) => {
        reply.header('allow', allowed.join(', '))
        done(new Problem('method-not-allowed', said('read_only', { method: request.method })))
      },
      handler: () => {}
    })
  })
})
