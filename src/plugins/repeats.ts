import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import { megabyte } from '../http/caching/answer-cache.ts'
import { hasKept } from '../http/caching/caching.ts'
import { makeRepeats, type SentBy, spellingOf } from '../http/caching/repeats.ts'
import { addressesBehind } from '../http/clients/addresses.ts'
import { readPlain } from '../http/clients/own-request.ts'
import type { AppDeps } from '../http/deps.ts'
import { requestId } from '../http/refusals.ts'
import { clientOf } from './client.ts'
import { type LoggedRequest, loggedOf } from './request-log.ts'

/** The part of the answer cache's size that requests may take beside it, by which its answers are known. */
const part = 1 / 16
/** Headers that are a client's own, and are written anew. */
const ofClient: ReadonlySet<string> = new Set(['ratelimit-policy', 'ratelimit'])
/** Bytes up to which a copy that goes out in one piece with its head costs less than two pieces. */
const inOnePiece = 16_384

/**
 * Sends a kept answer again before Fastify sees the request, where a route has sent it to a request that said the same. The
 * quota is counted, the answer is logged and counted, and its headers are those that the route sent. Whatever is not as usual,
 * a quota that is used up too, goes to Fastify. `inject` goes there always, and so does the second server that Fastify
 * opens for the other address of `localhost`.
 */
export const repeats = fp(async (app: FastifyInstance, { settings, snapshots, leaving }: AppDeps) => {
  app.decorateRequest('repeated')
  if (settings.answerCacheMb === 0) return
  const known = makeRepeats<LoggedRequest>(app.answers, settings.answerCacheMb * megabyte * part)
  const addresses = addressesBehind(settings.trustedProxies)
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  const isLeaving = () => isClosing || leaving?.aborted === true

  app.addHook('onResponse', (request, reply, done) => {
    const { repeated, raw, originalUrl } = request
    const chosen = repeated && !isLeaving() && originalUrl.startsWith('/') ? readPlain(raw) : undefined
    // Most answers are no repeats, and their headers are not looked at.
    const headers = chosen && headersOf(reply)
    if (repeated && chosen && headers) {
      const spelling = spellingOf(originalUrl, chosen, addresses.isByProxy(raw))
      const { key, kept, status } = repeated
      known.learn(spelling, key, kept, {
        ...{ asked: loggedOf(request), way: wayOf(raw, status), headers }
      })
    }
    done()
  })

  /** Answers a request where it is a repeat, and returns whether it was one. */
  function answered(request: IncomingMessage, response: ServerResponse): boolean {
    const arrived = performance.now()
    const chosen = isLeaving() ? undefined : readPlain(request)
    if (!chosen) return false
    const spelling = spellingOf(request.url ?? '', chosen, addresses.isByProxy(request))
    const repeat = known.find(spelling, snapshots.current())
    if (!repeat) return false
    const { kept, format, asked } = repeat
    const status = hasKept({ headers: chosen }, kept, format) ? 304 : 200
    const headers = repeat.headers[wayOf(request, status)]
    const quota = headers && quotaFor(clientOf(addresses.of(request)), status === 304)
    if (!quota) return false
    app.answers.counted()
    response.writeHead(status, [...headers, ...quota])
    if (status === 304 || request.method === 'HEAD') response.end()
    else if (kept.bytes.length > inOnePiece) response.end(kept.bytes)
    else response.end(kept.bytes.toString('latin1'), 'latin1')
    const tell = () => {
      const elapsed = performance.now() - arrived
      app.tellAnswered({ reqId: requestId(), method: request.method, asked, status, elapsed })
      app.countAnswered?.(asked.route, status, elapsed)
    }
    if (isTaken(response)) tell()
    else response.on('finish', tell)
    return true
  }

  /** Counts the request, and gives the headers that tell so. Undefined, and not counted, where nothing is left. */
  function quotaFor(client: string, is_free: boolean): string[] | undefined {
    const { quotas } = app
    if (!quotas) return []
    const used = quotas.begin(client)
    const isLeft = used.points <= quotas.limit
    const now = isLeft && !is_free ? used : quotas.settle(client, { is_free: true, further: 0 })
    return isLeft ? ['ratelimit-policy', quotas.policy, 'ratelimit', quotas.left(now)] : undefined
  }

  const usual = app.server.listeners('request') as Listener[]
  app.server.removeAllListeners('request')
  app.server.on('request', (request, response) => {
    if (!answered(request, response))
      for (const listener of usual) listener.call(app.server, request, response)
  })
})

/** Of a plain request. */
const wayOf = ({ method }: IncomingMessage, status: 200 | 304): SentBy =>
  method === 'HEAD' ? `HEAD ${status}` : `GET ${status}`

type Listener = (this: unknown, request: IncomingMessage, response: ServerResponse) => void

/** Whether the system has taken all of an answer that was ended: no other answer is before it, and its socket holds nothing. */
const isTaken = ({ socket }: ServerResponse): boolean =>
  socket !== null && !socket.destroyed && socket.writableLength === 0

/** Names and values of the headers that a route sent. Undefined where one has several values, or ends the connection. */
function headersOf(reply: FastifyReply): string[] | undefined {
  const sent = Object.entries(reply.getHeaders()).filter(([name]) => !ofClient.has(name))
  const isOneEach = sent.every(
    ([name, value]) => name !== 'connection' && (typeof value === 'string' || typeof value === 'number')
  )
  return isOneEach ? sent.flatMap(([name, value]) => [name, String(value)]) : undefined
}
