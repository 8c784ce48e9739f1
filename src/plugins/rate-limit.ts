import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
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
  const points = new RateLimiterMemory({ points: limit, duration: windowSeconds })

  app.addHook('onRequest', async (request, reply) => {
    if (request.method === 'OPTIONS' || request.routeOptions.config.unlimited) return
    request.quota = { further: 0, charged: 0 }
    const left = await taken(points.consume(clientOf(request.ip)))
    if (left.consumedPoints <= limit) return
    const seconds = secondsOf(left)
    const refusal = new Problem(
      'rate-limited',
      said('rate_limited', { limit, window: windowSeconds, resets: seconds })
    )
    reply.header('retry-after', String(seconds))
    if (request.headers['if-none-match'] === undefined) throw refusal
    request.quota.refusal = refusal
  })

  app.addHook('preHandler', async ({ quota, routeOptions }) => {
    if (quota?.refusal && !routeOptions.config.tells_fresh) throw quota.refusal
  })

  app.addHook('onSend', async (request, reply) => {
    if (!request.quota) return
    const left = await settled(points, request.ip, request.quota)
    if (!left) return
    if (reply.statusCode !== 429 && reply.statusCode !== 503) reply.removeHeader('retry-after')
    reply.header('ratelimit-policy', `"anon";q=${limit};w=${windowSeconds}`)
    reply.header('ratelimit', `"anon";r=${left.remainingPoints};t=${secondsOf(left)}`)
  })

  // A long answer costs more while it is sent.
  app.addHook('onResponse', async ({ quota, ip }) => {
    if (quota && quota.further > 0) await settled(points, ip, { ...quota, is_free: false })
  })
})

/** Takes what a request cost, and gives what its client has left. */
function settled(points: RateLimiterMemory, address: string, quota: Quota): Promise<RateLimiterRes | null> {
  const client = clientOf(address)
  const { is_free, further } = quota
  quota.further = 0
  if (is_free) return points.reward(client, 1)
  return further > 0 ? points.penalty(client, further) : points.get(client)
}

const secondsOf = ({ msBeforeNext }: RateLimiterRes): number => Math.max(1, Math.ceil(msBeforeNext / 1000))

/** What is left after a request was counted. The package rejects with it where that is nothing. */
async function taken(counted: Promise<RateLimiterRes>): Promise<RateLimiterRes> {
  try {
    return await counted
  } catch (exceeded) {
    if (exceeded instanceof RateLimiterRes) return exceeded
    throw exceeded
  }
}
