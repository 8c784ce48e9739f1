import type { FastifyError } from 'fastify'
import {
  inOneText,
  said,
  type TextName,
  type Translated,
  withMeant
} from '../vocabulary/labels/texts/texts.ts'
// What people type who know another service, or no service: each word with what it means here.
import typedWords from '../vocabulary/labels/typed-words.json' with { type: 'json' }
import { dimensions } from '../vocabulary/measures/dimension.ts'
import { type Fault, nearest, Problem, type ProblemType, problemTypes } from '../vocabulary/problem.ts'

type Validation = NonNullable<FastifyError['validation']>[number]

/** One fault with the type of its problem and its message. */
export interface FoundFault {
  type: ProblemType
  fault: Fault
  says: Translated
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
  says: Translated,
  meant: string[] = []
): FoundFault {
  const fault = meant.length > 0 ? { parameter, code, did_you_mean: meant } : { parameter, code }
  return { type, fault, says: withMeant(says, meant) }
}

/** All faults as one problem; its type is that of the fault that comes first in the catalogue of problems. */
export function problemOfFaults(faults: FoundFault[]): Problem {
  const order = Object.keys(problemTypes)
  const [first] = [...faults].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
  return new Problem(
    first?.type ?? 'invalid-parameter',
    inOneText(faults.map(({ says }) => says)),
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
  return foundFault(
    'unknown-parameter',
    name,
    'unknown-parameter',
    said(Object.hasOwn(dimensions, name) ? 'no_parameter_here' : 'no_parameter', { name }),
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
  const quoted = { name, value: value.slice(0, 100) }
  switch (error.keyword) {
    case 'required':
      return foundFault(
        'invalid-parameter',
        String(error.params.missingProperty),
        'missing',
        said('missing_parameter', { name: String(error.params.missingProperty) })
      )
    case 'enum': {
      const values = (error.params.allowedValues as string[]).map(String)
      const close = closest(value, values)
      const isListed = values.length <= 12 || (close.length === 0 && values.length <= 60)
      const says = isListed
        ? said('not_of_values', { ...quoted, values: values.join(', ') })
        : said('not_of_list', quoted)
      // A list can be sorted by its date and its id only; another column is an unsupported combination.
      const type = name === 'sort' ? 'unsupported-combination' : 'invalid-parameter'
      return foundFault(type, name, 'unknown-value', says, close)
    }
    case 'format':
      return foundFault('invalid-parameter', name, 'invalid-date', said('no_day', quoted))
    case 'minimum':
    case 'maximum':
      return outOfRange(name, value, property)
    case 'type':
      return foundFault(
        'invalid-parameter',
        name,
        'invalid-type',
        said(typeTexts[String(error.params.type)] ?? 'no_such_value', quoted)
      )
    default:
      return foundFault(
        'invalid-parameter',
        name,
        'invalid-value',
        said(lengthTexts[error.keyword] ?? 'no_such_value', { ...quoted, limit: String(error.params.limit) })
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

const lengthTexts: Readonly<Record<string, TextName>> = {
  maxLength: 'value_too_long',
  minLength: 'value_too_short'
}

const typeTexts: Readonly<Record<string, TextName>> = {
  integer: 'no_whole_number',
  number: 'no_number',
  boolean: 'no_boolean'
}

/** The fault of a number that is outside of the range of its parameter. */
export function outOfRange(name: string, value: string, { minimum, maximum }: PropertySchema): FoundFault {
  const range = said('out_of_range', { name, least: minimum ?? '…', most: maximum ?? '…' })
  return name === 'limit' && Number(value) <= 0
    ? foundFault('invalid-parameter', name, 'out-of-range', inOneText([range, said('only_how_many')]), [
        'count=exact'
      ])
    : foundFault('invalid-parameter', name, 'out-of-range', range)
}
