import type { ReleaseEntry } from '../snapshot/card.ts'
import { type DateRange, rangesOf } from '../vocabulary/time/date-range.ts'
import type { BlockQuestion } from './question.ts'

/**
 * A release and the days for which it answers (`range`), with the question as requested (`asked`) and as narrowed to
 * these days (`question`).
 */
export interface Answering {
  release: ReleaseEntry
  range: DateRange
  asked: BlockQuestion
  question: BlockQuestion
  /** The series for releases that share its days, so that their days can be joined; otherwise the id of the release. */
  chain: string
}

/**
 * The days for which each release answers. Current releases of a series by date range share its days: an older release
 * answers only for days that no newer one covers, since both hold the same returns of these days. A pinned release
 * answers for all days of its coverage.
 */
export function answeringFor(
  releases: readonly ReleaseEntry[],
  asked: BlockQuestion,
  { release: pinned }: { release?: string[] | undefined }
): Answering[] {
  const isShared = ({ series, about }: ReleaseEntry): boolean =>
    pinned === undefined && about.series.some(each => each.id === series && each.by_date_range === true)
  const chainOf = (release: ReleaseEntry): string =>
    isShared(release) ? `${release.source}/${release.series}` : String(release.release_id)
  const ranges = new Map(
    [...new Set(releases.map(chainOf))].flatMap(chain =>
      rangesOf(releases.filter(release => chainOf(release) === chain)).map(
        ({ release, range }) => [release, range] as const
      )
    )
  )
  return releases.flatMap(release => {
    const range = ranges.get(release)
    return range
      ? [{ release, range, chain: chainOf(release), asked, question: within(asked, release, range) }]
      : []
  })
}

/**
 * Ends the question at the last day of the range where a newer release covers the later days. Otherwise the end stays
 * as requested: returns dated after the coverage belong to this release.
 */
function within(question: BlockQuestion, { coverage }: ReleaseEntry, { to }: DateRange): BlockQuestion {
  if (to === coverage.to) return question
  const { returned_on_to: requested = to } = question
  return { ...question, returned_on_to: requested < to ? requested : to }
}
