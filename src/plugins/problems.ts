import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { sendProblem } from '../http/problem-document.ts'
import { Problem } from '../vocabulary/problem.ts'

/** Turns every error into a problem document (RFC 9457), including errors of Fastify and unknown paths. */
export const problems = fp(async (app: FastifyInstance) => {
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      new Problem(
        'not-found',
        `There is nothing at ${request.originalUrl.split('?')[0]}. GET /v1 lists what there is.`
      ),
      request,
      reply
    )
  )
})
