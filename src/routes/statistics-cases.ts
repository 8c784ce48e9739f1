import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import { CaseStatisticsQuery, CaseStatisticsRow, StatisticsMeta } from '../schemas/statistics/statistics.ts'
import {
  caseStatisticsExample,
  caseStatisticsExampleMeta
} from '../schemas/statistics/statistics-examples.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/cases: cases, each once, from one release of one source. */
export function caseStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.cases.path,
    operationId: 'queryCaseStatistics',
    description:
      'Each case once, by what became of it and where it stands at the date of the release. A case is a case file of one authority and not a person. A case can hold several kinds of application: a filter takes those that hold one, and cases are not grouped by them.',
    tags: ['Statistics'],
    query: CaseStatisticsQuery,
    data: Type.Array(ref(CaseStatisticsRow)),
    meta: ref(StatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: caseStatisticsExample,
    exampleMeta: caseStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.cases, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.cases, set, query, format)
  })
}
