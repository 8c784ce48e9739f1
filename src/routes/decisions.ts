import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { listedSources, sourceOfRecord } from '../queries/considered.ts'
import { decisionList } from '../queries/decisions.ts'
import { answerList } from '../queries/lists/list.ts'
import { asksSet } from '../queries/lists/page.ts'
import { recordReaders } from '../queries/record.ts'
import { ListMeta } from '../schemas/envelope.ts'
import { filterParameters, idParameter, releaseParameters } from '../schemas/parameters.ts'
import { decisionExample } from '../schemas/records/record-examples.ts'
import {
  recordFilters,
  recordGroups,
  recordListParameters,
  recordRanges
} from '../schemas/records/record-parameters.ts'
import { Decision, DecisionFields } from '../schemas/records/records.ts'
import { ref } from '../schemas/reference.ts'

/** /v1/decisions: one row a decision, and one decision by its id. */
export function decisionRoutes(app: FastifyInstance, deps: AppDeps): void {
  const read = recordReaders(deps.database)
  endpoint(app, deps, {
    url: '/v1/decisions',
    operationId: 'listDecisions',
    tags: ['Records'],
    query: Type.Object({
      ...filterParameters(['source']),
      ...releaseParameters,
      ...recordFilters('decision'),
      ...recordGroups('decision'),
      ...recordRanges('decision'),
      ...recordListParameters('decision')
    }),
    data: Type.Array(ref(Decision)),
    row_with_fields: ref(DecisionFields),
    meta: ref(ListMeta),
    formats: listFormats,
    cache: 'cases',
    example: [decisionExample],
    considers: listedSources('decisions'),
    is_queued: given => asksSet(decisionList, given),
    answer: request => answerList(request.records, decisionList, request)
  })
  endpoint(app, deps, {
    url: '/v1/decisions/:decision_id',
    operationId: 'getDecision',
    takes_turn: true,
    tags: ['Records'],
    params: Type.Object({ decision_id: idParameter('decision') }),
    query: Type.Object(releaseParameters),
    data: ref(Decision),
    cache: 'cases',
    example: decisionExample,
    considers: ({ params }, set) => sourceOfRecord(params.decision_id, 'decisions', set),
    answer: ({ params, query, set }) => read.decision({ id: params.decision_id, query, set })
  })
}
