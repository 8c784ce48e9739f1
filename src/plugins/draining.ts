import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered as usual while the node waits to stop. */
    is_answered_to_the_end?: boolean
  }
}

/** Seconds after which somebody whom no balancer carried over asks again. */
const ask_again = '1'

/**
 * Answers 503 with `Connection: close` once the node is told to stop, while it still listens: a proxy in front then asks
 * another node, and keeps no connection. What is under way is answered, and its connection ends with it.
 */
export const draining = fp(
  async (app: FastifyInstance, { leaving }: { leaving?: AbortSignal | undefined }) => {
    if (leaving === undefined) return

    app.addHook('onRequest', (request, reply, done) => {
      // What a page asks inside the process belongs to the page, which is under way.
      if (!leaving.aborted || request.page || request.routeOptions.config.is_answered_to_the_end)
        return done()
      reply.header('retry-after', ask_again)
      done(new Problem('overloaded', said('stopping')))
    })

    app.addHook('onSend', (_request, reply, _payload, done) => {
      if (leaving.aborted) reply.header('connection', 'close')
      done()
    })
  }
)
