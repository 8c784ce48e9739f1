import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../vocabulary/problem.ts'

const windowSeconds = 60

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Not counted against a client's limit: for health checks, which are requested all the time. */
    unlimited?: boolean
  }
}

/**
 * Limits requests by client address, and writes on every answer how many are left
 * (draft-ietf-httpapi-ratelimit-headers; the package itself only writes older header names).
 */
export const rateLimits = fp(async (app: FastifyInstance, { limit }: { limit: number | 'off' }) => {
  if (limit === 'off') return
  await app.register(rateLimit, { global: false, max: limit, timeWindow: windowSeconds * 1000 })
  const count = app.createRateLimit()
  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'OPTIONS' || request.routeOptions.config.unlimited) return
    const state = await count(request)
    if (state.isAllowed) return
    const resets = Math.max(1, state.ttlInSeconds)
    reply.header('ratelimit-policy', `"anon";q=${limit};w=${windowSeconds}`)
    reply.header('ratelimit', `"anon";r=${state.remaining};t=${resets}`)
    if (!state.isExceeded) return
    reply.header('retry-after', String(resets))
    throw new Problem(
      'rate-limited',
      `More than ${limit} requests in ${windowSeconds} seconds. Ask again in ${resets} seconds; one request for a whole table (format=csv) costs as much as one for a page.`
    )
  })
})
