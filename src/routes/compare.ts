import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { ref } from '../schemas/reference.ts'
import { CompareMetaSchema, CompareQuery, CompareRow } from '../schemas/statistics/compare.ts'
import { compareExample, compareExampleMeta } from '../schemas/statistics/compare-example.ts'
import { compare } from '../statistics/compare/answer.ts'
import { comparePath, compareQuestionOf } from '../statistics/compare/question.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { sourcesAsked } from '../statistics/question/considered.ts'
import { pageAsked } from '../statistics/question/question.ts'
import type { SubjectName } from '../vocabulary/measures/subject.ts'

/** /v1/compare: the same statistic from every source that has it. */
export function compareRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: comparePath,
    operationId: 'compareSources',
    description:
      'Each current series is asked as it is at `/v1/statistics/…`, and its rows stand under those of the others: nothing is added, averaged or ranked across sources. `meta.differences` lists in what they differ (unit, clock, stage, coverage, rounding, who is counted), `meta.answers` what each said and where to ask it alone, `meta.not_answered` who cannot answer, why, and what would work. Rows about the same thing have equal `meta.key` columns.',
    tags: ['Statistics'],
    query: CompareQuery,
    data: Type.Array(ref(CompareRow)),
    meta: ref(CompareMetaSchema),
    formats: listFormats,
    is_queued: true,
    is_from_set: true,
    example: compareExample,
    exampleMeta: compareExampleMeta,
    // A label may be of any source.
    considers: ({ query }, set) =>
      query.release === undefined
        ? sourcesAsked(subjects[(query.of ?? 'decisions') as SubjectName], query, set)
        : undefined,
    answer: ({ set, query, format }) =>
      compare(set, compareQuestionOf({ ...query, limit: pageAsked(query, format) }))
  })
}
