import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { makeAnswerCache, megabyte } from '../http/caching/answer-cache.ts'

/** Gives the app its cache of answers (`app.answers`). */
export const answerCache = fp(async (app: FastifyInstance, { megabytes }: { megabytes: number }) => {
  app.decorate('answers', makeAnswerCache(megabytes * megabyte))
})
