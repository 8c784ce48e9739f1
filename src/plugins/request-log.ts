import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What is asked here says which case, or whose: its query and its path's values are never logged. */
    is_private?: boolean
    /** A supervisor asks for the state of the service here: 503 is an answer, and no refusal of an overloaded service. */
    is_probe?: boolean
  }
  interface FastifyInstance {
    /** Logs the answer to a request that no route has seen. */
    tellAnswered(answered: Answered): void
  }
  interface FastifyRequest {
    /** The error behind a 5xx answer. */
    failure?: Error
  }
}

/** What is logged of a request that was answered. */
interface Answered {
  reqId: string
  method: string | undefined
  asked: LoggedRequest
  status: number
  /** Milliseconds from its arrival to the end of its answer. */
  elapsed: number
}

/**
 * Logs at most one line a request, when it was answered: no address of a client, and nothing of the query where it
 * could say which case was looked up (SECURITY.md). Refusals of an overloaded service are counted, and told once a
 * second.
 */
export const requestLog = fp(async (app: FastifyInstance) => {
  app.decorateRequest('failure')
  let refused = 0
  const tell = () => {
    if (refused > 0) app.log.warn({ refused }, 'overloaded')
    refused = 0
  }
  const every_second = setInterval(tell, 1000).unref()
  app.addHook('onClose', async () => {
    clearInterval(every_second)
    tell()
  })

  app.decorate('tellAnswered', ({ reqId, method, asked, status, elapsed }: Answered) =>
    app.log.info({ reqId, method, ...asked, status, ms: rounded(elapsed) }, 'answered')
  )

  app.addHook('onResponse', (request, reply, done) => {
    // What a page asked is told with the page.
    if (!request.page) tellOf(request, reply)
    done()
  })

  function tellOf(request: FastifyRequest, reply: FastifyReply): void {
    const { statusCode: status } = reply
    if (status === 503) {
      if (!request.routeOptions.config.is_probe) refused++
      return
    }
    const { method } = request
    const said = { method, ...loggedOf(request), status, ms: rounded(reply.elapsedTime) }
    if (status >= 500) request.log.error({ ...said, err: request.failure }, 'failed')
    else request.log.info(said, 'answered')
  }
})

const rounded = (ms: number): number => Math.round(ms * 10) / 10

/** What may be told of a request: the route and, where it says nothing of a case, the query. */
export interface LoggedRequest {
  route: string
  query?: string
}

export function loggedOf({ originalUrl, routeOptions, is404 }: FastifyRequest): LoggedRequest {
  if (is404) return { route: 'none' }
  const { url = 'none', config } = routeOptions
  const query = originalUrl.split('?')[1]
  return { route: url, ...(query === undefined || config.is_private ? {} : { query }) }
}
