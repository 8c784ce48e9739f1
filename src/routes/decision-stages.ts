import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { setAt } from '../queries/releases/set-at.ts'
import { checkSources } from '../queries/scope.ts'
import { allOutcomes, allStages, oneStage } from '../queries/stages.ts'
import { ListMeta } from '../schemas/envelope.ts'
import {
  asOfParameter,
  filterParameters,
  languageParameter,
  releaseParameters
} from '../schemas/parameters.ts'
import { ref } from '../schemas/reference.ts'
import {
  OutcomeRow,
  outcomeRowExample,
  Stage,
  StageItem,
  stageExample,
  stageItemExample
} from '../schemas/stages.ts'
import { holdsSubject } from '../snapshot/known/known-sources.ts'
import { subjects } from '../statistics/kinds/subject.ts'
import { outcomeSummaries } from '../statistics/outcome-summary.ts'

/** /v1/decision-stages and /v1/outcomes: stages and outcomes, with the sources' own codes. */
export function decisionStageRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/decision-stages',
    operationId: 'listDecisionStages',
    has_texts: true,
    tags: ['Vocabulary'],
    query: Type.Object({ ...asOfParameter, ...languageParameter }),
    data: Type.Array(ref(Stage)),
    meta: ref(ListMeta),
    formats: listFormats,
    is_queued: true,
    example: [stageExample],
    answer: ({ query, set }) => allStages(deps.database, setAt(set, query), query.lang)
  })
  endpoint(app, deps, {
    url: '/v1/decision-stages/:stage',
    operationId: 'getDecisionStage',
    has_texts: true,
    tags: ['Vocabulary'],
    params: Type.Object({
      stage: Type.String({ minLength: 1, maxLength: 50, description: 'Such as first_instance.' })
    }),
    query: Type.Object({ ...filterParameters(['source']), ...releaseParameters, ...languageParameter }),
    data: ref(StageItem),
    is_queued: true,
    example: stageItemExample,
    answer: async ({ params, query, set }) => {
      checkSources(set.releases, query, set.known, series => holdsSubject(series, subjects.decisions))
      const at = setAt(set, query)
      const stage = await oneStage(deps.database, at, params.stage, query.lang)
      const { blocks, releases } = await outcomeSummaries(at, {
        decision_stage: stage.decision_stage,
        ...(query.source ? { sources: query.source } : {})
      })
      return { data: { ...stage, outcome_summary: blocks }, releases }
    }
  })
  endpoint(app, deps, {
    url: '/v1/outcomes',
    operationId: 'listOutcomes',
    takes_turn: true,
    has_texts: true,
    tags: ['Vocabulary'],
    query: Type.Object(languageParameter),
    data: Type.Array(ref(OutcomeRow)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [outcomeRowExample],
    answer: ({ query }) => allOutcomes(deps.database, query.lang)
  })
}
