import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { pageBehind } from '../http/clients/page-request.ts'
import { askerOfPart, makeAsker } from '../snapshot/admission/asker.ts'
import { clientOf } from './client.ts'

/** Milliseconds of queries that the one point of a request pays for, and each further point. */
const msOfPoint = 250

/**
 * Says of each request, when it arrives, whose it is and by when its queries must be answered, and charges its client
 * for what they took. To be registered before the rate limit, which takes what is charged.
 */
export const admission = fp(
  async (app: FastifyInstance, { timeoutMs }: { timeoutMs?: number | undefined }) => {
    app.decorateRequest('asker')
    app.decorateRequest('page')
    app.decorate('pages_made', new Map())
    app.addHook('onRequest', (request, reply, done) => {
      request.page = pageBehind(request)
      if (request.page?.asker) {
        request.asker = askerOfPart(request.page.asker)
        return done()
      }
      const asker = makeAsker(clientOf(request.ip), timeoutMs)
      request.asker = asker
      // A request that waits behind another one on its connection hears of its end by `aborted` alone.
      for (const { raw, event } of [
        { raw: reply.raw, event: 'close' },
        { raw: request.raw, event: 'aborted' }
      ])
        raw.once(event, () => asker.leave())
      done()
    })
    app.addHook('onSend', (request, _reply, _payload, done) => {
      charge(request)
      done()
    })
    // What was read while the answer was sent.
    app.addHook('onResponse', (request, _reply, done) => {
      charge(request)
      done()
    })
  }
)

/** Adds the points for what the queries of a request took since the last time. */
function charge({ asker, quota }: FastifyRequest): void {
  if (!asker || !quota) return
  quota.further += Math.max(0, pointsOf(asker.spent) - quota.charged)
  quota.charged = pointsOf(asker.spent)
}

/** Points beside the one of each request: one for each 250 ms that were begun after the first. */
const pointsOf = (spent: number): number => Math.max(0, Math.ceil(spent / msOfPoint) - 1)
