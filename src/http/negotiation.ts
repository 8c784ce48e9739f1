import type { IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'
import type { Format } from '../formats/format.ts'
import { nearest, Problem } from '../vocabulary/problem.ts'

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
  asked: string | undefined,
  available: readonly Format[]
): Format {
  const suffix = suffixes.get(request.raw)
  if (suffix !== undefined) return ofSuffix(suffix, asked, available)
  const named = available.find(({ id }) => id === asked)
  if (named) return named
  const accept = request.headers.accept?.trim() ?? ''
  const [usual] = available
  if (!accept && usual) return usual
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
  const offered = available.filter(({ type }) => !isPage || !type.startsWith('image/'))
  const byName = new Map(offered.flatMap(format => format.accepts.map(type => [type, format] as const)))
  const byType = new Map(offered.map(format => [format.type, format]))
  // Only a name that stands in the header is offered beside a format's own type: a wildcard means the types.
  const names = [...byName.keys()].filter(type => named.includes(type))
  const type = negotiator.mediaType([...byType.keys(), ...names]) ?? named.find(each => byName.has(each))
  return type === undefined ? undefined : (byType.get(type) ?? byName.get(type))
}

function ofSuffix(suffix: string, asked: string | undefined, available: readonly Format[]): Format {
  const format = available.find(({ id }) => id === suffix)
  if (!format) throw notAvailable('format', suffix, available)
  if (asked && asked !== format.id)
    throw new Problem('invalid-parameter', `The path ends in .${suffix} and format says ${asked}.`, [
      { parameter: 'format', code: 'given-twice' }
    ])
  return format
}

function notAvailable(parameter: string, given: string, available: readonly Format[]): Problem {
  const names = available.map(({ id }) => id)
  const meant = nearest(given, names)
  const fault = { parameter, code: 'not-available', ...(meant.length > 0 ? { did_you_mean: meant } : {}) }
  return new Problem(
    'not-acceptable',
    `"${given.slice(0, 100)}" is not available here. There is: ${names.join(', ')}.`,
    [fault]
  )
}
