import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { caseList } from '../queries/cases.ts'
import { listedSources, sourceOfRecord } from '../queries/considered.ts'
import { answerList } from '../queries/lists/list.ts'
import { asksSet } from '../queries/lists/page.ts'
import { recordReaders } from '../queries/record.ts'
import { ListMeta } from '../schemas/envelope.ts'
import { filterParameters, idParameter, releaseParameters } from '../schemas/parameters.ts'
import { TimelineSchema } from '../schemas/records/case-timeline.ts'
import { caseExample, decisionExample } from '../schemas/records/record-examples.ts'
import {
  recordFilters,
  recordGroups,
  recordListParameters,
  recordRanges
} from '../schemas/records/record-parameters.ts'
import { Case, CaseFields } from '../schemas/records/records.ts'
import { ref } from '../schemas/reference.ts'

/** /v1/cases: case files, one case by its id, and its timeline. */
export function caseRoutes(app: FastifyInstance, deps: AppDeps): void {
  const read = recordReaders(deps.database)
  const params = Type.Object({ case_id: idParameter('case') })
  endpoint(app, deps, {
    url: '/v1/cases',
    operationId: 'listCases',
    tags: ['Records'],
    query: Type.Object({
      ...filterParameters(['source']),
      ...releaseParameters,
      ...recordFilters('case'),
      ...recordGroups('case'),
      ...filterParameters(['application_type']),
      ...recordRanges('case'),
      ...recordListParameters('case')
    }),
    data: Type.Array(ref(Case)),
    row_with_fields: ref(CaseFields),
    meta: ref(ListMeta),
    formats: listFormats,
    cache: 'cases',
    example: [caseExample],
    considers: listedSources('cases'),
    is_queued: given => asksSet(caseList, given),
    answer: request => answerList(request.records, caseList, request)
  })
  endpoint(app, deps, {
    url: '/v1/cases/:case_id',
    operationId: 'getCase',
    takes_turn: true,
    tags: ['Records'],
    params,
    query: Type.Object(releaseParameters),
    data: ref(Case),
    cache: 'cases',
    example: caseExample,
    considers: ({ params }, set) => sourceOfRecord(params.case_id, 'cases', set),
    answer: ({ params, query, set }) => read.case({ id: params.case_id, query, set })
  })
  endpoint(app, deps, {
    url: '/v1/cases/:case_id/timeline',
    operationId: 'getCaseTimeline',
    takes_turn: true,
    tags: ['Records'],
    params,
    query: Type.Object(releaseParameters),
    data: ref(TimelineSchema),
    cache: 'cases',
    example: {
      case: caseExample,
      events: [{ position: 1, event: 'decision', decision: decisionExample, return: null, reported: null }]
    },
    considers: ({ params }, set) => sourceOfRecord(params.case_id, 'cases', set),
    answer: ({ params, query, set }) => read.timeline({ id: params.case_id, query, set })
  })
}
