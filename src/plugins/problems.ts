import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { sendProblem } from '../http/problem-document.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Tells a problem as a page; undefined where there are no pages. */
    sendProblemPage?: (problem: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply
  }
}

/** Turns every error into a problem document (RFC 9457), including errors of Fastify and unknown paths. */
export const problems = fp(async (app: FastifyInstance) => {
  app.decorateRequest('refused_as')
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) => {
    const problem = new Problem(
      'not-found',
      said('nothing_at_see_v1', { path: request.originalUrl.split('?')[0] ?? '' })
    )
    return app.sendProblemPage && isForPeople(request)
      ? app.sendProblemPage(problem, request, reply)
      : sendProblem(problem, request, reply)
  })
})

/** Paths of the API and of its description, whose clients are programs, whatever they accept. */
const forPrograms = /^\/(v1|docs|openapi\.json|health|ready|metrics)(?![^/?.])/

/** Whether somebody looks for a page: a browser says that it takes one. */
const isForPeople = ({ originalUrl, headers, method }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  /\btext\/html\b/.test(headers.accept ?? '') &&
  !forPrograms.test(originalUrl)
