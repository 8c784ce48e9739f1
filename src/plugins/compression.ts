import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * br and gzip for all responses except answers of endpoints, which answer-delivery.ts compresses (`compress: false`).
 * Weak ETags stay valid for every encoding; `Vary` is written once, on small responses too.
 */
export const compression = fp(async (app: FastifyInstance) => {
  await app.register(compress, { global: true, encodings: ['br', 'gzip'], threshold: 1024 })
  // Runs after the package's own hook, which would add a second accept-encoding to `Vary`.
  app.addHook('onRoute', route => {
    if ((route.method !== 'GET' && route.method !== 'HEAD') || route.compress === false) return
    const hooks = [route.onSend ?? []].flat()
    route.onSend = [
      ...hooks,
      async (_request, reply, payload) => {
        if (reply.hasHeader('vary')) reply.header('vary', 'Accept-Encoding')
        return payload
      }
    ]
  })
})
