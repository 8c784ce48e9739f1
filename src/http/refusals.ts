import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
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

/** An error of Node's HTTP parser. */
interface ParsingError extends Error {
  code?: string
  /** The bytes in which the parser failed, a Buffer. */
  rawPacket?: unknown
}

/** Answers bytes that are no HTTP, or too long headers. Node gives no request object for them, only a socket. */
export function answerBrokenRequest(error: ParsingError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, words, says] =
    statuses[error.code ?? ''] ?? ([400, 'Bad Request', whyUnreadable(error)] as const)
  const { headers, body } = wireProblem(status, says, '')
  const head = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}\r\n`
  )
  socket.end(`HTTP/1.1 ${status} ${words}\r\n${head.join('')}\r\n${body}`)
}

/** Refuses an `Expect` other than `100-continue` (RFC 9110 §10.1.1): Node gives it to no route. */
export function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
  const says = `Expect: ${String(request.headers.expect).slice(0, 100)} cannot be met. Leave the header out.`
  const { headers, body } = wireProblem(417, says, request.url ?? '')
  response.writeHead(417, { ...headers, connection: 'close' }).end(body)
}

/** A problem document with its headers, for answers that no route of Fastify sends. */
function wireProblem(
  status: number,
  says: string,
  instance: string
): { headers: Record<string, string>; body: string } {
  const refusal = Object.assign(new Error(says), { statusCode: status }) as FastifyError
  const { document, content_language } = problemDocument(refusal, { instance, request_id: requestId() }, 'en')
  const body = JSON.stringify(document)
  return {
    headers: {
      ...bare,
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': content_language,
      'content-length': String(Buffer.byteLength(body))
    },
    body
  }
}

/** The address in the first line of a request, with characters that a URL must not have. */
const targetOf = (packet: unknown): string | undefined =>
  Buffer.isBuffer(packet) ? /^[A-Z]+ (\/[^\r\n]*?) HTTP\/1/.exec(packet.toString('utf8'))?.[1] : undefined

/** Why bytes are not read, with the address to ask for where only its characters are at fault. */
function whyUnreadable({ code, rawPacket }: ParsingError): string {
  const target = targetOf(rawPacket)
  if (target === undefined || target === encoded(target)) return 'The request is not HTTP.'
  const help = `Ask for ${encoded(target).slice(0, 300)}`
  return code === 'HPE_INVALID_URL'
    ? `The address has characters that must be percent-encoded (RFC 3986 §2.1). ${help}`
    : `The address has a space, or another character that must be percent-encoded. ${help}`
}

/** An address with every character encoded that a URL cannot have; what is encoded already stays. */
const encoded = (target: string): string => encodeURI(target).replaceAll(/%25([0-9A-F]{2})/gi, '%$1')
