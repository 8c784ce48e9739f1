import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../vocabulary/problem.ts'

/**
 * Refuses an HTTP/1.1 request without `Host`, and any request with more than one (RFC 9112 §3.2): a proxy and this
 * service could otherwise read different ones.
 */
export const host = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', async ({ raw }) => {
    const hosts = raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length
    if (hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0')) return
    throw new Problem(
      'invalid-parameter',
      hosts === 0 ? 'The request has no Host header.' : 'The request has more than one Host header.'
    )
  })
})
