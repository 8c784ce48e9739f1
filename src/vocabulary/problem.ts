import { distance } from 'fastest-levenshtein'
import titles from './labels/texts/problem-titles.json' with { type: 'json' }
import type { Translated } from './labels/texts/texts.ts'

/** Every kind of error that a client can meet (docs/rules/api.md §4), with its HTTP status. Closed. */
export const problemTypes = {
  'unknown-parameter': { status: 400 },
  'invalid-parameter': { status: 400 },
  'unknown-code': { status: 400 },
  'ambiguous-code': { status: 400 },
  'source-required': { status: 400 },
  'incompatible-units': { status: 400 },
  'unsupported-combination': { status: 400 },
  'query-too-large': { status: 400 },
  'invalid-cursor': { status: 400 },
  'release-not-found': { status: 404 },
  'outside-retention': { status: 404 },
  'not-found': { status: 404 },
  removed: { status: 410 },
  'range-not-satisfiable': { status: 416 },
  'method-not-allowed': { status: 405 },
  'not-acceptable': { status: 406 },
  'rate-limited': { status: 429 },
  'query-timeout': { status: 503 },
  overloaded: { status: 503 },
  internal: { status: 500 }
} as const satisfies Record<string, { status: number }>
export type ProblemType = keyof typeof problemTypes

/** The title of each kind of error. */
export const problemTitles = titles satisfies Record<ProblemType, Translated>

/** One fault of a request. All faults of a request are reported at once. */
export interface Fault {
  parameter: string
  code: string
  did_you_mean?: string[]
}

/**
 * An error for the client, with what would work instead. Any room throws it; only plugins/problems.ts turns it into
 * `application/problem+json`. Its message is the English detail. Members of `extra` are added beside the standard ones.
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly type: ProblemType
  readonly detail: Translated
  readonly errors: Fault[]
  readonly extra: Record<string, unknown>

  constructor(
    type: ProblemType,
    detail: Translated,
    errors: Fault[] = [],
    extra: Record<string, unknown> = {}
  ) {
    super(detail.en)
    this.type = type
    this.detail = detail
    this.errors = errors
    this.extra = extra
  }
}

/** With so few edits a word is a name misspelled, whatever else it is near to. */
const editsOfASlip = 2

/**
 * The names that a word means: the nearest to it, else those that have all its parts, such as `unhcr` or `us-ice`. At most
 * three. `others`: names that are known and do not answer what is asked; they are meant where the word is one of them
 * misspelled, or no name that answers is meant.
 */
export function namesMeant(word: string, names: readonly string[], others: readonly string[] = []): string[] {
  const slips = nearest(word, [...new Set([...names, ...others])], editsOfASlip)
  if (slips.length > 0) return slips
  const meant = meantOf(word, names)
  return meant.length > 0 ? meant : meantOf(word, others)
}

function meantOf(word: string, names: readonly string[]): string[] {
  const distinct = [...new Set(names)]
  const close = nearest(word, distinct)
  if (close.length > 0) return close
  const parts = word.toLowerCase().split(/[-_. ]+/)
  const isPart = (name: string): boolean => parts.every(part => name.split(/[-_.]/).includes(part))
  return distinct.filter(isPart).slice(0, 3)
}

/** The names nearest to a misspelled one, nearest first: at most three, none with too many edits. */
export function nearest(
  word: string,
  names: readonly string[],
  limit = Math.max(2, Math.floor(word.length / 3))
): string[] {
  return names
    .map(name => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name)
}
