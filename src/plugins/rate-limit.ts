import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { makeQuotas, type Quotas } from '../http/clients/quotas.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import { clientOf } from './client.ts'

const windowSeconds = 60

declare module 'fastify' {
  interface FastifyInstance {
    /** What clients have used; absent where there is no limit. */
    quotas?: Quotas
  }
}

/**
 * Limits what clients ask, and writes on every answer how much is left (draft-ietf-httpapi-ratelimit-headers). A
 * request costs one point and what it is charged besides; a 304 that is told without a query costs nothing, also where
 * nothing is left.
 */
export const rateLimits = fp(async (app: FastifyInstance, { limit }: { limit: number | 'off' }) => {
  app.decorateRequest('quota')
  if (limit === 'off') return
  const quotas = makeQuotas(limit, windowSeconds)
  app.decorate('quotas', quotas)

  app.addHook('onRequest', (request, reply, done) => {
    // A page's questions are paid for by the page.
    if (request.method === 'OPTIONS' || request.routeOptions.config.unlimited || request.page) return done()
    request.quota = { further: 0, charged: 0 }
    const used = quotas.begin(clientOf(request.ip))
    if (used.points <= limit) return done()
    const seconds = quotas.secondsOf(used)
    const refusal = new Problem(
      'rate-limited',
      said('rate_limited', { limit, window: windowSeconds, resets: seconds })
    )
    reply.header('retry-after', String(seconds))
    if (request.headers['if-none-match'] === undefined) return done(refusal)
    request.quota.refusal = refusal
    done()
  })

  app.addHook('preHandler', ({ quota, routeOptions }, _reply, done) => {
    done(quota?.refusal && !routeOptions.config.tells_fresh ? quota.refusal : undefined)
  })

  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.quota) {
      const used = quotas.settle(clientOf(request.ip), request.quota)
      if (reply.statusCode !== 429 && reply.statusCode !== 503) reply.removeHeader('retry-after')
      reply.header('ratelimit-policy', quotas.policy)
      reply.header('ratelimit', quotas.left(used))
    }
    done()
  })

  // A long answer costs more while it is sent.
  app.addHook('onResponse', ({ quota, ip }, _reply, done) => {
    if (quota && quota.further > 0) quotas.settle(clientOf(ip), { ...quota, is_free: false })
    done()
  })
})
