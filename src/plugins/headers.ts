import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { exposedHeaders } from '../http/exposed-headers.ts'

const fixed = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'cross-origin'
}

/**
 * CORS for all origins, on errors too, and headers that stop browsers from treating an answer as a page. They are four
 * and fixed, so no plugin sets them: its defaults (HSTS, same-origin resources) are for pages, and TLS ends elsewhere.
 */
export const headers = fp(async (app: FastifyInstance) => {
  // Preflights are answered by the OPTIONS route of each path (methods.ts), which knows what is allowed.
  await app.register(cors, { origin: '*', exposedHeaders, preflight: false })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(fixed)
    done()
  })
})
