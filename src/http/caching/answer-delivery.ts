import type { FastifyReply } from 'fastify'
import type { Written } from '../../formats/format.ts'
import { Overloaded, QueryTimeout } from '../../snapshot/release-set.ts'
import type { Problem } from '../../vocabulary/problem.ts'
import { sendPieces } from '../sending.ts'
import {
  type AnswerCache,
  type AnswerKey,
  isLasting,
  type KeptAnswer,
  type KeptRefusal,
  type MadeFrom
} from './answer-cache.ts'
import { hasAlready, hasKept, wantsNone } from './caching.ts'
import { type Encoding, isPackable, packings } from './encodings.ts'
import { inOwnTime } from './own-time.ts'

/** A written answer before compression. */
export interface DeliveredBody {
  /** The content type and the other headers of this body. */
  headers: Record<string, string>
  /** The whole body, or a generator of its pieces. */
  body: Written
}

/** The requested answer: its cache key, what it is made from, its ETag, and the headers that are sent with a 304 too. */
export interface Delivery extends AnswerKey {
  made_from: MadeFrom
  etag: string
  standing: Record<string, string>
}

/**
 * Sends an answer from the cache, or writes it once for all concurrent requests and caches it. An answer that is too
 * large to cache is written for each request separately, piece by piece, in constant memory.
 */
export async function deliver(
  reply: FastifyReply,
  cache: AnswerCache,
  delivery: Delivery,
  write: () => Promise<DeliveredBody>
): Promise<FastifyReply> {
  let tooLarge: DeliveredBody | undefined
  const { encoding, made_from } = delivery
  const { asker } = reply.request
  const own = asker && { until: asker.until, whenGone: asker.whenGone }
  const making = cache.once(
    { ...delivery, encoding: 'identity' },
    made_from,
    async () => {
      const { headers, body } = await write()
      const read = await readUpTo(cache.largest, body)
      if ('whole' in read) return keptOf(delivery, headers, read.whole)
      tooLarge = { headers, body: read.rest }
      return undefined
    },
    asker
  )
  // Who joined may have longer: this request is refused then, and holds its release set open until their answer is made.
  // Where nothing is kept, nothing is made together with others.
  const waited = own && asker && cache.largest > 0 ? inOwnTime(making, own, asker) : making
  const plain = await waited.catch(async error => {
    if (isLasting(error)) cache.refuse(delivery, made_from, refusalOf(delivery, error))
    if (!(error instanceof QueryTimeout || error instanceof Overloaded)) throw error
    reply.send(error)
    await making.catch(() => {})
    return 'refused' as const
  })
  if (plain === 'refused') return reply
  if (plain === undefined) return sendLarge(reply, tooLarge ?? (await write()), encoding)
  if (encoding === 'identity') return sendKept(reply, plain)
  return sendKept(reply, (await cache.once(delivery, made_from, () => packed(plain, encoding))) ?? plain)
}

/** A refusal with the headers that stay on an error. */
function refusalOf({ etag, standing }: Delivery, problem: Problem): KeptRefusal {
  const { etag: _, 'last-modified': __, ...others } = standing
  return { etag, standing: others, problem }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The kept answer that the request got before anything else of it was looked at. */
    repeated?: { key: AnswerKey; kept: KeptAnswer; status: 200 | 304 }
  }
}

/**
 * Sends a kept answer to a request that has just arrived, or 304 where the client has it, which costs nothing. Returns false,
 * and sends nothing, where the client's quota is used up.
 */
export function sendAgain(reply: FastifyReply, key: AnswerKey, kept: KeptAnswer): boolean {
  const { request } = reply
  const isFresh = hasKept(request, kept, key.format)
  if (request.quota && isFresh) request.quota.is_free = true
  if (!isFresh && request.quota?.refusal) return false
  request.repeated = { key, kept, status: isFresh ? 304 : 200 }
  sendKept(reply, kept, isFresh)
  return true
}

/** Sends a cached answer, or 304 where the client has it: `If-None-Match` holds its ETag or is `*`. */
function sendKept(
  reply: FastifyReply,
  { etag, standing, headers, bytes }: KeptAnswer,
  isFresh = hasAlready(reply.request, etag) || wantsNone(reply.request)
): FastifyReply {
  if (isFresh) return reply.code(304).headers(standing).send()
  return reply.headers(headers).send(bytes)
}

const keptOf = (
  { etag, standing }: Delivery,
  headers: Record<string, string>,
  bytes: Buffer
): KeptAnswer => ({
  etag,
  standing,
  headers: { ...standing, ...headers, 'content-length': String(bytes.byteLength) },
  bytes
})

/** The answer compressed, or unchanged where compression gains nothing. */
async function packed(plain: KeptAnswer, encoding: keyof typeof packings): Promise<KeptAnswer> {
  if (!isPackable(plain.headers['content-type'], plain.bytes.byteLength)) return plain
  const bytes = unpooled(await packings[encoding].whole(plain.bytes))
  const ofBytes = { 'content-encoding': encoding, 'content-length': String(bytes.byteLength) }
  return { ...plain, headers: { ...plain.headers, ...ofBytes }, bytes }
}

/** The whole body in memory; where it is longer than `limit` bytes, a body that still gives all pieces. */
async function readUpTo(limit: number, body: Written): Promise<{ whole: Buffer } | { rest: Written }> {
  if (typeof body === 'string' || Buffer.isBuffer(body))
    return Buffer.byteLength(body) <= limit ? { whole: unpooled(Buffer.from(body)) } : { rest: body }
  const read: Buffer[] = []
  for (let bytes = 0; bytes <= limit; ) {
    const next = await body.next()
    if (next.done) return { whole: unpooled(Buffer.concat(read)) }
    const piece = Buffer.from(next.value)
    read.push(piece)
    bytes += piece.byteLength
  }
  return { rest: joined(read, body) }
}

async function* joined(
  read: Buffer[],
  rest: AsyncGenerator<string | Buffer>
): AsyncGenerator<string | Buffer> {
  try {
    for (let piece = read.shift(); piece; piece = read.shift()) yield piece
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

/** The bytes in an allocation of their own: a slice of Node's shared pool would keep the whole pool in memory. */
function unpooled(bytes: Buffer): Buffer {
  if (bytes.buffer.byteLength === bytes.byteLength) return bytes
  const own = Buffer.allocUnsafeSlow(bytes.byteLength)
  bytes.copy(own)
  return own
}

async function sendLarge(
  reply: FastifyReply,
  answer: DeliveredBody,
  encoding: Encoding
): Promise<FastifyReply> {
  const { headers, body } = answer
  const whole = typeof body === 'string' || Buffer.isBuffer(body)
  if (wantsNone(reply.request)) {
    if (!whole) await body.return(undefined)
    return reply.code(304).send()
  }
  const packing = isPackable(
    headers['content-type'],
    whole ? Buffer.byteLength(body) : Number.POSITIVE_INFINITY
  )
    ? encoding
    : 'identity'
  reply.headers(headers)
  // A text goes out in one piece with its head. Else as bytes: Fastify adds a charset to a type that has none.
  if (whole && packing === 'identity') {
    const stays = headers['content-type']?.endsWith('; charset=utf-8')
    return reply.send(stays ? body : Buffer.from(body))
  }
  return sendPieces(reply, whole ? inOnePiece(body) : body, packing)
}

async function* inOnePiece(body: string | Buffer): AsyncGenerator<string | Buffer> {
  yield body
}
