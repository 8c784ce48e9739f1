import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { setAt } from '../../queries/releases/set-at.ts'
import { wholeList } from '../../queries/whole-list.ts'
import { DimensionSchema, dimensionExample, MeasureSchema, measureExample } from '../../schemas/catalogue.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { asOfParameter, languageParameter } from '../../schemas/parameters.ts'
import { ref } from '../../schemas/reference.ts'
import { dimensionCatalogue, measureCatalogue } from '../../statistics/catalogue.ts'

/** /v1/measures and /v1/dimensions: the catalogue of the measures and dimensions of statistics. */
export function measureRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/measures',
    operationId: 'listMeasures',
    tags: ['Vocabulary'],
    query: Type.Object({ ...asOfParameter, ...languageParameter }),
    data: Type.Array(ref(MeasureSchema)),
    meta: ref(ListMeta),
    formats: listFormats,
    is_queued: true,
    example: [measureExample],
    answer: async ({ query, set }) => wholeList(await measureCatalogue(setAt(set, query), query.lang))
  })
  endpoint(app, deps, {
    url: '/v1/dimensions',
    operationId: 'listDimensions',
    tags: ['Vocabulary'],
    query: Type.Object({ ...asOfParameter, ...languageParameter }),
    data: Type.Array(ref(DimensionSchema)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [dimensionExample],
    answer: ({ query, set }) => wholeList(dimensionCatalogue(setAt(set, query).releases, query.lang))
  })
}
