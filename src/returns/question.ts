import type { ReleaseEntry } from '../snapshot/card.ts'
import { placesOf } from '../statistics/question/places.ts'
import type { CellStatus } from '../vocabulary/cell-status.ts'
import { countriesAmong, type Memberships } from '../vocabulary/countries/groups/memberships.ts'
import type { PauseRules } from '../vocabulary/results/return-timeline.ts'
import type { DateRange } from '../vocabulary/time/date-range.ts'
import type { Unit } from '../vocabulary/unit.ts'

/** Ordered: a decision names the country. Executed: a person departed to it. Two things, never added. */
export type OrderedOrExecuted = 'ordered' | 'executed'

/** The question that is put to every source of returns. */
export interface BlockQuestion {
  nationality?: readonly string[] | undefined
  /** The groups of countries that are asked for. */
  memberships?: Memberships | undefined
  return_type?: readonly string[] | undefined
  returned_on_from?: string | undefined
  returned_on_to?: string | undefined
  rules: PauseRules
}

/** A figure with its attribution. Records are exact, so they have no flags. */
export const head = (
  { source, series, release, synthetic }: ReleaseEntry,
  unit: Unit,
  value: number | null,
  flags: CellStatus[] = [],
  destination_inferred: number | null = null
) => ({ source, series, release, synthetic, unit, value, flags, destination_inferred })

export type BlockHead = ReturnType<typeof head>

/** Whether the release has every return of its coverage, for the requested nationalities. */
export function coversWhole(
  { coverage }: ReleaseEntry,
  { nationality, memberships = {} }: BlockQuestion
): boolean {
  const groups = memberships.nationality_group
  const codes = nationality ?? (groups && countriesAmong(groups))
  return (
    coverage.complete &&
    (coverage.nationality === 'all' || !codes?.some(code => !coverage.nationality.includes(code)))
  )
}

/** Returns of one date. `precision` says whether the day is known, or only the month or year. */
export interface DatedReturns {
  day: string | null
  precision: string | null
  same_country: string | null
  value: number
}

/** The country that returned people, where a release is of one alone. */
export function returningCountry(release: ReleaseEntry): string | null {
  const { countries, aggregates } = placesOf({ release, table: 'published_counts' })
  const [one, ...others] = countries.length > 0 ? countries : aggregates
  return others.length === 0 ? (one ?? null) : null
}

/** The days of a range that are asked for: none where the first lies after the last. */
export function askedDays(
  { from, to }: DateRange,
  { returned_on_from = from, returned_on_to = to }: Pick<BlockQuestion, 'returned_on_from' | 'returned_on_to'>
): DateRange {
  return { from: [from, returned_on_from].sort()[1] as string, to: [to, returned_on_to].sort()[0] as string }
}
