import type { FastifyReply } from 'fastify'
import type { Written } from '../formats/format.ts'
import type { AnswerCache, AnswerKey, KeptAnswer } from './answer-cache.ts'
import { hasAlready, wantsNone } from './caching.ts'
import { type Encoding, isPackable, packings } from './encodings.ts'
import { sendPieces } from './sending.ts'

/** An answer as it is written, before it is packed. */
export interface DeliveredBody {
  /** Its content type, and what else belongs to these bytes. */
  headers: Record<string, string>
  /** All of it, or piece by piece. */
  body: Written
}

/** What is asked for: the key of the answer, its tag, and the headers that its 304 has too. */
export interface Delivery extends AnswerKey {
  etag: string
  standing: Record<string, string>
}

/**
 * Sends an answer from the cache, or writes it once for all who ask for it at the moment and keeps it. One that is
 * too large to keep is written to each of them for itself, piece by piece, with flat memory.
 */
export async function deliver(
  reply: FastifyReply,
  cache: AnswerCache,
  asked: Delivery,
  write: () => Promise<DeliveredBody>
): Promise<FastifyReply> {
  let tooLarge: DeliveredBody | undefined
  const plain = await cache.once({ ...asked, encoding: 'identity' }, async () => {
    const { headers, body } = await write()
    const read = await readUpTo(cache.largest, body)
    if ('whole' in read) return keptOf(asked, headers, read.whole)
    tooLarge = { headers, body: read.rest }
    return undefined
  })
  const { encoding } = asked
  if (plain === undefined) return sendLarge(reply, tooLarge ?? (await write()), encoding)
  if (encoding === 'identity') return sendKept(reply, plain)
  return sendKept(reply, (await cache.once(asked, () => packed(plain, encoding))) ?? plain)
}

/** Sends an answer that is kept, or 304 to who has it already or wants none that is there. */
export function sendKept(reply: FastifyReply, { etag, standing, headers, bytes }: KeptAnswer): FastifyReply {
  if (hasAlready(reply.request, etag) || wantsNone(reply.request))
    return reply.code(304).headers(standing).send()
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

/** The same answer in fewer bytes, or itself where there is nothing to gain. */
async function packed(plain: KeptAnswer, encoding: keyof typeof packings): Promise<KeptAnswer> {
  if (!isPackable(plain.headers['content-type'], plain.bytes.byteLength)) return plain
  const bytes = unpooled(await packings[encoding].whole(plain.bytes))
  const ofBytes = { 'content-encoding': encoding, 'content-length': String(bytes.byteLength) }
  return { ...plain, headers: { ...plain.headers, ...ofBytes }, bytes }
}

/** All of a body, or where it is longer than the limit, the body with nothing of it lost. */
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

/** Bytes in memory of their own: a few of them in a shared block would keep all of the block. */
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
  if (whole && packing === 'identity') return reply.send(body)
  return sendPieces(reply, whole ? inOnePiece(body) : body, packing)
}

async function* inOnePiece(body: string | Buffer): AsyncGenerator<string | Buffer> {
  yield body
}
