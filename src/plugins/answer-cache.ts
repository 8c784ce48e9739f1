import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { makeAnswerCache, megabyte } from '../http/caching/answer-cache.ts'
import { type Considering, makeConsidering } from '../snapshot/considered.ts'

declare module 'fastify' {
  interface FastifyInstance {
    considering: Considering
  }
}

/** Gives the app its cache of answers (`app.answers`), and what tells how long an answer stays true (`app.considering`). */
export const answerCache = fp(async (app: FastifyInstance, { megabytes }: { megabytes: number }) => {
  app.decorate('answers', makeAnswerCache(megabytes * megabyte))
  app.decorate('considering', makeConsidering())
})
