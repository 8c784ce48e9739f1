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
import { answerPending } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { pendingSubject } from '../statistics/kinds/pending/stocks.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/pending: pending cases, by what they wait for and how long they have waited. */
export function pendingStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.pending.path,
    operationId: 'queryPendingStatistics',
    description:
      'A stock on one day (`meta.as_at`), so there are no periods, and it is never added to decisions, nor to the stock of another release or day. Published stocks are of persons or cases (`meta.unit`) on the days that `as_at` names, the newest where it names none; several days stand in rows of their own. Who waits for a judge and who waits for an appeal stand in different queues, which are never added: the answer is split by `waiting_at` unless one is asked for.',
    tags: ['Statistics'],
    query: PendingStatisticsQuery,
    data: Type.Array(ref(PendingStatisticsRow)),
    meta: ref(PendingStatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: pendingStatisticsExample,
    exampleMeta: pendingStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(pendingSubject, query, set),
    answer: ({ set, query, format }) => answerPending(set, query, format)
  })
}
