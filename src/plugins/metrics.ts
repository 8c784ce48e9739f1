import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Counter, Histogram, Registry } from 'prom-client'
import { Type } from 'typebox'
import type { AppDeps } from '../http/deps.ts'
import { problemTypes } from '../vocabulary/problem.ts'
import { addGauges } from './metrics-gauges.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts the answer to a request that no route has seen, by milliseconds; absent where there are no metrics. */
    countAnswered?(route: string, status: number, elapsed: number): void
  }
}

/** Seconds: from a kept answer to the longest that a statistic may take. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * /metrics in the text format of Prometheus, where METRICS=on; elsewhere there is no such path. It is outside the contract.
 * Labels are routes, classes of status and names of releases: nothing of a client, and nothing of what was asked.
 */
export const metrics = fp(async (app: FastifyInstance, deps: AppDeps) => {
  if (!deps.settings.metrics) return
  const registry = new Registry()
  const seconds = new Histogram({
    name: 'asylum_outcomes_request_duration_seconds',
    help: 'Seconds from the arrival of a request to the end of its answer, by route and class of status.',
    labelNames: ['route', 'status'],
    buckets,
    registers: [registry]
  })
  const refusals = new Counter({
    name: 'asylum_outcomes_refusals_total',
    help: 'Requests that were refused, by the type of the problem.',
    labelNames: ['type'],
    registers: [registry]
  })
  for (const type of Object.keys(problemTypes)) refusals.inc({ type }, 0)
  const stop = addGauges(registry, {
    answers: () => app.answers.figures(),
    queue: () => deps.snapshots.queued?.() ?? [],
    releases: () => deps.snapshots.current().releases,
    answerers: () => app.answerers?.figures(),
    pool: deps.database.pool
  })
  app.addHook('onClose', async () => stop())

  const count = (route: string, status: number, elapsed: number) =>
    seconds.observe({ route, status: `${Math.floor(status / 100)}xx` }, elapsed / 1000)
  app.decorate('countAnswered', count)
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    count(route, reply.statusCode, reply.elapsedTime)
    if (request.refused_as && !request.routeOptions.config.is_probe)
      refusals.inc({ type: request.refused_as })
    done()
  })

  app.get(
    '/metrics',
    {
      config: { unlimited: true },
      schema: { hide: true, querystring: Type.Object({}, { additionalProperties: false }) }
    },
    async (_request, reply) =>
      reply
        .headers({ 'cache-control': 'no-store', 'content-type': registry.contentType })
        .send(await registry.metrics())
  )
})
