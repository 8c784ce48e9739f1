import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  PendingStatisticsMeta,
  PendingStatisticsQuery,
  PendingStatisticsRow,
  pendingStatisticsExample,
  pendingStatisticsExampleMeta
} from '../schemas/statistics/statistics-pending.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/pending: pending cases, by what they wait for and how long they have waited. */
export function pendingStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.pending.path,
    operationId: 'queryPendingStatistics',
    summary: 'Cases that are open on the day of the release: what they wait for, and how long.',
    description:
      'A stock on one day (`meta.as_at`), so there are no periods, and it is never added to decisions, nor to the stock of another release. Who waits for a judge and who waits for an appeal stand in different queues, which are never added: the answer is split by `waiting_at` unless one is asked for.',
    tags: ['Statistics'],
    query: PendingStatisticsQuery,
    data: Type.Array(ref(PendingStatisticsRow)),
    meta: ref(PendingStatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: pendingStatisticsExample,
    exampleMeta: pendingStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.cases, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.pending, set, query, format)
  })
}
