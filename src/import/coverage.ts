import type { Fact } from '../vocabulary/fact.ts'
import { type LocalText, said } from '../vocabulary/labels/texts/texts.ts'
import type { Coverage } from '../vocabulary/time/coverage.ts'
import type { Declared } from './recognise/recognised.ts'

/** What the facts of a release are found to cover. */
export interface CoverageOf {
  nationality: Coverage['nationality']
  country_of_asylum: Coverage['country_of_asylum']
  from: string | null
  to: string | null
}

/** Values that name no group of people: they add nothing to the coverage of a release. */
const noCountry = new Set(['UNK', 'OTHER', 'not_split', 'not_designated'])

/** What a finder has collected so far. Plain, so that a thread can hand it to another. */
export interface SeenFacts {
  nationalities: Set<string>
  asylums: Set<string>
  from: string | null
  to: string | null
}

/** Collects what facts cover: `see` takes one fact, `add` takes what another finder has collected. */
export function coverageFinder(): {
  see(fact: Fact): void
  add(other: SeenFacts): void
  readonly seen: SeenFacts
  readonly found: CoverageOf
} {
  const seen: SeenFacts = { nationalities: new Set(), asylums: new Set(), from: null, to: null }
  const span = (first: string | null | undefined, last: string | null | undefined) => {
    if (first && (seen.from === null || first < seen.from)) seen.from = first
    if (last && (seen.to === null || last > seen.to)) seen.to = last
  }
  return {
    seen,
    see(fact) {
      // What was reported beside records and figures says nothing of what a release covers.
      if (fact.grain === 'event') return
      if (fact.nationality !== undefined) seen.nationalities.add(fact.nationality)
      if (fact.grain !== 'count') {
        const day = dayOf(fact)
        span(day, day)
        return
      }
      if (fact.country_of_asylum !== undefined) seen.asylums.add(fact.country_of_asylum)
      span(fact.period_from, fact.period_to)
    },
    add({ nationalities, asylums, from, to }) {
      for (const code of nationalities) seen.nationalities.add(code)
      for (const code of asylums) seen.asylums.add(code)
      span(from, to)
    },
    get found() {
      const { nationalities, asylums, from, to } = seen
      return { nationality: codes(nationalities), country_of_asylum: codes(asylums), from, to }
    }
  }
}

/** A table that does not split by a country covers all of them, in one number. */
function codes(found: Set<string>): Coverage['nationality'] {
  const named = [...found].filter(code => !noCountry.has(code)).sort()
  return found.size === 0 || [...found].every(code => code === 'not_split') ? 'all' : named
}

function dayOf(fact: Exclude<Fact, { grain: 'count' | 'event' }>): string | undefined {
  if (fact.grain === 'decision') return fact.decided_on
  return fact.grain === 'return' ? fact.returned_on : fact.filed_on
}

/**
 * The coverage of a release: what its layouts declare, else what its facts show. `retrieved_on` is used where there is
 * no date. Missing tables are listed.
 */
export function coverageOf(
  layouts: readonly Declared[],
  found: CoverageOf,
  retrieved_on: string,
  rows_read: number,
  missing_tables: readonly string[] = []
): Coverage {
  const every = layouts.some(({ all_from_rows = Number.POSITIVE_INFINITY }) => rows_read >= all_from_rows)
  const declared: Partial<Coverage> = Object.assign(
    every ? { nationality: 'all', country_of_asylum: 'all' } : {},
    ...layouts.map(layout => layout.coverage)
  )
  return {
    nationality: declared.nationality ?? found.nationality,
    country_of_asylum: declared.country_of_asylum ?? found.country_of_asylum,
    from: declared.from ?? found.from ?? retrieved_on,
    to: declared.to ?? found.to ?? retrieved_on,
    complete:
      (declared.complete ?? true) &&
      missing_tables.length === 0 &&
      layouts.every(({ whole_from_rows = 0 }) => rows_read >= whole_from_rows),
    ...(missing_tables.length > 0 && { missing_tables: [...missing_tables] })
  }
}

/** What the rows tell better than the declared coverage: it is not compared. */
export interface Compared {
  /** Whether nationalities, and countries of asylum that are listed, are compared by the rows. */
  byRows?: boolean
  /** False where the first and the last day say nothing. */
  days?: boolean
}

/** In which respects the coverage `outer` does not contain `inner`, in words; empty where it does. */
export function missingFrom(
  outer: Coverage,
  inner: Coverage,
  { byRows = false, days = true }: Compared = {}
): LocalText[] {
  const parts: [LocalText, boolean][] = [
    [said('lost_nationalities'), byRows || !lacks(outer.nationality, inner.nationality)],
    [
      said('lost_countries_of_asylum'),
      (byRows && inner.country_of_asylum !== 'all') ||
        !lacks(outer.country_of_asylum, inner.country_of_asylum)
    ],
    [
      said('lost_days', { from: inner.from, to: inner.to }),
      !days || (outer.from <= inner.from && outer.to >= inner.to)
    ],
    [said('lost_parts'), outer.complete || !inner.complete],
    ...(outer.missing_tables ?? []).map((table): [LocalText, boolean] => [
      said('lost_table', { table }),
      inner.missing_tables?.includes(table) ?? false
    ])
  ]
  return parts.filter(([, whole]) => !whole).map(([name]) => name)
}

const lacks = (outer: Coverage['nationality'], inner: Coverage['nationality']): boolean =>
  outer !== 'all' && (inner === 'all' || inner.some(code => !outer.includes(code)))
