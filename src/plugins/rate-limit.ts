import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { makePoints, type Points, type Used } from '../http/clients/points.ts'
import type { Quota } from '../http/clients/quota.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'
import { clientOf } from './client.ts'

const windowSeconds = 60

/**
 * Limits what clients ask, and writes on every answer how much is left (draft-ietf-httpapi-ratelimit-headers). A
 * request costs one point and what it is charged besides; a 304 that is told without a query costs nothing, also where
 * nothing is left.
 */
export const rateLimits = fp(async (app: FastifyInstance, { limit }: { limit: number | 'off' }) => {
  app.decorateRequest('quota')
  if (limit === 'off') return
  const points = makePoints(windowSeconds * 1000)

  app.addHook('onRequest', (request, reply, done) => {
    // A page's questions are paid for by the page.
    if (request.method === 'OPTIONS' || request.routeOptions.config.unlimited || request.page) return done()
    request.quota = { further: 0, charged: 0 }
    const used = points.add(clientOf(request.ip), 1)
    if (used.points <= limit) return done()
    const seconds = secondsOf(used)
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
      const used = settled(points, request.ip, request.quota)
      if (reply.statusCode !== 429 && reply.statusCode !== 503) reply.removeHeader('retry-after')
      reply.header('ratelimit-policy', `"anon";q=${limit};w=${windowSeconds}`)
      reply.header('ratelimit', `"anon";r=${Math.max(0, limit - used.points)};t=${secondsOf(used)}`)
    }
    done()
  })

  // A long answer costs more while it is sent.
  app.addHook('onResponse', ({ quota, ip }, _reply, done) => {
    if (quota && quota.further > 0) settled(points, ip, { ...quota, is_free: false })
    done()
  })
})

/** Takes what a request cost, and gives what its client has used. */
function settled(points: Points, address: string | undefined, quota: Quota): Used {
  const { is_free, further } = quota
  quota.further = 0
  return points.add(clientOf(address), is_free ? -1 : further)
}

const secondsOf = ({ ends_in }: Used): number => Math.max(1, Math.ceil(ends_in / 1000))
