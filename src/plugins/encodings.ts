import type { Transform } from 'node:stream'
import { promisify } from 'node:util'
import {
  type BrotliOptions,
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  gzip
} from 'node:zlib'

interface Packing {
  whole(bytes: Buffer): Promise<Buffer>
  /** For what is too large to be held whole. */
  stream(): Transform
}

/** Beyond quality 5 the time doubles for a few per cent of the bytes. */
const brotli: BrotliOptions = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT
  }
}
const brotliWhole: (bytes: Buffer, options: BrotliOptions) => Promise<Buffer> = promisify(brotliCompress)
const gzipWhole: (bytes: Buffer) => Promise<Buffer> = promisify(gzip)

/** How an answer can be packed, the better way first. */
export const packings = {
  br: { whole: bytes => brotliWhole(bytes, brotli), stream: () => createBrotliCompress(brotli) },
  gzip: { whole: bytes => gzipWhole(bytes), stream: () => createGzip() }
} as const satisfies Record<string, Packing>

export type Encoding = keyof typeof packings | 'identity'

/** Text gets shorter; a workbook is packed already, and a few bytes are not worth it. */
export const isPackable = (contentType: string | undefined, bytes: number): boolean =>
  bytes >= 1024 && /^text\/|[/+-](?:json|ndjson|xml)\b/.test(contentType ?? '')

const named = (name: string) => new RegExp(`(?:^|,)\\s*(?:${name})\\s*(?:;\\s*q=([\\d.]+)\\s*)?(?=,|$)`, 'i')
const br = named('br')
// Who takes anything knows gzip at least.
const gz = named('(?:x-)?gzip|\\*')
const identity = named('identity')

function weight(header: string, encoding: RegExp): number {
  const found = encoding.exec(header)
  return found === null ? 0 : Number(found[1] ?? 1)
}

/** The encoding that an Accept-Encoding header likes best: br where it likes both the same, none unless it asks. */
export function encodingOf(header: string | undefined): Encoding {
  if (header === undefined) return 'identity'
  const [ofBr, ofGzip, ofNone] = [weight(header, br), weight(header, gz), weight(header, identity)]
  if (ofBr > 0 && ofBr >= ofGzip && ofBr >= ofNone) return 'br'
  return ofGzip > 0 && ofGzip >= ofNone ? 'gzip' : 'identity'
}
