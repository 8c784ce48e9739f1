import type { LocalText } from '../../vocabulary/labels/texts/texts.ts'
import type { ReleaseHoldings } from '../../vocabulary/release/holdings.ts'
import type { Coverage } from '../../vocabulary/time/coverage.ts'

/** The properties of a release that decide whether it becomes current. */
export interface Candidate {
  series: string
  starter: boolean
  synthetic: boolean
  coverage: Coverage
  /** What its rows tell; null where they were not looked at. */
  holdings: ReleaseHoldings | null
  /** The day of its edition; null where it is not known. */
  edition_on: string | null
}

/** A release that is to be published. */
export interface NewCandidate extends Candidate {
  /** In which respects it is not as expected: --force loaded it all the same. */
  forced: readonly string[]
  /** Which of its figures are hard to believe, in words; '' where none is. */
  breaches: LocalText
}

export interface CurrentRelease extends Candidate {
  release_id: number
  release: string
}

/** SQL: the columns of `releases` that make a CurrentRelease. */
export const standingColumns = `release_id, release, series, starter, synthetic, coverage, holdings,
  released_on::text as edition_on`
