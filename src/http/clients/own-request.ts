import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { pageHeader } from './page-request.ts'

/** Whether a request has a body, which nothing here takes. */
export const hasBody = ({ headers }: { headers: IncomingHttpHeaders }): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** How many `Host` headers a request has: Node keeps the first alone. */
export const hostsOf = ({ rawHeaders }: Pick<IncomingMessage, 'rawHeaders'>): number =>
  rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length

/** Headers by which a client chooses among answers, and says which it has. */
const choosing = [
  ...['host', 'x-forwarded-host', 'x-forwarded-proto', 'accept', 'accept-encoding'],
  ...['if-none-match', 'if-modified-since']
] as const
type Choosing = (typeof choosing)[number]

/** Headers that change how a request is answered on its connection, and that of a question which a page asks. */
const unusual = ['content-length', 'transfer-encoding', 'expect', 'upgrade', pageHeader]

const chooses = new Map<string, Choosing>(choosing.map(name => [name, name]))
const lengths = new Set([...choosing, ...unusual].map(({ length }) => length))
const isUnusual = new Set(unusual)

/** What a plain request says of the answer that it wants. */
export type ChosenBy = { [name in Choosing]: string | undefined }

/**
 * Reads a request that is as clients send them: GET or HEAD of a path, by HTTP/1.1, to one host, without a body, with no header
 * twice by which an answer is chosen. Undefined for all others. Does not use `headers`, which Node makes when it is first read,
 * of all that was sent.
 */
export function readPlain({ method, httpVersion, rawHeaders }: IncomingMessage): ChosenBy | undefined {
  if ((method !== 'GET' && method !== 'HEAD') || httpVersion !== '1.1') return undefined
  const chosen: ChosenBy = {
    host: undefined,
    'x-forwarded-host': undefined,
    'x-forwarded-proto': undefined,
    accept: undefined,
    'accept-encoding': undefined,
    'if-none-match': undefined,
    'if-modified-since': undefined
  }
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const given = rawHeaders[i] as string
    if (!lengths.has(given.length)) continue
    const lower = given.toLowerCase()
    const name = chooses.get(lower)
    if (name === undefined) {
      if (isUnusual.has(lower)) return undefined
    } else if (chosen[name] === undefined) chosen[name] = rawHeaders[i + 1]
    else return undefined
  }
  return chosen.host === undefined ? undefined : chosen
}
