import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { allCountries, oneCountry, resolved } from '../../queries/vocabulary/countries.ts'
import { CountryResolutionSchema, CountrySchema, countryExample } from '../../schemas/countries.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { listOf } from '../../schemas/parameters.ts'
import { ref } from '../../schemas/reference.ts'
import { countrySchemes } from '../../vocabulary/countries/country.ts'

/** /v1/countries: codes in every scheme, and what a code or a name means. */
export function countryRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/countries',
    operationId: 'listCountries',
    has_texts: true,
    tags: ['Vocabulary'],
    query: Type.Object({
      status: listOf(
        CountrySchema.properties.status,
        'current, dissolved, special, user-assigned or aggregate.'
      ),
      q: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description:
            'Those that this text begins the name of, in any language, or is a code of; the nearest first. Where there is none, those that may be meant.'
        })
      )
    }),
    data: Type.Array(ref(CountrySchema)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [countryExample],
    considers: () => [],
    answer: ({ query }) => allCountries(query)
  })
  endpoint(app, deps, {
    url: '/v1/countries/resolve',
    operationId: 'resolveCountry',
    has_texts: true,
    tags: ['Vocabulary'],
    query: Type.Object({
      scheme: Type.Optional(
        Type.Enum(countrySchemes, {
          type: 'string',
          description: 'Whose codes or names these are. Goes with code.'
        })
      ),
      code: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Goes with scheme.' })),
      name: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description: 'In any language, or in a publisher’s spelling.'
        })
      )
    }),
    data: ref(CountryResolutionSchema),
    example: { match: countryExample, candidates: [], did_you_mean: [], note: null },
    considers: () => [],
    answer: ({ query }) => resolved(query)
  })
  endpoint(app, deps, {
    url: '/v1/countries/:iso3',
    operationId: 'getCountry',
    has_texts: true,
    tags: ['Vocabulary'],
    params: Type.Object({ iso3: Type.String({ minLength: 2, maxLength: 20, description: 'Such as RUS.' }) }),
    query: Type.Object({}),
    data: ref(CountrySchema),
    example: countryExample,
    considers: () => [],
    answer: ({ params }) => oneCountry(params.iso3)
  })
}
