import type { IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'
import { nearest, Problem } from '../vocabulary/problem.ts'

/** How an answer is written in a format. */
export interface FormatDefinition {
  type: string
  /** What names it in Accept. */
  accepts: readonly string[]
  /** The end of the file's name, where it is not the format's own. */
  file_ending?: string
  /** Shown in place by what opens it, and not saved to a file. */
  is_shown?: boolean
}

/**
 * Every format there is, with its media types; `format=`, a suffix and Accept name the same ones. JSON-stat has no
 * media type of its own registered: this one is JSON to whoever does not know it.
 */
export const formats = {
  json: { type: 'application/json; charset=utf-8', accepts: ['application/json'] },
  csv: { type: 'text/csv; charset=utf-8; header=present', accepts: ['text/csv'] },
  ndjson: {
    type: 'application/x-ndjson; charset=utf-8',
    accepts: ['application/x-ndjson', 'application/ndjson', 'application/jsonl']
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    accepts: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']
  },
  'json-stat': {
    type: 'application/vnd.json-stat+json',
    accepts: ['application/vnd.json-stat+json', 'application/json-stat+json', 'application/json-stat'],
    file_ending: 'json-stat.json',
    is_shown: true
  },
  'vega-lite': {
    type: 'application/vnd.vegalite.v6+json',
    accepts: ['application/vnd.vegalite.v6+json', 'application/vnd.vegalite+json'],
    file_ending: 'vega-lite.json',
    is_shown: true
  },
  svg: { type: 'image/svg+xml', accepts: ['image/svg+xml'], is_shown: true },
  sentence: {
    type: 'text/plain; charset=utf-8',
    accepts: ['text/plain'],
    file_ending: 'txt',
    is_shown: true
  }
} as const satisfies Record<string, FormatDefinition>
export type Format = keyof typeof formats

const suffixes = new WeakMap<IncomingMessage, string>()
const suffixed = /^(\/v1(?:\/[^?]*?)?)\.([A-Za-z0-9-]+)\/?(?=\?|$)/

/**
 * Takes a format's suffix from a path of the API before it is routed, so that `/v1/cases.csv` and
 * `/v1/cases?format=csv` are one route. Ids have no dots.
 */
export function withoutSuffix(request: IncomingMessage): string {
  const url = request.url ?? '/'
  const match = suffixed.exec(url)
  if (!match) return url
  suffixes.set(request, String(match[2]))
  return `${match[1]}${url.slice(match[0].length)}`
}

/**
 * The format to answer in: the suffix, else `format=`, else Accept. Throws not-acceptable where the endpoint has
 * none of what is asked for, naming those that it has.
 */
export function formatOf(
  request: { raw: IncomingMessage; headers: { accept?: string } },
  asked: Format | undefined,
  available: readonly Format[]
): Format {
  const suffix = suffixes.get(request.raw)
  if (suffix !== undefined) return ofSuffix(suffix, asked, available)
  if (asked) return asked
  const accept = request.headers.accept?.trim()
  if (!accept) return 'json'
  const format = negotiated(accept, available)
  if (format) return format
  throw notAvailable('Accept', accept, available)
}

/**
 * The format that an Accept header prefers (RFC 9110 §12.5.1): the highest weight, then the more specific range, then
 * the order of the header, then that of `available`. A type with a parameter that no format has is taken without it
 * where nothing else is accepted. Undefined where the endpoint has nothing that is accepted.
 */
function negotiated(accept: string, available: readonly Format[]): Format | undefined {
  const negotiator = new Negotiator({ headers: { accept } })
  const named = negotiator.mediaTypes().map(type => type.toLowerCase())
  // A browser that opens a page says that it takes pictures too; it does not ask for one.
  const isPage = named.includes('text/html')
  const offered = available.filter(each => !isPage || !formats[each].type.startsWith('image/'))
  const byName = new Map(
    offered.flatMap(format => formats[format].accepts.map(type => [type as string, format] as const))
  )
  const byType = new Map(offered.map(format => [formats[format].type as string, format]))
  // Only a name that stands in the header is offered beside a format's own type: a wildcard means the types.
  const names = [...byName.keys()].filter(type => named.includes(type))
  const type = negotiator.mediaType([...byType.keys(), ...names]) ?? named.find(each => byName.has(each))
  return type === undefined ? undefined : (byType.get(type) ?? byName.get(type))
}

function ofSuffix(suffix: string, asked: Format | undefined, available: readonly Format[]): Format {
  const format = available.find(each => each === suffix)
  if (!format) throw notAvailable('format', suffix, available)
  if (asked && asked !== format)
    throw new Problem('invalid-parameter', `The path ends in .${suffix} and format says ${asked}.`, [
      { parameter: 'format', code: 'given-twice' }
    ])
  return format
}

function notAvailable(parameter: string, given: string, available: readonly Format[]): Problem {
  const meant = nearest(given, available)
  const fault = { parameter, code: 'not-available', ...(meant.length > 0 ? { did_you_mean: meant } : {}) }
  return new Problem(
    'not-acceptable',
    `"${given.slice(0, 100)}" is not available here. There is: ${available.join(', ')}.`,
    [fault]
  )
}
