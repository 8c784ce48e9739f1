import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats, timelineFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { setAt } from '../queries/releases/set-at.ts'
import { knownSources } from '../queries/sources.ts'
import { releasesOnce } from '../returns/answering.ts'
import { nationalitiesTo } from '../returns/destination-nationalities.ts'
import { allDestinations, oneDestination } from '../returns/destinations.ts'
import { usualRules } from '../returns/gaps.ts'
import { timelineColumns, timelineRows } from '../returns/timeline-table.ts'
import {
  CountryOfReturn,
  CountryOfReturnItem,
  CountryOfReturnMeta,
  countryOfReturnExample,
  countryOfReturnItemExample,
  countryOfReturnMetaExample,
  NationalityToCountry,
  nationalityToCountryExample
} from '../schemas/countries-of-return.ts'
import { GroupedMeta } from '../schemas/envelope.ts'
import {
  dayBound,
  filterParameters,
  languageParameter,
  listOf,
  listParameters,
  releaseParameters
} from '../schemas/parameters.ts'
import { ref } from '../schemas/reference.ts'
import { namedIn, type SetCards, type Sources } from '../snapshot/considered.ts'
import { outcomeSummaries } from '../statistics/outcome-summary.ts'
import { ReturnStatus } from '../vocabulary/closed-lists.ts'

const filters = {
  ...filterParameters(['source']),
  ...releaseParameters,
  ...filterParameters(['nationality', 'nationality_group', 'return_type']),
  return_status: listOf(ref(ReturnStatus), 'Ordered by an authority, or executed: a person departed.'),
  returned_on_from: dayBound('Ordered or returned on that day or later.'),
  returned_on_to: dayBound('Ordered or returned on that day or before.')
}

const pause_months = Type.Optional(
  Type.Integer({
    minimum: 1,
    maximum: 120,
    description: 'Months without a return that a pause lasts, at least, beside pause_periods.'
  })
)
const atLeast = (minimum: number, maximum: number, usual: number, description: string) =>
  Type.Optional(Type.Integer({ minimum, maximum, default: usual, description }))
const pause = {
  usual_min: atLeast(
    1,
    1_000_000,
    usualRules.usual_min,
    'Returns in the four periods before a gap, at least, for it to be called a pause.'
  ),
  pause_periods: atLeast(
    1,
    120,
    usualRules.pause_periods,
    'Periods of the source that a pause lasts, at least.'
  ),
  pause_months,
  resumed_min: atLeast(
    1,
    1_000_000,
    usualRules.resumed_min,
    'Returns in the period after a pause, at least, to say that they resumed.'
  )
}
const country = Type.Object({
  country: Type.String({ minLength: 2, maxLength: 20, description: 'Such as RUS.' })
})
const pagingBy = (name: string) => {
  const { fields, count, ...paging } = listParameters([name], [], name)
  return paging
}

/** The named sources, else all: what is not answered is told of each. */
const considers = ({ query }: { query: { source?: string[] } }, set: SetCards): Sources =>
  query.source && namedIn(set, query.source)

/** /v1/countries-of-return: where people were ordered to go, and where they were taken. */
export function countryOfReturnRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/countries-of-return',
    operationId: 'listCountriesOfReturn',
    has_texts: true,
    tags: ['Countries of return'],
    query: Type.Object({
      ...filters,
      ...filterParameters(['country_of_return_group']),
      pause_months,
      ...pagingBy('country_of_return')
    }),
    data: Type.Array(ref(CountryOfReturn)),
    meta: ref(CountryOfReturnMeta),
    formats: listFormats,
    is_queued: true,
    is_from_set: true,
    example: [countryOfReturnExample],
    exampleMeta: countryOfReturnMetaExample,
    considers,
    answer: async ({ query, set, format }) =>
      allDestinations(set, query, format, set.known ?? (await knownSources(deps.database)))
  })
  endpoint(app, deps, {
    url: '/v1/countries-of-return/:country',
    operationId: 'getCountryOfReturn',
    has_texts: true,
    tags: ['Countries of return'],
    params: country,
    query: Type.Object({ ...filters, ...pause, ...languageParameter }),
    data: ref(CountryOfReturnItem),
    meta: ref(GroupedMeta),
    formats: timelineFormats,
    is_queued: true,
    is_from_set: true,
    example: countryOfReturnItemExample,
    considers,
    answer: async ({ params, query, set, format }) => {
      const { data, groups, timeline, of_timeline, releases, caveats } = await oneDestination(
        set,
        params.country,
        query,
        set.known ?? (await knownSources(deps.database))
      )
      const table = { columns: timelineColumns, batches: [timelineRows(timeline, data.name)] }
      // Only JSON has more than the returns over time.
      if (format.writes !== 'document')
        return { timeline, table, ...of_timeline, meta: { not_answered: data.not_answered, ...groups } }
      const own = await outcomeSummaries(setAt(set, query), {
        nationality: params.country,
        ...(query.source ? { sources: query.source } : {})
      })
      return {
        data: { ...data, own_nationals: own.blocks },
        releases: releasesOnce([...releases, ...own.releases]),
        caveats,
        meta: groups
      }
    }
  })
  endpoint(app, deps, {
    url: '/v1/countries-of-return/:country/nationalities',
    operationId: 'listNationalitiesToCountryOfReturn',
    has_texts: true,
    tags: ['Countries of return'],
    params: country,
    query: Type.Object({ ...filters, ...pagingBy('nationality') }),
    data: Type.Array(ref(NationalityToCountry)),
    meta: ref(CountryOfReturnMeta),
    formats: listFormats,
    is_queued: true,
    is_from_set: true,
    example: [nationalityToCountryExample],
    exampleMeta: countryOfReturnMetaExample,
    considers,
    answer: async ({ params, query, set, format }) =>
      nationalitiesTo(set, params.country, query, format, set.known ?? (await knownSources(deps.database)))
  })
}
