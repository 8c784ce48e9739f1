import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { catalogueFormats, listFormats, sourceFormats } from '../formats/registry.ts'
import type { AppDeps } from '../http/deps.ts'
import { endpoint } from '../http/endpoint.ts'
import { describedCatalogue, describedSource } from '../queries/releases/described.ts'
import { downloadsOfRelease } from '../queries/releases/downloads.ts'
import { allCaveats, allSources, oneRelease, oneSource, releasesOf } from '../queries/sources.ts'
import { ListMeta } from '../schemas/envelope.ts'
import { filterParameters, idParameter, languageParameter } from '../schemas/parameters.ts'
import { ref } from '../schemas/reference.ts'
import {
  caveatExample,
  releaseExample,
  releaseItemExample,
  sourceExample,
  sourceItemExample
} from '../schemas/source-examples.ts'
import { CaveatSchema, Release, ReleaseItem, SourceItem, SourceSchema } from '../schemas/sources.ts'
import { namedIn } from '../snapshot/considered.ts'

/** /v1/sources and /v1/caveats: publishers, releases, terms and known issues. */
export function sourceRoutes(app: FastifyInstance, deps: AppDeps): void {
  const id = { id: idParameter('source') }
  const list = {
    has_texts: true as const,
    tags: ['Sources'] as [string],
    meta: ref(ListMeta),
    formats: listFormats
  }
  endpoint(app, deps, {
    ...list,
    url: '/v1/sources',
    operationId: 'listSources',
    takes_turn: true,
    query: Type.Object({}),
    data: Type.Array(ref(SourceSchema)),
    formats: catalogueFormats,
    example: [sourceExample],
    answer: ({ set, format }) =>
      format.writes === 'description'
        ? describedCatalogue(deps.database, set.releases)
        : allSources(deps.database, set.releases)
  })
  endpoint(app, deps, {
    url: '/v1/sources/:id',
    operationId: 'getSource',
    takes_turn: true,
    has_texts: true,
    tags: ['Sources'],
    params: Type.Object(id),
    query: Type.Object(languageParameter),
    data: ref(SourceItem),
    formats: sourceFormats,
    example: sourceItemExample,
    // A description names the files of a release, which are made after its publish and change nothing of the release.
    considers: ({ params, format }, set) =>
      format.writes === 'description' ? undefined : namedIn(set, [params.id]),
    answer: ({ params, query, set, format }) =>
      format.writes === 'description'
        ? describedSource(deps.database, params.id, set.releases)
        : oneSource(deps.database, params.id, set.releases, query.lang)
  })
  endpoint(app, deps, {
    ...list,
    url: '/v1/sources/:id/releases',
    operationId: 'listReleases',
    takes_turn: true,
    params: Type.Object(id),
    query: Type.Object({}),
    data: Type.Array(ref(Release)),
    example: [releaseExample],
    answer: ({ params }) => releasesOf(deps.database, params.id)
  })
  endpoint(app, deps, {
    url: '/v1/sources/:id/releases/:release',
    operationId: 'getRelease',
    takes_turn: true,
    has_texts: true,
    tags: ['Sources'],
    params: Type.Object({ ...id, release: idParameter('release') }),
    query: Type.Object(languageParameter),
    data: ref(ReleaseItem),
    example: releaseItemExample,
    answer: async ({ params, query, set }) => {
      const { id, release } = params
      const { data, ...more } = await oneRelease(deps.database, id, release, set.releases, query.lang)
      return { ...more, data: { ...data, downloads: await downloadsOfRelease(deps.database, id, release) } }
    }
  })
  endpoint(app, deps, {
    ...list,
    url: '/v1/caveats',
    operationId: 'listCaveats',
    takes_turn: true,
    query: Type.Object(filterParameters(['source'])),
    data: Type.Array(ref(CaveatSchema)),
    example: [caveatExample],
    answer: ({ query }) => allCaveats(deps.database, query.source)
  })
}
