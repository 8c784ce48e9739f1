import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { changesFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { type ServicePath, serviceDocument } from '../queries/service.ts'
import { ref } from '../schemas/reference.ts'
import { Service, serviceExample } from '../schemas/service.ts'
import { type OperationId, summaryOf } from '../vocabulary/labels/summaries.ts'

/** GET /v1: the entry point, with all endpoints and the current releases. */
export function serviceRoutes(app: FastifyInstance, deps: AppDeps): void {
  endpoint(app, deps, {
    url: '/v1',
    operationId: 'getService',
    has_texts: true,
    tags: ['Service'],
    query: Type.Object({}),
    data: ref(Service),
    example: serviceExample,
    answer: ({ set }) =>
      serviceDocument(set.releases, { rateLimit: deps.settings.rateLimit, paths: pathsOf(app), feeds })
  })
}

/** The feeds of what changed, for clients that look for feeds (rel="alternate"). */
const feeds = changesFormats.flatMap(({ id, type, writes }) =>
  writes === 'feed' ? [{ url: `/v1/changes.${id}`, type: type.split(';')[0] as string }] : []
)

/** Every path of the contract with its summary. */
function pathsOf(app: FastifyInstance): ServicePath[] {
  const { paths = {} } = app.swagger()
  return Object.entries(paths).map(([path, methods]) => ({
    path,
    summary: summaryOf(methods?.get?.operationId as OperationId)
  }))
}
