import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { changesFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { listChanges } from '../queries/changes/changes.ts'
import { dayBound, filterParameters, listOf, listParameters } from '../schemas/parameters.ts'
import { ref } from '../schemas/reference.ts'
import { ChangeSchema, ChangesMeta, changeExample, changesMetaExample } from '../schemas/releases/changes.ts'
import { namedIn } from '../snapshot/considered.ts'
import { changeKinds } from '../vocabulary/release/change.ts'

/** /v1/changes: what happened to releases, as a list and as feeds (docs/rules/changes.md). */
export function changeRoutes(app: FastifyInstance, deps: AppDeps): void {
  const { limit, cursor } = listParameters(['told_at'], [])
  endpoint(app, deps, {
    url: '/v1/changes',
    operationId: 'listChanges',
    has_texts: true,
    takes_turn: true,
    tags: ['Sources'],
    query: Type.Object({
      ...filterParameters(['source']),
      kind: listOf(
        Type.Enum([...changeKinds], { type: 'string' }),
        'Only these kinds. Left out: all but first_data, what the service itself loads at its start.'
      ),
      since: dayBound('Told on that day (UTC) or later.'),
      until: dayBound('Told on that day (UTC) or before.'),
      limit,
      cursor
    }),
    data: Type.Array(ref(ChangeSchema)),
    meta: ref(ChangesMeta),
    formats: changesFormats,
    example: [changeExample],
    exampleMeta: changesMetaExample,
    considers: ({ query }, set) => query.source && namedIn(set, query.source),
    answer: ({ query, set }) => listChanges(deps.database, query, set)
  })
}
