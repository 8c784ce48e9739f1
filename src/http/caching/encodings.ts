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
  /** For answers that are too large to hold in memory. */
  stream(): Transform
}

/** Above quality 5 the time doubles and the size falls by only a few per cent. */
const brotli: BrotliOptions = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT
  }
}
const brotliWhole: (bytes: Buffer, options: BrotliOptions) => Promise<Buffer> = promisify(brotliCompress)
const gzipWhole: (bytes: Buffer) => Promise<Buffer> = promisify(gzip)

/** The content encodings of answers, the smaller result first. */
export const packings = {
  br: { whole: bytes => brotliWhole(bytes, brotli), stream: () => createBrotliCompress(brotli) },
  gzip: { whole: bytes => gzipWhole(bytes), stream: () => createGzip() }
} as const satisfies Record<string, Packing>

export type Encoding = keyof typeof packings | 'identity'

/** Whether to compress: text of at least 1,024 bytes. A workbook is compressed already. */
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

/** The part of negotiator that its types leave out: the order of preference among encodings of the same weight. */
interface EncodingNegotiator {
  encodings(): string[]
  encoding(available: readonly string[], options: { preferred: readonly string[] }): string | undefined
}

/**
 * The encoding that an Accept-Encoding header accepts with the highest weight (RFC 9110 §12.5.3); of those with the
 * same weight br, then gzip. `*` stands for gzip, which every client knows, and never for br. `identity` where the
 * header is absent or accepts none of the available encodings.
 */
export function encodingOf(header: string | undefined): Encoding {
  if (header === undefined) return 'identity'
  const negotiator: EncodingNegotiator = new Negotiator({ headers: { 'accept-encoding': header } })
  const named = negotiator.encodings().map(name => name.toLowerCase())
  const available = ['gzip', 'identity', ...['br', 'x-gzip'].filter(name => named.includes(name))]
  return encodingsByName[negotiator.encoding(available, { preferred }) ?? 'identity'] ?? 'identity'
}
