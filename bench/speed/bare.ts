/**
 * What our answers are measured beside: Fastify with nothing registered, and one route for each answer that it is sent, which
 * sends the same status, headers and bytes. Started by serving.ts; ends with its channel.
 */
import Fastify from 'fastify'

/** An answer that is sent as it is, again and again. */
export interface Repeating {
  status: number
  headers: Record<string, string>
  bytes: Buffer
}

process.once('message', async (answers: Repeating[]) => {
  const app = Fastify()
  for (const [i, { status, headers, bytes }] of answers.entries()) {
    const body = Buffer.from(bytes)
    app.get(`/${i}`, (_request, reply) => {
      reply.code(status).headers(headers)
      return status === 304 ? reply.send() : reply.send(body)
    })
  }
  process.send?.(await app.listen({ port: 0, host: '127.0.0.1' }))
  process.once('disconnect', () => app.close())
})
