import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { allCountryGroups, oneCountryGroup } from '../../queries/vocabulary/country-groups.ts'
import { CountryGroupSchema, countryGroupExample } from '../../schemas/country-groups.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { ref } from '../../schemas/reference.ts'

/** /v1/country-groups: groups of countries with the days of their members. */
export function countryGroupRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/country-groups',
    operationId: 'listCountryGroups',
    has_texts: true,
    tags: ['Vocabulary'],
    query: Type.Object({}),
    data: Type.Array(ref(CountryGroupSchema)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [countryGroupExample],
    considers: () => [],
    answer: ({ set }) => allCountryGroups(set)
  })
  endpoint(app, deps, {
    url: '/v1/country-groups/:group',
    operationId: 'getCountryGroup',
    has_texts: true,
    tags: ['Vocabulary'],
    params: Type.Object({ group: Type.String({ minLength: 1, maxLength: 60, description: 'Such as EU.' }) }),
    query: Type.Object({}),
    data: ref(CountryGroupSchema),
    example: countryGroupExample,
    considers: () => [],
    answer: ({ set, params }) => oneCountryGroup(set, params.group)
  })
}
