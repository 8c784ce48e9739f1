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
