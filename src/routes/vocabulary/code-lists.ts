import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { allCodeLists, oneCodeList } from '../../queries/vocabulary/code-lists.ts'
import {
  CodeListEntry,
  CodeListSchema,
  codeListEntryExample,
  codeListExample
} from '../../schemas/code-lists.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { ref } from '../../schemas/reference.ts'

/** /v1/code-lists: the agencies' lookups as imported. */
export function codeListRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1/code-lists',
    operationId: 'listCodeLists',
    takes_turn: true,
    has_texts: true,
    tags: ['Vocabulary'],
    query: Type.Object({}),
    data: Type.Array(ref(CodeListSchema)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [codeListExample],
    answer: () => allCodeLists(deps.database)
  })
  endpoint(app, deps, {
    url: '/v1/code-lists/:scheme',
    operationId: 'getCodeList',
    takes_turn: true,
    has_texts: true,
    tags: ['Vocabulary'],
    params: Type.Object({
      scheme: Type.String({ minLength: 1, maxLength: 100, description: 'Such as unhcr-dec-level.' })
    }),
    query: Type.Object({}),
    data: Type.Array(ref(CodeListEntry)),
    meta: ref(ListMeta),
    formats: listFormats,
    example: [codeListEntryExample],
    answer: ({ params }) => oneCodeList(deps.database, params.scheme)
  })
}
