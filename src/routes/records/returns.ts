import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listedSources } from '../../queries/considered.ts'
import { answerList } from '../../queries/lists/list.ts'
import { asksSet } from '../../queries/lists/page.ts'
import { returnList } from '../../queries/returns.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { filterParameters, releaseParameters } from '../../schemas/parameters.ts'
import { returnExample } from '../../schemas/records/record-examples.ts'
import {
  recordFilters,
  recordGroups,
  recordListParameters,
  recordRanges
} from '../../schemas/records/record-parameters.ts'
import { Return, ReturnFields } from '../../schemas/records/records.ts'
import { ref } from '../../schemas/reference.ts'

/** /v1/returns: one row a departure. */
export function returnRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/returns',
    operationId: 'listReturns',
    tags: ['Records'],
    query: Type.Object({
      ...filterParameters(['source']),
      ...releaseParameters,
      ...recordFilters('return'),
      ...recordGroups('return'),
      ...recordRanges('return'),
      include_duplicates: Type.Optional(
        Type.Boolean({ default: false, description: 'With rows that the source repeats (duplicate_of).' })
      ),
      ...recordListParameters('return')
    }),
    data: Type.Array(ref(Return)),
    row_with_fields: ref(ReturnFields),
    meta: ref(ListMeta),
    formats: listFormats,
    cache: 'cases',
    example: [returnExample],
    considers: listedSources('returns'),
    is_queued: given => asksSet(returnList, given),
    answer: request => answerList(request.records, returnList, request)
  })
}
