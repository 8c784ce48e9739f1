import type { ReleaseEntry } from '../snapshot/card.ts'
import type { CellStatus } from '../vocabulary/cell-status.ts'
import type { Unit } from '../vocabulary/unit.ts'

/** Ordered: a decision names the country. Executed: a person departed to it. Two things, never added. */
export type OrderedOrExecuted = 'ordered' | 'executed'

/** What is asked of every source that tells of returns. */
export interface BlockQuestion {
  nationality?: readonly string[] | undefined
  return_type?: readonly string[] | undefined
  returned_on_from?: string | undefined
  returned_on_to?: string | undefined
  pause_months: number
}

/** Whose figure it is; records are exact, so that they have no flags. */
export const head = (
  { source, series, release, synthetic }: ReleaseEntry,
  unit: Unit,
  value: number | null,
  flags: CellStatus[] = []
) => ({ source, series, release, synthetic, unit, value, flags })

export type BlockHead = ReturnType<typeof head>

/** Whether the release has every return in the time that it covers, of the nationalities that are asked for. */
export const coversWhole = ({ coverage }: ReleaseEntry, { nationality }: BlockQuestion): boolean =>
  coverage.complete &&
  (coverage.nationality === 'all' || !nationality?.some(code => !coverage.nationality.includes(code)))

/** Returns of one day, or of one month or year of which no more is known. */
export interface DatedReturns {
  day: string | null
  precision: string | null
  same_country: string | null
  value: number
}
