import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AppDeps } from '../plugins/deps.ts'
import { endpoint, everyFormat } from '../plugins/endpoint.ts'
import { allCountriesOfReturn, oneCountryOfReturn } from '../queries/countries-of-return.ts'
import {
  CountryOfReturn,
  CountryOfReturnItem,
  countryOfReturnExample,
  countryOfReturnItemExample
} from '../schemas/countries-of-return.ts'
import { ListMeta } from '../schemas/envelope.ts'
import { dayBound, filtersOf, listOf, listParameters, releaseParameters } from '../schemas/parameters.ts'
import { ref } from '../schemas/reference.ts'
import { ReturnStatus } from '../vocabulary/closed-lists.ts'
import { outcomeSummaries } from './outcome-summary.ts'

const filters = {
  ...filtersOf(['source']),
  ...releaseParameters,
  ...filtersOf(['nationality', 'return_type']),
  return_status: listOf(ref(ReturnStatus), 'Ordered by an authority, or executed: a person departed.'),
  returned_on_from: dayBound('Ordered or returned on that day or later.'),
  returned_on_to: dayBound('Ordered or returned on that day or before.'),
  pause_months: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 120,
      default: 3,
      description: 'How long a time without a return has to be to be a pause.'
    })
  )
}

/** /v1/countries-of-return: where people were ordered to go, and where they were taken. */
export function countryOfReturnRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { fields, count, ...paging } = listParameters(['country_of_return'], [], 'country_of_return')
  endpoint(app, deps, {
    url: '/v1/countries-of-return',
    operationId: 'listCountriesOfReturn',
    summary: 'Destinations, with returns ordered and executed apart, by source.',
    tags: ['Countries of return'],
    query: Type.Object({ ...filters, ...paging }),
    data: Type.Array(ref(CountryOfReturn)),
    meta: ref(ListMeta),
    formats: everyFormat,
    example: [countryOfReturnExample],
    answer: ({ query, set, format }) => allCountriesOfReturn(set, query, format)
  })
  endpoint(app, deps, {
    url: '/v1/countries-of-return/:country',
    operationId: 'getCountryOfReturn',
    summary: 'One destination: when, how many, after which pause, and what was decided on its own nationals.',
    tags: ['Countries of return'],
    params: Type.Object({
      country: Type.String({ minLength: 2, maxLength: 20, description: 'Such as RUS.' })
    }),
    query: Type.Object(filters),
    data: ref(CountryOfReturnItem),
    example: countryOfReturnItemExample,
    answer: async ({ params, query, set }) => {
      const found = await oneCountryOfReturn(set, params.country, query)
      const { blocks, releases } = await outcomeSummaries(set, {
        nationality: params.country,
        ...(query.source ? { sources: query.source } : {})
      })
      const answering = [...new Set([...found.releases, ...releases])]
      return { ...found, data: { ...found.data, own_nationals: blocks }, releases: answering }
    }
  })
}
