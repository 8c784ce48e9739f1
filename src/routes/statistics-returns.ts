import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  ReturnStatisticsQuery,
  ReturnStatisticsRow,
  StatisticsMeta
} from '../schemas/statistics/statistics.ts'
import {
  returnStatisticsExample,
  returnStatisticsExampleMeta
} from '../schemas/statistics/statistics-examples.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/returns: departures, from one release of one source. */
export function returnStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.returns.path,
    operationId: 'queryReturnStatistics',
    description:
      'Departures, by records or by published figures. Records that repeat another are left out, and so is what a source’s rules leave out unless the question names it; `meta.reconciliation` says how many. Returns that were ordered are decisions at `return_decision`.',
    tags: ['Statistics'],
    query: ReturnStatisticsQuery,
    data: Type.Array(ref(ReturnStatisticsRow)),
    meta: ref(StatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: returnStatisticsExample,
    exampleMeta: returnStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.returns, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.returns, set, query, format)
  })
}
