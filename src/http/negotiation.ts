import type { IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'
import type { Format } from '../formats/format.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { nearest, Problem } from '../vocabulary/problem.ts'

const suffixes = new WeakMap<IncomingMessage, string>()
// Three dots stand between two releases, and what follows them is no suffix.
const suffixed = /^(\/v1(?:\/[^?]*?)?)(?<!\.)\.([A-Za-z0-9-]+)\/?(?=\?|$)/

/** A file of a release: the ends of its name are no formats of an answer. */
const file = /^\/v1\/sources\/[^/?]+\/downloads\/[^?]/

const origin = /^https?:\/\/[^/?#]*/i

/** A request target without its origin, which proxies may send (absolute form, RFC 9112 §3.2.2). */
export const withoutOrigin = (target: string): string => target.replace(origin, '') || '/'

/**
 * The path to route by. A format's suffix is removed from a path of the API, so that `/v1/cases.csv` and
 * `/v1/cases?format=csv` are one route; ids have no dots. An origin is removed too.
 */
export function withoutSuffix(request: IncomingMessage): string {
  const url = withoutOrigin(request.url ?? '/')
  const match = suffixed.exec(url)
  if (!match || file.test(url)) return url
  suffixes.set(request, String(match[2]))
  return `${match[1]}${url.slice(match[0].length)}`
}

/**
 * The format of the answer: from the suffix, else `format=`, else Accept. Throws not-acceptable with the endpoint's
 * formats where it has none of the requested ones.
 */
export function formatOf(
  request: { raw: IncomingMessage; headers: { accept?: string } },
  requested: string | undefined,
  available: readonly Format[]
): Format {
  const suffix = suffixes.get(request.raw)
  if (suffix !== undefined) return ofSuffix(suffix, requested, available)
  const named = available.find(({ id }) => id === requested)
  if (named) return named
  // A format of the contract that this computer cannot write. Before validation it may be there twice, as a list.
  if (typeof requested === 'string') throw notAvailable('format', requested, available)
  const accept = request.headers.accept?.trim() ?? ''
  const [usual] = available
  if (!accept && usual) return usual
  const format = negotiated(accept, available)
  if (format) return format
  throw notAvailable('Accept', accept, available)
}

/** Whether Accept decides on the format: neither a suffix nor `format=` names one. */
export const isByAccept = (request: { raw: IncomingMessage }, requested: string | undefined): boolean =>
  requested === undefined && !suffixes.has(request.raw)

/**
 * The format that an Accept header prefers (RFC 9110 §12.5.1): the highest weight, then the more specific range, then
 * the order of the header, then that of `available`. Where nothing else is accepted, a type with an unknown parameter
 * is matched without the parameter. Undefined where the endpoint has no accepted format.
 */
function negotiated(accept: string, available: readonly Format[]): Format | undefined {
  const negotiator = new Negotiator({ headers: { accept } })
  const named = negotiator.mediaTypes().map(type => type.toLowerCase())
  // A browser that opens a page accepts images too, but does not request one.
  const isPage = named.includes('text/html')
  const offered = available.filter(({ type }) => !isPage || !type.startsWith('image/'))
  const byName = new Map(offered.flatMap(format => format.accepts.map(type => [type, format] as const)))
  const byType = new Map(offered.map(format => [format.type, format]))
  // Other names of a format are offered only where the header has them: a wildcard matches the main types.
  const names = [...byName.keys()].filter(type => named.includes(type))
  const type = negotiator.mediaType([...byType.keys(), ...names]) ?? named.find(each => byName.has(each))
  return type === undefined ? undefined : (byType.get(type) ?? byName.get(type))
}

function ofSuffix(suffix: string, requested: string | undefined, available: readonly Format[]): Format {
  const format = available.find(({ id }) => id === suffix)
  if (!format) throw notAvailable('format', suffix, available)
  if (requested && requested !== format.id)
    throw new Problem('invalid-parameter', said('suffix_and_format', { suffix, format: requested }), [
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
    said('format_not_available', { given: given.slice(0, 100), names: names.join(', ') }),
    [fault]
  )
}
