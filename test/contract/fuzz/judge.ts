import { bodyFault, decoded } from './bodies.ts'
import type { MadeRequest } from './requests.ts'
import type { Received } from './send.ts'

/** Statuses that come from the method or the headers, and that no operation declares. */
const undeclared = [204, 304, 405]

/** What is wrong with the answer to a request; empty where nothing is. */
export function faultsOf(asked: MadeRequest, received: Received): string[] {
  const { status } = received
  if (status >= 500) return [`status ${status}`]
  const faults = headerFaults(asked, received)
  const isEmpty = asked.method === 'HEAD' || status === 204 || status === 304
  if (isEmpty) return received.bytes.length === 0 ? faults : [...faults, `${status} with a body`]
  if (asked.method !== 'GET')
    return asked.method === 'OPTIONS' || status === 405 || status === 414
      ? faults
      : [...faults, `status ${status}`]
  if (undeclared.includes(status)) return [...faults, `status ${status} to a GET`]
  const fault = bodyFault(asked, received)
  if (fault) return [...faults, fault]
  return [...faults, ...ignored(asked, received)]
}

const always = ['x-content-type-options', 'access-control-allow-origin', 'access-control-expose-headers']

/** Headers that an answer of a status must have. */
function headersOf(status: number, path: string): readonly string[] {
  if (status === 405 || status === 204) return ['allow']
  if (status === 429 || status === 503) return ['retry-after', 'content-type']
  if (status >= 400) return ['cache-control', 'content-type']
  return path.startsWith('/v1') ? ['etag', 'cache-control', 'vary'] : ['cache-control']
}

function headerFaults({ operation, method }: MadeRequest, { status, headers, bytes }: Received): string[] {
  const lacking = [...always, ...headersOf(status, operation.path)].filter(
    name => headers[name] === undefined
  )
  const length = headers['content-length']
  return [
    ...lacking.map(name => `${status} without ${name}`),
    ...(method !== 'HEAD' && length !== undefined && Number(length) !== bytes.length
      ? [`content-length ${length}, and ${bytes.length} bytes came`]
      : []),
    ...(status === 200 && /^\/v1\//.test(operation.path) && method === 'GET' && headers.link === undefined
      ? ['200 without link']
      : [])
  ]
}

/** Parameters of how an answer is written or cut; meta.query need not repeat them. */
const ofForm = new Set(['format', 'cursor', 'bom', 'delimiter', 'count', 'lang', 'header'])

/** Parameters that another member of meta tells. */
const toldBy: Readonly<Record<string, string>> = { dry_run: 'estimate', labels: 'labels' }

/** Whether a value is that of the parameter left out: of options that the contract gives no default, no and none. */
function isDefault({ operation }: MadeRequest, name: string, value: string): boolean {
  const schema = operation.parameters.find(each => each.name === name)?.schema
  return value === String(schema?.default ?? (schema?.type === 'boolean' ? false : 'none'))
}

/**
 * Parameters without which the same would have been answered: those that meta.query does not repeat, and filters that
 * a row does not fulfil.
 */
function ignored(asked: MadeRequest, received: Received): string[] {
  const { query, operation } = asked
  const isEnvelope = /^application\/json/.test(received.headers['content-type'] ?? '')
  if (received.status !== 200 || !isEnvelope || !operation.path.startsWith('/v1')) return []
  const { data, meta } = JSON.parse(decoded(received).toString('utf8'))
  const echoed: Record<string, unknown> = meta?.query ?? {}
  return [...query].flatMap(([name, value]) => {
    if (ofForm.has(name)) return []
    const isTold = name in echoed || (toldBy[name] ?? '') in meta
    if (!isTold && !isDefault(asked, name, value)) return [`${name} is ignored: meta.query does not have it`]
    const given = new Set(value.split(','))
    const rows: Record<string, unknown>[] = Array.isArray(data) ? data : []
    // A bound is no value that a row must have.
    const other = /_(from|to)$/.test(name)
      ? undefined
      : rows.find(row => typeof row[name] === 'string' && !given.has(row[name]))
    return other ? [`${name}=${value} is ignored: a row has ${other[name]}`] : []
  })
}
