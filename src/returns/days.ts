import type { ReleaseEntry } from '../snapshot/card.ts'
import { type DateRange, rangesOf } from '../vocabulary/time/date-range.ts'
import type { BlockQuestion } from './question.ts'

/** A release that answers for a span of days, what was asked, and the question as it is put to this release. */
export interface Answering {
  release: ReleaseEntry
  range: DateRange
  asked: BlockQuestion
  question: BlockQuestion
  /** The same for releases that share the days of one series among them: their days can be joined. */
  chain: string
}

/**
 * The days for which each release answers. Current releases of one series by date range share them: an older one
 * tells nothing of the days that a newer one covers, which would be the same returns twice. A release that is pinned
 * answers for all of its own.
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

/** Returns after the last day of a release are its own, but not those that a newer one tells. */
function within(question: BlockQuestion, { coverage }: ReleaseEntry, { to }: DateRange): BlockQuestion {
  if (to === coverage.to) return question
  const { returned_on_to: asked = to } = question
  return { ...question, returned_on_to: asked < to ? asked : to }
}
