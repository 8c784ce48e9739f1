import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../vocabulary/problem.ts'

const allowed = 'GET, HEAD, OPTIONS'
const refused = ['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']

/**
 * Adds to every GET route an OPTIONS answer, and 405 with `Allow` for all other methods (Fastify would answer 404).
 * Register it before the routes.
 */
export const methods = fp(async (app: FastifyInstance) => {
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
            allow: allowed,
            'access-control-allow-methods': allowed,
            'access-control-allow-headers': 'Accept, If-None-Match, If-Modified-Since',
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
        reply.header('allow', allowed)
        done(
          new Problem('method-not-allowed', `${request.method} is not possible here; this can be read only.`)
        )
      },
      handler: () => {}
    })
  })
})
