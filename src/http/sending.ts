import { pipeline, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import { type Encoding, packings } from './caching/encodings.ts'

/**
 * Sends an answer piece by piece and waits until it is sent, so that its release set stays open. A failure before the
 * first piece is an ordinary error. A later failure cuts the connection, because a response that ends normally would
 * look complete.
 */
export async function sendPieces(
  reply: FastifyReply,
  pieces: AsyncGenerator<string | Buffer>,
  encoding: Encoding
): Promise<FastifyReply> {
  const first = await pieces.next()
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  if (reply.request.method === 'HEAD') {
    // No content-length: it would be known only after writing the whole answer.
    await pieces.return(undefined)
    return reply.send(Readable.from([]))
  }
  const stream = Readable.from(
    (async function* () {
      try {
        if (!first.done) yield first.value
        yield* pieces
      } finally {
        // Also needed where the client disconnects before the second piece.
        await pieces.return(undefined)
      }
    })(),
    { objectMode: false }
  )
  if (encoding === 'identity') reply.send(stream)
  else reply.send(pipeline(stream, packings[encoding].stream(), () => {}))
  await finished(stream).catch(() => {})
  return reply
}
