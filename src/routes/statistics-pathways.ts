import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { statisticsFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import {
  PathwayLinkSchema,
  PathwayStatisticsMeta,
  PathwayStatisticsQuery,
  pathwayStatisticsExample,
  pathwayStatisticsExampleMeta
} from '../schemas/statistics/statistics-pathways.ts'
import { answerStatistics } from '../statistics/answer.ts'
import { kinds } from '../statistics/kinds/kinds.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'

/** /v1/statistics/pathways: the stages that cases passed, in order. */
export function pathwayStatisticsRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: kinds.pathways.path,
    operationId: 'queryPathwayStatistics',
    description:
      'Links are drawn inside one case file each, and a case counts once on each link that it passed. Case files of one person cannot be joined: a review of a screening and a later removal case are two cases here. Cases in scope = the sum over the links from `filed` + what is left out.',
    tags: ['Statistics'],
    query: PathwayStatisticsQuery,
    data: Type.Array(ref(PathwayLinkSchema)),
    meta: ref(PathwayStatisticsMeta),
    formats: statisticsFormats,
    is_queued: true,
    is_from_set: true,
    example: pathwayStatisticsExample,
    exampleMeta: pathwayStatisticsExampleMeta,
    considers: ({ query }, set) => sourcesAsked(subjects.cases, query, set),
    answer: ({ set, query, format }) => answerStatistics(kinds.pathways, set, query, format)
  })
}
