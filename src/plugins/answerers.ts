import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { makeAnswerers } from '../http/answerers/answerers.ts'
import type { AnswersWith } from '../http/answerers/messages.ts'

/** Another process runs JavaScript, not TypeScript: code that is not built makes all its answers itself. */
const isBuilt = import.meta.url.endsWith('.js')

/** Gives the app processes that make large answers (`app.answerers`). The first one is started with the first connection. */
export const answerers = fp(async (app: FastifyInstance, answersWith: AnswersWith) => {
  if (!isBuilt) return
  const made = makeAnswerers(new URL('../answerer.js', import.meta.url), answersWith)
  app.decorate('answerers', made)
  app.addHook('onListen', async () => made.start())
  app.addHook('onClose', async () => made.close())
})
