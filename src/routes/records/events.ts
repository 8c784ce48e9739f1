import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { listedSources } from '../../queries/considered.ts'
import { eventList } from '../../queries/events.ts'
import { answerList } from '../../queries/lists/list.ts'
import { asksSet } from '../../queries/lists/page.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { filterParameters, idParameter, releaseParameters } from '../../schemas/parameters.ts'
import { figureExample, groupExample, statementExample } from '../../schemas/records/event-examples.ts'
import {
  recordFilters,
  recordGroups,
  recordListParameters,
  recordRanges
} from '../../schemas/records/record-parameters.ts'
import { EventFields, EventSchema } from '../../schemas/records/records.ts'
import { ref } from '../../schemas/reference.ts'
import type { EventKind } from '../../vocabulary/closed-lists.ts'
import type { OperationId } from '../../vocabulary/labels/summaries.ts'

interface EventEndpoint {
  url: string
  operationId: OperationId
  kind?: EventKind
  example: unknown
}

const endpoints: readonly EventEndpoint[] = [
  {
    url: '/v1/events',
    operationId: 'listEvents',
    example: [statementExample]
  },
  {
    url: '/v1/statements',
    operationId: 'listStatements',
    kind: 'statement',
    example: [statementExample]
  },
  {
    url: '/v1/reported-figures',
    operationId: 'listReportedFigures',
    kind: 'reported_figure',
    example: [figureExample]
  },
  {
    url: '/v1/case-groups',
    operationId: 'listCaseGroups',
    kind: 'case_group',
    example: [groupExample]
  }
]

/** /v1/events, and the lists of one kind of them. */
export function eventRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { event_kind, ...filters } = recordFilters('event')
  const shared = {
    ...filterParameters(['source']),
    ...releaseParameters,
    ...filters,
    ...recordGroups('event'),
    case_id: Type.Optional(idParameter('case')),
    group_id: Type.Optional(idParameter('case group')),
    ...recordRanges('event'),
    ...recordListParameters('event')
  }
  for (const { kind, ...each } of endpoints) {
    const list = eventList(each.url, kind)
    endpoint(app, deps, {
      ...each,
      tags: ['Records'],
      query: Type.Object(kind === undefined ? { ...shared, event_kind } : shared),
      data: Type.Array(ref(EventSchema)),
      row_with_fields: ref(EventFields),
      meta: ref(ListMeta),
      formats: listFormats,
      cache: 'cases',
      considers: listedSources('events'),
      is_queued: given => asksSet(list, given),
      answer: request => answerList(request.records, list, request)
    })
  }
}
