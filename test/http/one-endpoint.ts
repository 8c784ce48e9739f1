import Fastify, { type FastifyInstance } from 'fastify'
import type { Test } from 'tap'
import { Type } from 'typebox'
import { listFormats } from '../../src/formats/registry.ts'
import type { Answer } from '../../src/http/answer.ts'
import type { AppDeps } from '../../src/http/deps.ts'
import { endpoint } from '../../src/http/endpoint.ts'
import { withoutSuffix } from '../../src/http/negotiation.ts'
import { answerCache } from '../../src/plugins/answer-cache.ts'
import { compression } from '../../src/plugins/compression.ts'
import { headers } from '../../src/plugins/headers.ts'
import { problems } from '../../src/plugins/problems.ts'
import { checking, strictQuery } from '../../src/plugins/strict-query.ts'
import { namedSchemas } from '../../src/schemas/named.ts'

export interface OneEndpoint {
  app: FastifyInstance
  /** How often the endpoint's function was called. */
  asked(): number
  /** A publish, as a node sees it. */
  publish(): void
}

/** An app with one endpoint, /v1/rows, that answers as it is told to; no database stands behind it. */
export async function oneEndpoint(
  t: Test,
  answer: (rows: number) => Answer | Promise<Answer>,
  megabytes = 64
): Promise<OneEndpoint> {
  let [asked, version] = [0, 1]
  const set = {
    version,
    releases: [],
    query: () => Promise.reject(new Error('there is no data'))
  }
  const deps = {
    snapshots: {
      use: <T>(work: (opened: typeof set) => Promise<T>) => work({ ...set, version }),
      current: () => ({ version, releases: [] })
    },
    settings: {},
    build: 'test'
  } as unknown as AppDeps
  const app = Fastify({
    rewriteUrl: withoutSuffix,
    ajv: checking,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true }
  })
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  await app.register(problems)
  await app.register(headers)
  await app.register(strictQuery)
  await app.register(compression)
  await app.register(answerCache, { megabytes })
  for (const schema of namedSchemas) app.addSchema(schema)
  endpoint(app, deps, {
    url: '/v1/rows',
    operationId: 'listReturns',
    tags: ['Service'],
    query: Type.Object({ rows: Type.Integer({ default: 1 }), tag: Type.Optional(Type.String()) }),
    data: Type.Array(Type.Object({ n: Type.Integer(), text: Type.String() })),
    formats: listFormats,
    example: [],
    answer: ({ query }) => {
      asked++
      return answer(query.rows)
    }
  })
  await app.ready()
  t.teardown(() => app.close())
  return { app, asked: () => asked, publish: () => void version++ }
}

export const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ n, text: `row ${n} of many, ${'x'.repeat(80)}` }))
