import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  ApplicationStatisticsQuery,
  ApplicationStatisticsRow,
  StatisticsMeta
} from '../schemas/statistics/statistics.ts'
import {
  applicationStatisticsExample,
  applicationStatisticsExampleMeta
} from '../schemas/statistics/statistics-examples.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/applications: applications lodged, from one release of one source. */
export function applicationStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.applications.path,
    operationId: 'queryApplicationStatistics',
    description:
      'Applications as published, by the stage at which they were lodged: first applications, repeat applications, appeals. They have no outcome and no rate: what is decided in a period is not what was lodged in it, so decisions are never divided by applications.',
    tags: ['Statistics'],
    query: ApplicationStatisticsQuery,
    data: Type.Array(ref(ApplicationStatisticsRow)),
    meta: ref(StatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    example: applicationStatisticsExample,
    exampleMeta: applicationStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.applications, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.applications, set, query, format)
  })
}
