import { distance } from 'fastest-levenshtein'

/** Every kind of error that a client can meet (docs/rules/api.md §4), with its HTTP status and title. Closed. */
export const problemTypes = {
  'unknown-parameter': { status: 400, title: 'Unknown parameter' },
  'invalid-parameter': { status: 400, title: 'Invalid parameter' },
  'unknown-code': { status: 400, title: 'Unknown code' },
  'ambiguous-code': { status: 400, title: 'Ambiguous code' },
  'source-required': { status: 400, title: 'Several sources could answer' },
  'incompatible-units': { status: 400, title: 'Units cannot be added' },
  'unsupported-combination': { status: 400, title: 'This cannot be answered' },
  'query-too-large': { status: 400, title: 'Too many cells' },
  'invalid-cursor': { status: 400, title: 'Invalid cursor' },
  'release-not-found': { status: 404, title: 'Release not found' },
  'outside-retention': { status: 410, title: 'Release no longer kept' },
  'not-found': { status: 404, title: 'Not found' },
  removed: { status: 410, title: 'Removed' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'Format not available' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'query-timeout': { status: 503, title: 'The query took too long' },
  overloaded: { status: 503, title: 'Overloaded' },
  internal: { status: 500, title: 'Internal error' }
} as const satisfies Record<string, { status: number; title: string }>
export type ProblemType = keyof typeof problemTypes

/** One fault of a request. All faults of a request are reported at once. */
export interface Fault {
  parameter: string
  code: string
  did_you_mean?: string[]
}

/**
 * An error for the client, with what would work instead. Any room throws it; only plugins/problems.ts turns it into
 * `application/problem+json`. Members of `extra` are added beside the standard ones.
 */
export class Problem extends Error {
  override name = 'Problem'
  readonly type: ProblemType
  readonly errors: Fault[]
  readonly extra: Record<string, unknown>

  constructor(type: ProblemType, detail: string, errors: Fault[] = [], extra: Record<string, unknown> = {}) {
    super(detail)
    this.type = type
    this.errors = errors
    this.extra = extra
  }
}

/** The names that a word means: the nearest to it, else those of which it is a part, such as `unhcr`. At most three. */
export function namesMeant(word: string, names: readonly string[]): string[] {
  const distinct = [...new Set(names)]
  const close = nearest(word, distinct)
  if (close.length > 0) return close
  const part = word.toLowerCase()
  return distinct.filter(name => name.split(/[-_.]/).includes(part)).slice(0, 3)
}

/** The names nearest to a misspelled one, nearest first: at most three, none with too many edits. */
export function nearest(word: string, names: readonly string[]): string[] {
  const limit = Math.max(2, Math.floor(word.length / 3))
  return names
    .map(name => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ edits }) => edits <= limit)
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name)
}
