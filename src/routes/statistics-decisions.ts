import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  DecisionStatisticsQuery,
  DecisionStatisticsRow,
  StatisticsMeta
} from '../schemas/statistics/statistics.ts'
import {
  decisionStatisticsExample,
  decisionStatisticsExampleMeta
} from '../schemas/statistics/statistics-examples.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/decisions: counts and rates of decisions, from one release of one source. */
export function decisionStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.decisions.path,
    operationId: 'queryDecisionStatistics',
    description:
      'One question, one release, one unit. What is never added (stages, units, series, kinds of application) is split or refused; a number that is withheld or unknown is null with its flag; `meta.reconciliation` accounts for everything in scope.',
    tags: ['Statistics'],
    query: DecisionStatisticsQuery,
    data: Type.Array(ref(DecisionStatisticsRow)),
    meta: ref(StatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: decisionStatisticsExample,
    exampleMeta: decisionStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.decisions, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.decisions, set, query, format)
  })
}
