import { setTimeout as sleep } from 'node:timers/promises'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Type } from 'typebox'
import type { AppDeps } from '../http/deps.ts'
import { problem } from '../http/endpoint-schema.ts'
import { exactly } from '../schemas/envelope.ts'
import { openingInWords } from '../snapshot/opening/opening.ts'
import { summaryOf } from '../vocabulary/labels/summaries.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { Problem } from '../vocabulary/problem.ts'

const none = Type.Object({}, { additionalProperties: false })
const Health = exactly(
  { status: Type.Literal('ok'), build: Type.String() },
  { description: 'The process is up.' }
)
const checks = {
  database: Type.Enum(['ok', 'away'], { type: 'string', description: 'Records need it; statistics do not.' }),
  release_set: Type.Enum(['open', 'none'], { type: 'string' }),
  version: Type.Integer({ description: 'Of the release set: raised by every publish.' }),
  releases: Type.Integer()
}
const Ready = exactly({ status: Type.Literal('ready'), ...checks }, { description: 'The service answers.' })

/** /health: the process is up. /ready: the database is migrated and a release set is open. */
export const health = fp(async (untyped: FastifyInstance, deps: AppDeps) => {
  const app = untyped.withTypeProvider<TypeBoxTypeProvider>()
  const uncounted = { unlimited: true }
  const look = lookingAt(deps.database)
  app.get(
    '/health',
    {
      config: { ...uncounted, is_answered_to_the_end: true },
      schema: {
        operationId: 'getHealth',
        summary: summaryOf('getHealth').en,
        tags: ['Service'],
        querystring: none,
        response: {
          200: { description: 'It is.', content: { 'application/json': { schema: Health } } },
          400: problem('It takes no parameters.')
        }
      }
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return { status: 'ok' as const, build: deps.build }
    }
  )
  app.get(
    '/ready',
    {
      config: { ...uncounted, is_probe: true },
      schema: {
        operationId: 'getReady',
        summary: summaryOf('getReady').en,
        tags: ['Service'],
        querystring: none,
        response: {
          200: { description: 'It can.', content: { 'application/json': { schema: Ready } } },
          400: problem('It takes no parameters.'),
          503: problem(
            'Not yet; the members of 200 say what is missing, and `starting` what is done before the first answer.'
          )
        }
      }
    },
    async (_request, reply) => {
      const opening = deps.snapshots.opening?.()
      if (opening)
        throw new Problem('overloaded', said('starting', { what: openingInWords(opening) }), [], {
          ...{ database: opening.phase === 'database' ? 'away' : 'ok', release_set: 'none' },
          ...{ version: 0, releases: 0, starting: opening }
        })
      const found = await stateOf(deps, look)
      if (found.release_set === 'none')
        throw new Problem('overloaded', said('nothing_open'), [], {
          ...found
        })
      reply.header('cache-control', 'no-store')
      return { status: 'ready' as const, ...found }
    }
  )
})

/** Milliseconds that a look at the database may take, so that /ready is answered within a second. */
const longestLook = 800

/** Whether the database answers. One look at a time, for all who ask: a database that hangs holds one connection. */
function lookingAt({ pool }: AppDeps['database']): () => Promise<'ok' | 'away'> {
  let looking: Promise<'ok' | 'away'> | undefined
  return () => {
    looking ??= pool
      .query('select 1')
      .then(
        () => 'ok' as const,
        () => 'away' as const
      )
      .finally(() => {
        looking = undefined
      })
    return Promise.race([looking, sleep(longestLook, 'away' as const)])
  }
}

async function stateOf({ snapshots }: AppDeps, look: () => Promise<'ok' | 'away'>) {
  const { version, releases } = snapshots.current()
  return {
    database: await look(),
    release_set: releases.length > 0 ? ('open' as const) : ('none' as const),
    version,
    releases: releases.length
  }
}
