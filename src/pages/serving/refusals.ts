import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../../http/problem-document.ts'
import { Refused } from '../asking/refused.ts'

/** Sends what was thrown by an answer for machines: a refusal of the API is told on with its status. */
export function sendRefusal(
  thrown: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  if (!(thrown instanceof Refused)) return sendProblem(thrown, request, reply)
  const { problem } = thrown
  if (problem.status >= 500) request.failure = thrown
  if (problem.status === 503) reply.header('retry-after', '2')
  return reply
    .code(problem.status)
    .headers({ 'cache-control': 'no-store', 'content-type': 'application/problem+json' })
    .send(JSON.stringify({ ...problem, instance: request.originalUrl, request_id: request.id }))
}
