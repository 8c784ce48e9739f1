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
import Negotiator from 'negotiator'

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

/** The names of each encoding in a header; `x-gzip` is the old name of gzip (RFC 9110 §8.4.1.3). */
const encodingsByName: Readonly<Record<string, Encoding>> = {
  br: 'br',
  gzip: 'gzip',
  'x-gzip': 'gzip',
  identity: 'identity'
}
const preferred = ['br', 'gzip', 'x-gzip']

/** The part of negotiator that its types leave out: which of the encodings accepted alike comes first. */
interface EncodingNegotiator {
  encodings(): string[]
  encoding(available: readonly string[], options: { preferred: readonly string[] }): string | undefined
}

/**
 * The encoding that an Accept-Encoding header accepts with the highest weight (RFC 9110 §12.5.3); of those with the
 * same weight br, then gzip. `*` stands for gzip, which every client knows, and never for br. Not packed where the
 * header is absent or accepts nothing that there is.
 */
export function encodingOf(header: string | undefined): Encoding {
  if (header === undefined) return 'identity'
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { 'accept-encoding': header } })
  const named = negotiator.encodings().map(name => name.toLowerCase())
  const available = ['gzip', 'identity', ...['br', 'x-gzip'].filter(name => named.includes(name))]
  return encodingsByName[negotiator.encoding(available, { preferred }) ?? 'identity'] ?? 'identity'
}
