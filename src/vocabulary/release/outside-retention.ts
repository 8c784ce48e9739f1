import { inOneText, said, type Translated } from '../labels/texts/texts.ts'
import { Problem } from '../problem.ts'

/** A release and when it answered by default. */
export interface ReleaseTimes {
  source: string
  series: string
  release: string
  status: 'current' | 'beside' | 'superseded' | 'withdrawn'
  published_at: string
  superseded_at: string | null
}

/** Whether a release was the current one of its series at the end of a day. */
export const wasCurrent = (
  { status, published_at, superseded_at }: Omit<ReleaseTimes, 'series'>,
  day: string
): boolean =>
  (status === 'current' || status === 'superseded') &&
  published_at.slice(0, 10) <= day &&
  (superseded_at === null || superseded_at.slice(0, 10) > day)

/** A label with the days on which it was current. */
function timesOf({ release, published_at, superseded_at, status }: ReleaseTimes): Translated {
  const from = published_at.slice(0, 10)
  if (status === 'current') return said('release_current_since', { release, from })
  if (status === 'superseded' && superseded_at !== null)
    return said('release_current_between', { release, from, to: superseded_at.slice(0, 10) })
  return said('release_never_current', { release })
}

/**
 * The problem `outside-retention`: releases that were published and whose records, or files, are kept no longer. It names
 * those of the same series that are, with the days on which they were current, in words and in the member `kept`.
 */
export function outsideRetention(
  gone: readonly [ReleaseTimes, ...ReleaseTimes[]],
  all: readonly ReleaseTimes[],
  parameter: string
): Problem {
  const kept = all.filter(
    each =>
      each.status !== 'withdrawn' &&
      gone.some(({ source, series }) => source === each.source && series === each.series)
  )
  const [{ source }] = gone
  return new Problem(
    'outside-retention',
    said('outside_retention', {
      source,
      gone: inOneText(gone.map(timesOf), ', '),
      kept: kept.length > 0 ? inOneText(kept.map(timesOf), ', ') : said('none_there')
    }),
    [{ parameter, code: 'outside-retention' }],
    {
      kept: kept.map(({ source, series, release, status, published_at, superseded_at }) => ({
        ...{ source, series, release, status },
        current_from: published_at.slice(0, 10),
        current_to: superseded_at?.slice(0, 10) ?? null
      }))
    }
  )
}
