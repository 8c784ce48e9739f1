import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { listedSources } from '../queries/considered.ts'
import { answerList } from '../queries/lists/list.ts'
import { asksSet } from '../queries/lists/page.ts'
import { countList } from '../queries/published-counts.ts'
import { ListMeta } from '../schemas/envelope.ts'
import { dayBound, filterParameters, listOf, releaseParameters } from '../schemas/parameters.ts'
import { countExample } from '../schemas/records/record-examples.ts'
import { recordFilters, recordGroups, recordListParameters } from '../schemas/records/record-parameters.ts'
import { PublishedCountFields, PublishedCountSchema } from '../schemas/records/records.ts'
import { ref } from '../schemas/reference.ts'
import { Unit } from '../vocabulary/unit.ts'

/** /v1/published-counts: one row a published figure. */
export function publishedCountRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/published-counts',
    operationId: 'listPublishedCounts',
    tags: ['Records'],
    query: Type.Object({
      ...filterParameters(['source', 'series']),
      ...releaseParameters,
      ...filterParameters(['year', 'quarter', 'month']),
      period_from: dayBound('Periods that begin on that day or later.'),
      period_to: dayBound('Periods that end on that day or before.'),
      ...recordFilters('count'),
      ...recordGroups('count'),
      unit: listOf(ref(Unit), 'What the figure counts.'),
      is_total: Type.Optional(Type.Boolean({ description: 'Only totals, or only parts.' })),
      ...recordListParameters('count')
    }),
    data: Type.Array(ref(PublishedCountSchema)),
    row_with_fields: ref(PublishedCountFields),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [countExample],
    considers: listedSources('published_counts'),
    is_queued: given => asksSet(countList, given),
    answer: request => answerList(request.records, countList, request)
  })
}
