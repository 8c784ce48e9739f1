import { isAggregate } from '../vocabulary/countries/aggregate.ts'
import { countryByCode, countrySchemes } from '../vocabulary/countries/country.ts'
import { resolveCountry, suggestCountries } from '../vocabulary/countries/country-resolution.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import { type Dimension, dimensions } from '../vocabulary/measures/dimension.ts'
import { type FoundFault, foundFault, outOfRange, type QuerySchema } from './faults.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Faults of the query string that were found before validation. */
    queryFaults: FoundFault[]
    /** The given parameters, lists split, without conversion and defaults. */
    given: Record<string, unknown>
  }
}

/** Single values as text, lists as arrays of text, for Ajv to check and convert. */
export interface Normalised {
  values: Record<string, unknown>
  faults: FoundFault[]
}

/**
 * Splits lists at their commas. Finds the faults that no schema can express: a parameter without a value, and a
 * parameter of one value that is given twice (neither value is chosen for the client).
 */
export function normalise(
  raw: Record<string, string | string[]>,
  { properties = {} }: QuerySchema
): Normalised {
  // Without a prototype: otherwise a parameter `__proto__` would be lost silently.
  const values: Record<string, unknown> = Object.create(null)
  const faults: FoundFault[] = []
  for (const [name, given] of Object.entries(raw)) {
    const isList = Object.hasOwn(properties, name) && properties[name]?.type === 'array'
    const parts = [given].flat().flatMap(text => (isList ? text.split(',') : [text]))
    if (!Object.hasOwn(properties, name)) values[name] = given
    else if (parts.some(part => part.includes('\0')))
      faults.push(foundFault('invalid-parameter', name, 'invalid-value', said('no_such_character', { name })))
    else if (parts.some(part => part.trim() === ''))
      faults.push(foundFault('invalid-parameter', name, 'empty-value', said('empty_value', { name })))
    else if (isList) values[name] = [...new Set(parts)]
    else if (parts.length > 1)
      faults.push(
        foundFault('invalid-parameter', name, 'given-twice', said('given_twice', { name, n: parts.length }))
      )
    else values[name] = parts[0]
  }
  return { values, faults }
}

/** Faults that a schema cannot express: numbers beyond all, reversed date ranges and country codes of another scheme. */
export function checkValues(values: Record<string, unknown>, schema: QuerySchema): FoundFault[] {
  return [...beyondAll(values, schema), ...reversedRanges(values, schema), ...foreignCodes(values, schema)]
}

/** Ajv converts `1e400` to infinity, and compares that with no limit. */
function beyondAll(values: Record<string, unknown>, { properties = {} }: QuerySchema): FoundFault[] {
  const isBeyond = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)
  return Object.entries(values)
    .filter(([, value]) => [value].flat().some(isBeyond))
    .map(([name, value]) => outOfRange(name, String(value), properties[name] ?? {}))
}

function reversedRanges(values: Record<string, unknown>, { properties = {} }: QuerySchema): FoundFault[] {
  return Object.keys(properties).flatMap(from => {
    const to = from.replace(/_from$/, '_to')
    const [first, last] = [values[from], values[to]]
    const isRange = from !== to && properties[from]?.format === 'date' && properties[to]?.format === 'date'
    return isRange && typeof first === 'string' && typeof last === 'string' && first > last
      ? [
          foundFault(
            'invalid-parameter',
            from,
            'from-after-to',
            said('from_after_to', { from, first, to, last })
          )
        ]
      : []
  })
}

const isCountry = (name: string): boolean =>
  name in dimensions && dimensions[name as Dimension].kind === 'country'

function foreignCodes(values: Record<string, unknown>, { properties = {} }: QuerySchema): FoundFault[] {
  return Object.keys(properties)
    .filter(isCountry)
    .flatMap(name =>
      [values[name] ?? []]
        .flat()
        .filter((code): code is string => typeof code === 'string')
        .flatMap(code => {
          if (countryByCode(code) === undefined) return [foreignCode(name, code)]
          return name !== reporter && isAggregate(code) ? [noCountry(name, code)] : []
        })
    )
}

/** The one country that aggregates of reporting countries stand in the place of. */
const reporter = 'country_of_asylum'

const noCountry = (name: string, code: string): FoundFault =>
  foundFault('unknown-code', name, 'unknown-code', said('aggregate_of_reporters', { name, code, reporter }))

/** The fault of an unknown country code, with suggestions and its scheme. The code is never converted. */
export function foreignCode(name: string, code: string): FoundFault {
  const meant = suggestCountries(code).flatMap(country =>
    name !== reporter && country.status === 'aggregate' ? [] : [country.code]
  )
  const scheme = countrySchemes.find(
    each => each !== 'iso3' && 'match' in resolveCountry({ scheme: each, code })
  )
  const lookup = scheme
    ? `scheme=${scheme}&code=${encodeURIComponent(code)}`
    : `name=${encodeURIComponent(code)}`
  return foundFault(
    'unknown-code',
    name,
    'unknown-code',
    said('foreign_code', { name, code: code.slice(0, 100), lookup: lookup.slice(0, 150) }),
    meant
  )
}
