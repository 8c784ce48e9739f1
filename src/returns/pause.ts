import { type DateRange, joined, overlap } from '../vocabulary/time/date-range.ts'
import { addMonths, daysBetween } from '../vocabulary/time/day.ts'
import type { Answering } from './days.ts'
import { coversWhole, type DatedReturns } from './question.ts'

/** A time without a return, between two days with a return. */
export interface Pause {
  /** The last return before it, and the first after it. */
  last_before: string
  first_after: string
  days: number
}

export interface Pauses {
  longest: Pause | null
  /** The latest pause of at least pause_months; null where there is none. */
  resumed_after: Pause | null
}

/** The longest pause, the earliest among equals; null where there is none. */
const longestOf = (pauses: readonly Pause[]): Pause | null =>
  pauses.reduce<Pause | null>((best, each) => (best && best.days >= each.days ? best : each), null)

/**
 * Pauses between days with a return. `days` are distinct and ascending. A time without a return that has not ended is
 * no pause yet.
 */
export function pausesIn(days: readonly string[], pauseMonths: number): Pauses {
  const pauses = days.slice(1).map((first_after, i) => {
    const last_before = days[i] as string
    return { last_before, first_after, days: daysBetween(last_before, first_after) }
  })
  const longest = longestOf(pauses)
  const long = pauses.filter(
    ({ last_before, first_after }) => addMonths(last_before, pauseMonths) <= first_after
  )
  return { longest, resumed_after: long.at(-1) ?? null }
}

/** The returns of one release to a destination, among the releases that share the days of a series. */
export interface Telling extends Pick<Answering, 'release' | 'range' | 'asked'> {
  rows: readonly DatedReturns[]
}

/**
 * The longest pause and the day on which returns resumed, or why this source cannot give them. Releases whose days
 * adjoin are read as one. There is no pause across days that no release covers.
 */
export function recordPause(tellings: readonly [Telling, ...Telling[]]) {
  const having = tellings.filter(({ rows }) => rows.length > 0)
  if (having.length === 0) return withoutPause('No return to this country is in this release.')
  const reasons = tellings.map(whyUnknown)
  const able = tellings.filter((_, i) => reasons[i] === null)
  if (able.length === 0) return withoutPause([...new Set(reasons)].join(' '))
  const { returned_on_from, returned_on_to, pause_months } = tellings[0].asked
  const requested = { from: returned_on_from, to: returned_on_to }
  const spans = joined(able.map(({ range }) => range)).filter(span => overlap(span, requested))
  const days = [...new Set(able.flatMap(({ rows }) => rows.map(({ day }) => day as string)))].sort()
  // Outside the days that a release covers it may lack returns.
  const covered = spans.map(({ from, to }) => days.filter(day => from <= day && day <= to))
  const found = covered.map(each => pausesIn(each, pause_months))
  const longest = longestOf(found.flatMap(each => each.longest ?? []))
  const resumed_after = found.findLast(each => each.resumed_after)?.resumed_after
  const isCut = spans.length > 1 || covered.flat().length < days.length
  const what = tellings.length > 1 ? 'the releases cover' : 'the release covers'
  const among = isCut ? ` ${spansOf(spans)}, which is what ${what}` : ''
  const none = `There is no pause of ${pause_months} months or more that has ended${among}.`
  const notes = [...(resumed_after ? [] : [none]), ...gapsBetween(spans)]
  return {
    longest_pause: longest,
    resumed_on: resumed_after?.first_after ?? null,
    not_told: notes.length > 0 ? notes.join(' ') : null
  }
}

const withoutPause = (not_told: string) => ({ longest_pause: null, resumed_on: null, not_told })

const spansOf = (spans: readonly DateRange[]): string =>
  spans.map(({ from, to }) => `from ${from} to ${to}`).join(' and ')

/** Days that no release covers are unknown. They are not days without returns. */
const gapsBetween = (spans: readonly DateRange[]): string[] =>
  spans.slice(1).map(({ from }, i) => {
    const last = (spans[i] as DateRange).to
    return `After ${last} and before ${from} no release has every return, so a time without one is no pause.`
  })

function whyUnknown({ release, rows, asked }: Telling): string | null {
  const vague = rows.filter(({ precision }) => precision === 'month' || precision === 'year')
  const undated = rows.filter(({ day }) => day === null)
  const count = (some: readonly DatedReturns[]) => some.reduce((sum, each) => sum + each.value, 0)
  if (release.about.only_when_named)
    return 'These are single returns that were reported, not all there were: a time without one is no pause.'
  if (!coversWhole(release, asked))
    return 'The release does not cover every return, so a time without one is no pause.'
  if (vague.length > 0) return `Of ${count(vague)} returns the day is not known, only the month or the year.`
  return undated.length > 0 ? `Of ${count(undated)} returns the date is not known.` : null
}
