import type { FastifyError } from 'fastify'
// What people type who know another service, or no service: each word with what it means here.
import typedWords from '../vocabulary/labels/typed-words.json' with { type: 'json' }
import { dimensions } from '../vocabulary/measures/dimension.ts'
import { type Fault, nearest, Problem, type ProblemType, problemTypes } from '../vocabulary/problem.ts'

type Validation = NonNullable<FastifyError['validation']>[number]

/** One fault with the type of its problem and its message. */
export interface FoundFault {
  type: ProblemType
  fault: Fault
  says: string
}

/** The part of a JSON schema of a query string that messages are made from. */
export interface QuerySchema {
  properties?: Record<string, PropertySchema>
}
export interface PropertySchema {
  type?: string
  format?: string
  enum?: readonly string[]
  items?: PropertySchema
  minimum?: number
  maximum?: number
}

/** A fault with its message. `meant`: the values or names that the client may have meant. */
export function foundFault(
  type: ProblemType,
  parameter: string,
  code: string,
  says: string,
  meant: string[] = []
): FoundFault {
  const fault = meant.length > 0 ? { parameter, code, did_you_mean: meant } : { parameter, code }
  return { type, fault, says: meant.length > 0 ? `${says} Did you mean ${meant.join(' or ')}?` : says }
}

/** All faults as one problem; its type is that of the fault that comes first in the catalogue of problems. */
export function problemOfFaults(faults: FoundFault[]): Problem {
  const order = Object.keys(problemTypes)
  const [first] = [...faults].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
  return new Problem(
    first?.type ?? 'invalid-parameter',
    faults.map(({ says }) => says).join(' '),
    faults.map(({ fault }) => fault)
  )
}

/** Those of `names` that a word means by the catalogue of what people type, in its order. */
function meantBy(kind: keyof typeof typedWords, word: string, names: readonly string[]): string[] {
  const catalogue: Readonly<Record<string, string[]>> = typedWords[kind]
  const key = word.toLowerCase()
  return Object.hasOwn(catalogue, key) ? (catalogue[key] ?? []).filter(name => names.includes(name)) : []
}

/** The fault of an unknown parameter. If it were ignored, the answer would hold figures that the client excluded. */
export function unknownParameter(name: string, { properties = {} }: QuerySchema): FoundFault {
  const names = Object.keys(properties)
  const meant = meantBy('parameters', name, names)
  const close = nearest(name.replace(/\[.*$/, ''), names)
  const is = Object.hasOwn(dimensions, name) ? 'is no parameter of this endpoint.' : 'is no parameter.'
  return foundFault(
    'unknown-parameter',
    name,
    'unknown-parameter',
    `${name} ${is}`,
    (meant.length > 0 ? meant : close).slice(0, 3)
  )
}

/** The fault of a validation error of Ajv. */
export function faultOf(error: Validation, schema: QuerySchema, query: Record<string, unknown>): FoundFault {
  if (error.keyword === 'additionalProperties')
    return unknownParameter(String(error.params.additionalProperty), schema)
  const [, name = '', index] = error.instancePath.split('/')
  const property = schema.properties?.[name] ?? {}
  const given = query[name]
  const value = String(Array.isArray(given) && index !== undefined ? given[Number(index)] : given)
  const quoted = `${name}: "${value.slice(0, 100)}"`
  switch (error.keyword) {
    case 'required':
      return foundFault(
        'invalid-parameter',
        String(error.params.missingProperty),
        'missing',
        `${error.params.missingProperty} is needed.`
      )
    case 'enum': {
      const values = (error.params.allowedValues as string[]).map(String)
      const close = closest(value, values)
      const isListed = values.length <= 12 || (close.length === 0 && values.length <= 60)
      const says = `${quoted} is not one of its values${isListed ? ` (${values.join(', ')})` : ''}.`
      // A list can be sorted by its date and its id only; another column is an unsupported combination.
      const type = name === 'sort' ? 'unsupported-combination' : 'invalid-parameter'
      return foundFault(type, name, 'unknown-value', says, close)
    }
    case 'format':
      return foundFault(
        'invalid-parameter',
        name,
        'invalid-date',
        `${quoted} is no day that exists, written YYYY-MM-DD.`
      )
    case 'minimum':
    case 'maximum':
      return outOfRange(name, value, property)
    case 'type':
      return foundFault(
        'invalid-parameter',
        name,
        'invalid-type',
        `${quoted} is no ${words[String(error.params.type)] ?? 'such value'}.`
      )
    default:
      return foundFault(
        'invalid-parameter',
        name,
        'invalid-value',
        `${quoted} ${error.message ?? 'cannot be read'}.`
      )
  }
}

/** The values that a word means where it is in the catalogue; else those nearest to a misspelling; else those with a word nearest to it: "granted" in refugee_status_granted. */
function closest(value: string, values: readonly string[]): string[] {
  const meant = meantBy('values', value, values)
  if (meant.length > 0) return meant.slice(0, 3)
  const near = nearest(value, values)
  if (near.length > 0) return near
  const partsOf = (text: string): string[] => text.split(/[_.]/)
  return values.filter(each => nearest(value, partsOf(each)).length > 0).slice(0, 3)
}

const words: Record<string, string> = {
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false'
}

function outOfRange(name: string, value: string, { minimum, maximum }: PropertySchema): FoundFault {
  const range = `${name} is a number from ${minimum ?? '…'} to ${maximum ?? '…'}.`
  return name === 'limit' && Number(value) <= 0
    ? foundFault(
        'invalid-parameter',
        name,
        'out-of-range',
        `${range} To learn only how many there are, ask for meta.total.`,
        ['count=exact']
      )
    : foundFault('invalid-parameter', name, 'out-of-range', range)
}
