import { recordDate } from '../../vocabulary/records/record-date.ts'
import type { AskedRows } from '../../vocabulary/results/may-belong.ts'
import { type RejectedCount, rejectedIn } from '../../vocabulary/results/rejected-rows.ts'
import type { Opened } from '../kinds/kind.ts'

/**
 * How many rows of the release that became no record may belong to an answer. Nothing of a question outside the coverage
 * is in the release but what is known to be there: rows whose date could be read. The latest period is judged by what
 * the release tells, and a row after it might have been the latest: `later` is the number of these.
 */
export function rejectedOf({ question, frame, reach }: Opened): RejectedCount {
  const { chosen, clock, memberships } = frame
  const asked = (from: string | undefined, to: string | undefined): AskedRows => ({
    filters: { ...question.filters, ...(question.unit && { unit: [question.unit] }) },
    ...(memberships && { memberships }),
    ...daysAsked(frame, from, to),
    is_outside: reach.inside === 'outside'
  })
  const rows = rejectedIn(chosen.release, asked(clock.from, clock.to))
  if (question.period !== 'latest' || clock.to === undefined) return { rows, later: 0 }
  const all = rejectedIn(chosen.release, asked(clock.from, undefined))
  return { rows: all, later: all - rows, ...(clock.period_to !== undefined && { latest: clock.period_to }) }
}

/** The days of an answer: those of periods of published figures, or of one date of records. */
function daysAsked({ chosen, clock }: Opened['frame'], from: string | undefined, to: string | undefined) {
  const span = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
  if (chosen.table === 'published_counts') return span
  const date = chosen.subject.dates[clock.date_basis]
  return date ? { days: { [recordDate(chosen.table, date.column)]: span } } : {}
}
