import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'csv-parse/sync'
import { contract } from './operations.ts'
import type { MadeRequest } from './requests.ts'
import type { Received } from './send.ts'

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true })
addFormats.default(ajv)
ajv.addSchema({ $id: 'contract', components: contract.components })
const validators = new Map<object, ReturnType<typeof ajv.compile>>()

function validatorOf(schema: object) {
  const found = validators.get(schema)
  if (found) return found
  const text = JSON.stringify(schema).replaceAll('"#/components', '"contract#/components')
  const made = ajv.compile(JSON.parse(text))
  validators.set(schema, made)
  return made
}

/** The body without its compression. Throws where it is cut or no such compression. */
export function decoded({ headers, bytes }: Received): Buffer {
  const encoding = headers['content-encoding']
  if (encoding === undefined || encoding === 'identity') return bytes
  if (encoding === 'br') return brotliDecompressSync(bytes)
  if (encoding === 'gzip') return gunzipSync(bytes)
  throw new Error(`content-encoding: ${encoding}`)
}

/** What a body of a type lacks to be whole and well-formed; undefined where nothing does. */
type Check = (body: Buffer, schema: object | undefined, delimiter: string) => string | undefined

const json: Check = (body, schema) => {
  const value: unknown = JSON.parse(body.toString('utf8'))
  if (!schema) return undefined
  const validate = validatorOf(schema)
  if (validate(value)) return undefined
  const [error] = validate.errors ?? []
  return `${error?.instancePath} ${error?.message}`
}

const framed =
  (start: string, end: string): Check =>
  body =>
    body.subarray(0, start.length).toString('latin1') === start &&
    body.subarray(-end.length).toString('latin1') === end
      ? undefined
      : `is not framed by ${start} and ${end}`

const checks: Readonly<Record<string, Check>> = {
  'application/json': json,
  'application/problem+json': json,
  'application/vnd.json-stat+json': json,
  'application/vnd.vegalite.v6+json': json,
  'application/x-ndjson': body => {
    const lines = body.toString('utf8').split('\n')
    if (lines.pop() !== '') return 'does not end with a line break'
    for (const line of lines) JSON.parse(line)
    return undefined
  },
  // Throws where a row has another number of fields than the header.
  'text/csv': (body, _schema, delimiter) => {
    if (!/\n$/.test(body.toString('utf8'))) return 'does not end with a line break'
    parse(body, { bom: true, delimiter })
    return undefined
  },
  'image/svg+xml': body =>
    /<\/svg>\s*$/.test(body.toString('utf8')) ? undefined : 'does not end with </svg>',
  'image/png': body =>
    body.subarray(1, 4).toString('latin1') === 'PNG' && body.includes('IEND', -12, 'latin1')
      ? undefined
      : 'is no whole image',
  'application/vnd.apache.parquet': framed('PAR1', 'PAR1'),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': body =>
    body.subarray(0, 2).toString('latin1') === 'PK' && body.includes('PK\u0005\u0006', -1000, 'latin1')
      ? undefined
      : 'is no whole zip'
}

/** The fault of a body of a type that the operation declares for its status; undefined where it has none. */
export function bodyFault(
  { operation: { responses }, query }: Pick<MadeRequest, 'operation' | 'query'>,
  received: Received
): string | undefined {
  const type =
    String(received.headers['content-type'] ?? '')
      .split(';')[0]
      ?.trim() ?? ''
  const declared = responses[received.status]?.content ?? {}
  if (!(type in declared)) return `type ${type} is not declared for ${received.status}`
  try {
    const body = decoded(received)
    const fault = checks[type]?.(
      body,
      declared[type]?.schema,
      query.get('delimiter') === 'semicolon' ? ';' : ','
    )
    return fault === undefined ? undefined : `${type} ${fault}`
  } catch (error) {
    return `${type}: ${error instanceof Error ? error.message : error}`
  }
}
