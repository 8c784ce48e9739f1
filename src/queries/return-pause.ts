import type { ReleaseEntry } from '../snapshot/card.ts'
import { type BlockQuestion, type Dated, isWhole } from './return-question.ts'

/** A time without a return, between two days with one. */
export interface Pause {
  /** The last return before it, and the first after it. */
  last_before: string
  first_after: string
  days: number
}

export interface Pauses {
  longest: Pause | null
  /** The newest of those that last long enough. */
  resumed_after: Pause | null
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** The same day so many months later; the last of the month where that month is shorter. */
export function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const index = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(index / 12), index % 12]
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate()
  return `${String(y).padStart(4, '0')}-${String(m + 1).padStart(2, '0')}-${String(Math.min(date, last)).padStart(2, '0')}`
}

/**
 * Pauses between the days on which anybody was returned. `days` are distinct and ascending. A pause that has not
 * ended has no return after it and is none yet.
 */
export function pausesIn(days: readonly string[], pauseMonths: number): Pauses {
  const pauses = days.slice(1).map((first_after, i) => {
    const last_before = days[i] as string
    return { last_before, first_after, days: dayNumber(first_after) - dayNumber(last_before) }
  })
  const longest = pauses.reduce<Pause | null>(
    (best, each) => (best && best.days >= each.days ? best : each),
    null
  )
  const long = pauses.filter(
    ({ last_before, first_after }) => monthsLater(last_before, pauseMonths) <= first_after
  )
  return { longest, resumed_after: long.at(-1) ?? null }
}

/** When returns began again, by days, or why that cannot be told from this source. */
export function recordPause(release: ReleaseEntry, rows: readonly Dated[], question: BlockQuestion) {
  const reason = untellable(release, rows, question)
  if (reason !== null) return { longest_pause: null, resumed_on: null, not_told: reason }
  const { from, to } = release.coverage
  const days = [...new Set(rows.map(({ day }) => day as string))]
  // Around the time that a release covers there may be returns that it does not have.
  const covered = days.filter(day => from <= day && day <= to)
  const { longest, resumed_after } = pausesIn(covered, question.pause_months)
  const among = covered.length < days.length ? ` from ${from} to ${to}, which is what the release covers` : ''
  const none = `There is no pause of ${question.pause_months} months or more that has ended${among}.`
  return {
    longest_pause: longest,
    resumed_on: resumed_after?.first_after ?? null,
    not_told: resumed_after ? null : none
  }
}

function untellable(release: ReleaseEntry, rows: readonly Dated[], question: BlockQuestion): string | null {
  const vague = rows.filter(({ precision }) => precision === 'month' || precision === 'year')
  const undated = rows.filter(({ day }) => day === null)
  const count = (some: readonly Dated[]) => some.reduce((sum, each) => sum + each.value, 0)
  if (rows.length === 0) return 'No return to this country is in this release.'
  if (release.about.only_when_named)
    return 'These are single returns that were reported, not all there were: a time without one is no pause.'
  if (!isWhole(release, question))
    return 'The release does not cover every return, so a time without one is no pause.'
  if (vague.length > 0) return `Of ${count(vague)} returns the day is not known, only the month or the year.`
  return undated.length > 0 ? `Of ${count(undated)} returns the date is not known.` : null
}
