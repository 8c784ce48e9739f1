import type { Corpus } from './corpus.ts'
import { type Operation, operations, type Parameter, type ValueSchema } from './operations.ts'

/** A request that was made up from the contract. */
export interface MadeRequest {
  operation: Operation
  method: string
  /** The path and the query, as sent. */
  url: string
  /** The given parameters of the query, decoded. */
  query: ReadonlyMap<string, string>
  headers: Readonly<Record<string, string>>
}

/** Values that no parameter may have, and values at the edges of what it may have. */
const hostile = [
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '-0'],
  ...['', ' ', ',', ',,', 'a,', ':', '..', '/', '%', '%00', '\u0000', '\n', '\u202e', '😀', '\ud83d'],
  ...['0', '-1', '1e308', '99999999999999999999', '9223372036854775808', '0.1', '1e3'],
  ...['0000-00-00', '9999-99-99', '2023-02-30', '2023-13', '0001-01-01', '9999-12-31'],
  ...["'; drop table cases; --", '" or 1=1', '<script>', '{{x}}', '../../etc/passwd'],
  ...['x'.repeat(100), 'x'.repeat(101), 'x'.repeat(3000), 'AFG'.concat(',AFG'.repeat(300))]
]

const accepts = [
  ...[
    '*/*',
    'application/json',
    'text/csv',
    'application/x-ndjson',
    'image/svg+xml',
    'image/png',
    'text/html'
  ],
  ...['text/plain', 'application/pdf', '', 'text/csv;q=0', '*/*;q=0', 'junk', 'a/b,c/d;q=1e9'],
  ...['application/vnd.apache.parquet', 'text/csv;q=0.5,application/json;q=0.4']
]
const encodings = ['br', 'gzip', 'gzip, br', 'identity', '*;q=0', 'junk', 'br;q=0, gzip']
const suffixes = ['csv', 'ndjson', 'json', 'xlsx', 'svg', 'png', 'sentence', 'json-stat', 'parquet', 'pdf']
const otherMethods = ['HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE', 'PATCH', 'PROPFIND']

type Roll = () => number

const pick = <T>(roll: Roll, from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T

/** Makes up one request. What it is follows from the dice and from what was learned before. */
export function makeRequest(roll: Roll, corpus: Corpus): MadeRequest {
  const operation = pick(roll, operations)
  const next = roll() < 0.05 ? corpus.value('next', roll()) : undefined
  const path = pathOf(operation, roll, corpus)
  const suffix = roll() < 0.08 && path.startsWith('/v1/') ? `.${pick(roll, suffixes)}` : ''
  const given = queryOf(operation, roll, corpus)
  const query = new Map(given)
  const text = given.map(([name, value]) => `${encodeURIComponent(name)}=${escaped(value)}`).join('&')
  const url = next ?? `${path}${suffix}${text ? `?${text}` : ''}`
  return {
    operation: next ? operationAt(next) : operation,
    method: roll() < 0.06 ? pick(roll, otherMethods) : 'GET',
    url,
    query: next ? new Map(new URL(next, 'http://localhost').searchParams) : query,
    headers: headersOf(roll, corpus)
  }
}

function operationAt(url: string): Operation {
  // Ids have no dots: what follows one is a format.
  const path = url.replace(/[?].*$/, '').replace(/\.[a-z0-9-]+$/, '')
  const found = operations.find(each =>
    new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  )
  if (!found) throw new Error(`links.next leads to ${path}, which the contract does not have`)
  return found
}

/** A lone surrogate cannot be encoded; it is sent as the replacement character. */
const escaped = (value: string): string => encodeURIComponent(Buffer.from(value).toString())

function pathOf({ path }: Operation, roll: Roll, corpus: Corpus): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const known = roll() < 0.9 ? corpus.value(name, roll()) : undefined
    // A segment of dots would be another path.
    const value = known ?? pick(roll, hostile).replaceAll('.', 'x')
    return escaped(value === '' ? 'x' : value)
  })
}

function queryOf({ parameters }: Operation, roll: Roll, corpus: Corpus): [string, string][] {
  const possible = parameters.filter(each => each.in === 'query')
  const chosen = new Map<string, string>()
  const count = Math.floor(roll() * roll() * 6)
  const source = possible.find(({ name }) => name === 'source')
  if (source && roll() < 0.6) chosen.set('source', valueFor(source, roll, corpus))
  for (let i = 0; i < count && possible.length > 0; i++) {
    const parameter = pick(roll, possible)
    chosen.set(parameter.name, valueFor(parameter, roll, corpus))
  }
  if (roll() < 0.02) chosen.set(pick(roll, ['nationalty', 'page', '__proto__', 'a[b]', '']), '1')
  return [...chosen]
}

function valueFor({ name, schema }: Parameter, roll: Roll, corpus: Corpus): string {
  if (roll() < 0.04) return pick(roll, hostile)
  if (schema.type !== 'array') return plausible(name, schema, roll, corpus)
  const several = Array.from({ length: 1 + Math.floor(roll() * 3) }, () =>
    plausible(name, schema.items ?? {}, roll, corpus)
  )
  return several.join(',')
}

function plausible(name: string, schema: ValueSchema, roll: Roll, corpus: Corpus): string {
  if (schema.enum) return String(pick(roll, schema.enum))
  if (schema.type === 'boolean') return pick(roll, ['true', 'false'])
  if (schema.type === 'integer') {
    const { minimum = 0, maximum = 1000 } = schema
    return String(pick(roll, [minimum, minimum + 1, Math.floor((minimum + maximum) / 2), maximum]))
  }
  if (schema.format === 'date')
    return `${1995 + Math.floor(roll() * 32)}-${pick(roll, ['01-01', '06-30', '12-31', '02-29'])}`
  return corpus.value(name, roll()) ?? corpus.value(name.replace(/_(from|to)$/, ''), roll()) ?? 'x'
}

function headersOf(roll: Roll, corpus: Corpus): Record<string, string> {
  const etag = corpus.value('etag', roll())
  return {
    ...(roll() < 0.15 ? { accept: pick(roll, accepts) } : {}),
    ...(roll() < 0.5 ? { 'accept-encoding': pick(roll, encodings) } : {}),
    ...(roll() < 0.1 ? { 'if-none-match': pick(roll, ['*', 'W/"x"', 'junk', etag ?? '"']) } : {})
  }
}
