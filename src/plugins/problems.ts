import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { sendProblem } from '../http/problem-document.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

/** Turns every error into a problem document (RFC 9457), including errors of Fastify and unknown paths. */
export const problems = fp(async (app: FastifyInstance) => {
  app.decorateRequest('refused_as')
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(
      new Problem('not-found', said('nothing_at_see_v1', { path: request.originalUrl.split('?')[0] ?? '' })),
      request,
      reply
    )
  )
})
