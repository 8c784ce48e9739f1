import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { hasBody, hostsOf } from '../http/clients/own-request.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

/** What every request must keep, whatever it asks for. */
export const connections = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', (request, reply, done) => {
    // Nothing here takes a body, so none is waited for: one that drips would hold its connection open.
    if (hasBody(request)) reply.header('connection', 'close')
    done(refusalOfHosts(request))
  })
})

/**
 * The refusal of an HTTP/1.1 request without `Host`, and of any request with more than one (RFC 9112 §3.2): a proxy and
 * this service could otherwise read different ones.
 */
function refusalOfHosts({ raw }: FastifyRequest): Problem | undefined {
  const hosts = hostsOf(raw)
  if (hosts === 1 || (hosts === 0 && raw.httpVersion === '1.0')) return undefined
  return new Problem('invalid-parameter', said(hosts === 0 ? 'no_host' : 'several_hosts'))
}
