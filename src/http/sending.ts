import { pipeline, Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import { type Encoding, packings } from './encodings.ts'

/**
 * Sends an answer piece by piece and waits until it is read, so that what it reads from stays open. A failure before
 * the first piece is an ordinary error; one after it cuts the connection, since a file that ends cleanly would pass
 * for the whole.
 */
export async function sendPieces(
  reply: FastifyReply,
  pieces: AsyncGenerator<string | Buffer>,
  encoding: Encoding
): Promise<FastifyReply> {
  const first = await pieces.next()
  if (encoding !== 'identity') reply.header('content-encoding', encoding)
  if (reply.request.method === 'HEAD') {
    // How long it is would only come out by writing all of it.
    await pieces.return(undefined)
    return reply.send(Readable.from([]))
  }
  const stream = Readable.from(
    (async function* () {
      try {
        if (!first.done) yield first.value
        yield* pieces
      } finally {
        // Where its reader goes away before the second piece, too.
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
