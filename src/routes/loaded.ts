import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { loadedSeries } from '../queries/loaded.ts'
import { ListMeta } from '../schemas/envelope.ts'
import { ref } from '../schemas/reference.ts'
import { LoadedQuerySchema, LoadedSchema, loadedExample } from '../schemas/releases/loaded.ts'

/** GET /v1/loaded: which source answers a question here, and which are known and not loaded. */
export function loadedRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/loaded',
    operationId: 'listLoaded',
    has_texts: true,
    tags: ['Sources'],
    query: LoadedQuerySchema,
    data: Type.Array(ref(LoadedSchema)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [loadedExample],
    answer: ({ query, set }) => loadedSeries(set, query)
  })
}
