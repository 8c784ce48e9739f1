import { statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import { send } from '../../../src/commands/fetch/connection.ts'
import type { Web } from '../../../src/commands/fetch/web.ts'

/** Answers a request. `had` says how many bytes of the file the client has put on its disk. */
export type Handler = (request: IncomingMessage, response: ServerResponse, had?: () => number) => unknown

export interface Asked {
  method: string
  url: string
  headers: IncomingMessage['headers']
}

export interface LocalServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  base: string
  asked: Asked[]
  /** Bytes of bodies sent since the last look. */
  served(): number
  /** What answers from now on. */
  answer(handler: Handler): void
}

/**
 * A server on 127.0.0.1 that answers as it is told to, counts the bytes of its bodies, and stops with the test. `part`
 * is the file that a client downloads into, for handlers that wait until it has what they sent.
 */
export async function localServer(t: Test, first: Handler, part?: string): Promise<LocalServer> {
  const had = part === undefined ? undefined : () => statSync(part, { throwIfNoEntry: false })?.size ?? 0
  let handler = first
  let bytes = 0
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    if (request.method !== 'HEAD')
      countBody(response, sent => {
        bytes += sent
      })
    handler(request, response, had)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    served() {
      const so_far = bytes
      bytes = 0
      return so_far
    },
    answer: next => {
      handler = next
    }
  }
}

/** Notes each piece of a body as it is written. */
function countBody(response: ServerResponse, note: (bytes: number) => void): void {
  for (const name of ['write', 'end'] as const) {
    const original = response[name].bind(response) as (...args: unknown[]) => unknown
    const counting = (...args: unknown[]) => {
      const [chunk] = args
      if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) note(chunk.length)
      return original(...args)
    }
    Object.assign(response, { [name]: counting })
  }
}

export interface Served {
  bytes: Buffer
  etag?: string
  last_modified?: string
  type?: string
}

/** A file server that does all as it should: HEAD, Range with If-Range, 416. */
export const wellBehaved =
  ({ bytes, etag, last_modified, type = 'application/x-zip-compressed' }: Served): Handler =>
  (request, response) => {
    response.setHeader('content-type', type)
    if (etag !== undefined) response.setHeader('etag', etag)
    if (last_modified !== undefined) response.setHeader('last-modified', last_modified)
    const { range, 'if-range': condition } = request.headers
    const from = /^bytes=(\d+)-(\d*)$/.exec(range ?? '')
    const holds = condition === undefined || condition === etag || condition === last_modified
    if (!from || !holds) return sent(request, response, 200, bytes)
    const [first, last] = [Number(from[1]), from[2] ? Number(from[2]) : bytes.length - 1]
    if (first >= bytes.length) return sent(request, response, 416, Buffer.alloc(0))
    response.setHeader('content-range', `bytes ${first}-${last}/${bytes.length}`)
    return sent(request, response, 206, bytes.subarray(first, last + 1))
  }

function sent(request: IncomingMessage, response: ServerResponse, status: number, body: Buffer): void {
  response.statusCode = status
  response.setHeader('content-length', body.length)
  response.end(request.method === 'HEAD' ? undefined : body)
}

/** Answers the GETs that come first as told, then as `after` does; HEAD is always answered well. */
export function atFirst(handlers: Handler[], after: Handler): Handler {
  const left = [...handlers]
  return (request, response, had) =>
    (request.method === 'HEAD' ? after : (left.shift() ?? after))(request, response, had)
}

/** Sends the first bytes of what a good server would send, then hangs up, when the client has them on its disk. */
export const hangsUpAfter =
  (bytes: number, served: Served): Handler =>
  (request, response, had) => {
    const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    const rest = served.bytes.subarray(from)
    const headers = { 'content-length': rest.length, ...(served.etag ? { etag: served.etag } : {}) }
    const partial =
      from > 0 ? { 'content-range': `bytes ${from}-${served.bytes.length - 1}/${served.bytes.length}` } : {}
    response.writeHead(from > 0 ? 206 : 200, { ...headers, ...partial })
    if (had === undefined) throw new Error('the server is not told which file the client writes')
    response.write(rest.subarray(0, bytes))
    const hangUp = async () => {
      while (had() < from + bytes) await sleep(5)
      response.destroy()
    }
    return hangUp()
  }

/** An error, or anything else, with a body of text. */
export const says =
  (status: number, body: string, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    response.writeHead(status, headers).end(body)

/** Bytes that begin as a zip does and repeat nowhere. */
export function zipLike(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    bytes[at] = state >>> 24
  }
  bytes.write('PK\x03\x04', 'latin1')
  return bytes
}

export interface TestWeb extends Web {
  told: string[]
  /** Milliseconds that were waited, without waiting them. */
  waited: number[]
}

/** The real network and a clock that does not wait. */
export function testWeb(settings: Partial<Web> = {}): TestWeb {
  const told: string[] = []
  const waited: number[] = []
  return {
    ...{ send, told, waited, signal: new AbortController().signal },
    tell: line => told.push(line),
    clock: {
      now: () => Date.parse('2026-09-03T12:00:00Z'),
      wait: async ms => {
        waited.push(ms)
      }
    },
    ...{ tries: 5, silence_ms: 60_000, crawl_ms: 300_000, most_bytes: 1e9, longest_wait_ms: 600_000 },
    ...settings
  }
}
