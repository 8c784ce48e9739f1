import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { exposedHeaders } from './exposed-headers.ts'
import { problemDocument, sendProblem } from './problem-document.ts'

export const requestId = (): string => randomUUID()

/** Refuses a path that cannot be decoded or is too long. No hook has run yet, so CORS headers are added here. */
export function refuseUrl(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(bare)
  sendProblem(error, request, reply)
}

const bare = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': exposedHeaders.join(', '),
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store'
}

const statuses: Record<string, [number, string, string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'Request Header Fields Too Large',
    'The headers or the URL of the request are too long.'
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'The request did not arrive in time.']
}

/** Answers bytes that are no HTTP, or too long headers. Node gives no request object for them, only a socket. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, words, says] = statuses[error.code ?? ''] ?? [400, 'Bad Request', 'The request is not HTTP.']
  const refusal = Object.assign(new Error(says), { statusCode: status }) as FastifyError
  const body = JSON.stringify(problemDocument(refusal, { instance: '', request_id: requestId() }))
  const head = Object.entries({
    ...bare,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close'
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${words}\r\n${head.join('')}\r\n${body}`)
}
