import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { hasAlready, wantsNone } from '../caching/caching.ts'
import { sendPieces } from '../sending.ts'
import { byteRange } from './byte-range.ts'

/** A file whose address holds its hash: it is the same for ever. */
export interface ImmutableFile {
  name: string
  sha256: string
  bytes: number
  media_type: string
  /** When it was published, as an HTTP date. */
  modified: string
  /** Reads a part of it, both ends included. */
  read(range: { from: number; to: number }): Promise<AsyncGenerator<Buffer>>
}

/**
 * Sends a file, or the part of it that Range asks for. Its tag is strong, so that a part can be joined to one that was
 * fetched before. Throws range-not-satisfiable where the file has none of the bytes asked for.
 */
export async function sendFile(reply: FastifyReply, file: ImmutableFile): Promise<FastifyReply> {
  const { request } = reply
  const { bytes } = file
  const etag = `"${file.sha256}"`
  reply.headers({
    ...{ etag, 'last-modified': file.modified, 'accept-ranges': 'bytes' },
    'cache-control': 'public, max-age=31536000, immutable, no-transform',
    'content-type': file.media_type,
    'content-disposition': `attachment; filename="${file.name}"`
  })
  if (hasAlready(request, etag) || wantsNone(request)) {
    if (request.quota) request.quota.is_free = true
    return reply.code(304).send()
  }
  if (request.quota?.refusal) throw request.quota.refusal
  const range = isSameFile(request.headers['if-range']?.toString(), etag, file.modified)
    ? byteRange(request.headers.range, bytes)
    : 'whole'
  if (range === 'none') {
    reply.removeHeader('etag').removeHeader('last-modified').removeHeader('content-disposition')
    reply.header('content-range', `bytes */${bytes}`)
    throw new Problem('range-not-satisfiable', said('range_beyond', { bytes }))
  }
  const part = range === 'whole' ? { from: 0, to: bytes - 1 } : range
  if (range !== 'whole') reply.code(206).header('content-range', `bytes ${part.from}-${part.to}/${bytes}`)
  reply.header('content-length', String(part.to - part.from + 1))
  if (request.method === 'HEAD') return reply.send(Readable.from([]))
  return sendPieces(reply, await file.read(part), 'identity')
}

/** If-Range (RFC 9110 §13.1.5): the strong tag of this file, or its date. Without it, every Range is of this file. */
const isSameFile = (given: string | undefined, etag: string, modified: string): boolean =>
  given === undefined || given.trim() === etag || given.trim() === modified
