// Removes what always differs between two responses of one build to one request: times and request ids.
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

const clocks = new Set(['date', 'last-modified', 'ratelimit'])
const requestId = /("request_id":")[0-9a-f-]{36}"/g
const decoders = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync }

/** Replaces values that depend on the clock, and request ids, by `*`. The presence of a header still counts. */
export function normalised({ status, headers, body }) {
  return {
    status,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, clocks.has(name) ? '*' : value])
    ),
    body: withoutRequestId(body, headers['content-encoding'])
  }
}

/** A compressed body stays compressed, unless it contains a request id. */
function withoutRequestId(body, encoding) {
  const plain = body.length > 0 && decoders[encoding] ? decoders[encoding](body) : body
  const text = plain.toString('latin1')
  const changed = text.replace(requestId, '$1*"')
  return changed === text ? body : Buffer.from(changed, 'latin1')
}
