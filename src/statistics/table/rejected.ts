import { rejectedIn } from '../../vocabulary/results/rejected-rows.ts'
import type { Opened } from '../kinds/kind.ts'

/**
 * How many rows of the release that became no record may belong to an answer. Nothing of a question outside the coverage
 * is in the release but what is known to be there: rows whose period could be read. A row after the latest period might
 * have been the latest.
 */
export function rejectedOf({ question, frame, reach }: Opened): number {
  const { chosen, clock, memberships } = frame
  return rejectedIn(chosen.release, {
    filters: { ...question.filters, ...(question.unit && { unit: [question.unit] }) },
    ...(memberships && { memberships }),
    from: clock.from,
    to: question.period === 'latest' ? undefined : clock.to,
    is_outside: reach.inside === 'outside'
  })
}
