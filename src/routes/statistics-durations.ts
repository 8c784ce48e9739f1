import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  DurationStatisticsMeta,
  DurationStatisticsQuery,
  DurationStatisticsRow,
  durationStatisticsExample,
  durationStatisticsExampleMeta
} from '../schemas/statistics/statistics-durations.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/durations: days from filing to decision, including cases that are not decided yet. */
export function durationStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.durations.path,
    operationId: 'queryDurationStatistics',
    description:
      'The median of finished cases misleads while many are open: quick ones are decided first. So those that wait stand beside it, and `km_median` counts them for as long as they have waited. Applications run from their filing to their first decision, appeals from filing to decision, cases from the charging document to the first return decision. `event` says what a decision is: any completion, or one on the merits; what ended without it counts in `n_ended_otherwise`, and in `km_median` until that day.',
    tags: ['Statistics'],
    query: DurationStatisticsQuery,
    data: Type.Array(ref(DurationStatisticsRow)),
    meta: ref(DurationStatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: durationStatisticsExample,
    exampleMeta: durationStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.cases, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.durations, set, query, format)
  })
}
