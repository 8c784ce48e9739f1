import type { LookupAddress } from 'node:dns'
import { request as overHttp } from 'node:http'
import { request as overHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { addAbortSignal, pipeline, Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

/** One request over a connection of its own. */
export interface SentRequest {
  method: 'GET' | 'HEAD'
  headers: Record<string, string>
  /** Aborts the request, and the body of its response. */
  signal: AbortSignal
  /** The only addresses that are connected to. Left out: those that the system finds. */
  addresses?: readonly string[]
}

/** Sends a request and gives the response to it, a redirect too. Rejects where none comes. */
export type Send = (url: URL, request: SentRequest) => Promise<Response>

const unpackings = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress
}

/**
 * Sends a request over http or https. The name of the host is not looked up again where its addresses are given: what was
 * checked is what is connected to. The certificate is still the name's.
 */
export const send: Send = (url, { method, headers, signal, addresses }) =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? overHttps : overHttp
    // An agent would put the request on a connection that was made before.
    const options = { method, headers, signal, agent: false, ...(addresses && { lookup: always(addresses) }) }
    request(url, options, answer => {
      const body = addAbortSignal(signal, answer)
      const unpack = unpackings[(answer.headers['content-encoding'] ?? '') as keyof typeof unpackings]
      const plain = unpack === undefined ? body : pipeline(body, unpack(), () => {})
      const { statusCode: status = 0, rawHeaders } = answer
      const isEmpty = method === 'HEAD' || status === 204 || status === 304
      if (isEmpty) answer.resume()
      const read = isEmpty ? null : (Readable.toWeb(plain) as ReadableStream)
      resolve(new Response(read, { status, headers: inPairs(rawHeaders) }))
    })
      .on('error', reject)
      .end()
  })

/** A look-up that knows nothing but these addresses. */
function always(addresses: readonly string[]): LookupFunction {
  const found: LookupAddress[] = addresses.map(address => ({ address, family: isIP(address) }))
  return (_host, { all }, done) => {
    const [first] = found
    if (first === undefined) done(new Error('the name has no address'), [])
    else if (all) done(null, found)
    else done(null, first.address, first.family)
  }
}

const inPairs = (raw: readonly string[]): [string, string][] =>
  raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as [string, string]] : []))
