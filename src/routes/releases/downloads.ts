import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { listFormats } from '../../formats/registry.ts'
import { policies } from '../../http/caching/caching.ts'
import type { AppDeps } from '../../http/deps.ts'
import { endpoint } from '../../http/endpoint.ts'
import { sendFile } from '../../http/files/send-file.ts'
import { downloadAt, downloadsOf, downloadUrl, type FileAsked } from '../../queries/releases/downloads.ts'
import { ListMeta } from '../../schemas/envelope.ts'
import { idParameter, languageParameter } from '../../schemas/parameters.ts'
import { ref } from '../../schemas/reference.ts'
import { DownloadSchema, downloadExample } from '../../schemas/releases/downloads.ts'
import { readDownload } from '../../snapshot/downloads/kept-downloads.ts'

/** /v1/sources/{id}/downloads: the files of each release, whole. */
export function downloadRoutes(app: FastifyInstance, deps: AppDeps): void {
  const id = { id: idParameter('source') }
  endpoint(app, deps, {
    url: '/v1/sources/:id/downloads',
    operationId: 'listDownloads',
    has_texts: true,
    takes_turn: true,
    tags: ['Sources'],
    params: Type.Object(id),
    query: Type.Object({}),
    meta: ref(ListMeta),
    formats: listFormats,
    data: Type.Array(ref(DownloadSchema)),
    example: [downloadExample],
    answer: ({ params }) => downloadsOf(deps.database, params.id)
  })
  // Files are no answers: they have no formats, envelope or contract of their own, and are found in the list.
  const file = {
    method: 'GET' as const,
    compress: false as const,
    config: { tells_fresh: true }
  }
  const schema = { hide: true, querystring: Type.Object(languageParameter, { additionalProperties: false }) }
  app.route({
    ...file,
    schema,
    url: '/v1/sources/:id/downloads/:release/:name',
    handler: async (request, reply) => {
      const { file } = await downloadAt(deps.database, request.params as FileAsked)
      return redirect(reply, downloadUrl(file))
    }
  })
  app.route({
    ...file,
    schema,
    url: '/v1/sources/:id/downloads/:release/:sha256/:name',
    handler: (request, reply) => sendDownload(deps, request.params as FileAsked, reply)
  })
}

const redirect = (reply: FastifyReply, url: string): FastifyReply => {
  if (reply.request.quota?.refusal) throw reply.request.quota.refusal
  return reply.header('cache-control', policies.answers).redirect(url, 307)
}

async function sendDownload(deps: AppDeps, asked: FileAsked, reply: FastifyReply): Promise<FastifyReply> {
  const { file, is_at, media_type } = await downloadAt(deps.database, asked)
  if (!is_at) return redirect(reply, downloadUrl(file))
  const { asker } = reply.request
  const { pool } = (deps.records ?? (() => deps.database))(asker)
  if (file.records !== null && file.records !== 'published_counts')
    reply.header('x-robots-tag', 'noindex, noarchive')
  return sendFile(reply, {
    ...{ name: file.name, sha256: file.sha256, bytes: file.bytes, media_type },
    modified: new Date(file.published_at).toUTCString(),
    read: async range => {
      const pieces = await readDownload(pool, file, range)
      if (!pieces) throw new Error(`${file.name} of release ${file.release_id} is kept no longer`)
      // What is read while it is sent has a limit for each query alone: a download may take hours.
      if (asker) asker.until = Number.POSITIVE_INFINITY
      return pieces
    }
  })
}
