import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AppDeps } from '../plugins/deps.ts'
import { endpoint, everyFormat } from '../plugins/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  DecisionStatisticsMeta,
  DecisionStatisticsQuery,
  DecisionStatisticsRow,
  decisionStatisticsExample,
  decisionStatisticsExampleMeta
} from '../schemas/statistics.ts'
import { answer } from '../statistics/answer.ts'
import { questionOf } from '../statistics/question.ts'

const usualPage = 100

/** /v1/statistics/decisions: counts and rates of decisions, from one release of one source. */
export function decisionStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/statistics/decisions',
    operationId: 'queryDecisionStatistics',
    summary: 'Decisions counted, with rates: what happened, to whom, where, when, on whose figures.',
    description:
      'One question, one release, one unit. What is never added (stages, units, series, kinds of application) is split or refused; a number that is withheld or unknown is null with its flag; `meta.reconciliation` accounts for everything in scope.',
    tags: ['Statistics'],
    query: DecisionStatisticsQuery,
    data: Type.Array(ref(DecisionStatisticsRow)),
    meta: ref(DecisionStatisticsMeta),
    formats: everyFormat,
    example: decisionStatisticsExample,
    exampleMeta: decisionStatisticsExampleMeta,
    answer: async ({ set, query, format }) => {
      const limit = query.limit ?? (format === 'json' ? usualPage : undefined)
      const { meta, ...answered } = await answer(set, questionOf({ ...query, limit }))
      return { ...answered, meta: { ...meta } }
    }
  })
}
