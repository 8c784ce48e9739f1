import { numberOf } from '../vocabulary/labels/number-of.ts'
import { inOneText, said, type Translated } from '../vocabulary/labels/texts/texts.ts'
import type { ClosedGap, Gaps, PeriodFigure } from '../vocabulary/results/return-timeline.ts'
import { type DateRange, joined } from '../vocabulary/time/date-range.ts'
import { daysBetween } from '../vocabulary/time/day.ts'
import type { Answering } from './days.ts'
import { gapsIn, newestPause, periodBefore } from './gaps.ts'
import { coveredPeriods, filled, whyNotResumed } from './periods.ts'
import { askedDays, coversWhole, type DatedReturns } from './question.ts'

/** A time without a return, between two days with a return. */
export interface Pause {
  /** The last return before it, and the first after it. */
  last_before: string
  first_after: string
  days: number
}

/** What one of the releases that share the days of a series has of a destination, of one type of return. */
export interface TellingRows extends Pick<Answering, 'release' | 'range' | 'asked'> {
  rows: readonly DatedReturns[]
  /** Months in which it has returns of a type that is not stated. */
  untold: ReadonlySet<string>
}

export interface RecordPauses extends Gaps {
  gaps_not_told: Translated | null
  longest_pause: Pause | null
  resumed_on: string | null
  not_told: Translated | null
}

/**
 * When nobody was returned, by month, and when returns began again, by days, or why that cannot be told from this
 * source. Releases whose days follow on one another are read as one; days between them that none covers are not told.
 */
export function recordPauses(tellings: readonly [TellingRows, ...TellingRows[]]): RecordPauses {
  const having = tellings.filter(({ rows }) => rows.length > 0)
  if (having.length === 0) return withoutPause(said('no_return_here'))
  const reasons = tellings.map(whyUnknown)
  const able = tellings.filter((_, i) => reasons[i] === null)
  if (able.length === 0) return withoutPause(eachOnce(reasons.flatMap(reason => reason ?? [])))
  const { rules } = tellings[0].asked
  const spans = joined(able.map(({ range }) => range))
    .map(span => askedDays(span, tellings[0].asked))
    .filter(({ from, to }) => from <= to)
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) return withoutPause(said('time_not_covered'))
  const days = [...new Set(able.flatMap(({ rows }) => rows.map(({ day }) => day as string)))].sort()
  const months = monthsOf(able, spans)
  const found = gapsIn(months, 1, rules)
  const why = whyNotResumed(found, rules, { word: 'month', from: first.from, to: last.to })
  const pauses = found.gaps
    .filter(gap => gap.is_pause && periodBefore(gap, months) !== undefined)
    .flatMap(gap => pauseOf(gap, days) ?? [])
  const newest = newestPause(found)
  const resumed = newest && 'next_in' in newest && newest.is_resumed ? pauseOf(newest, days) : undefined
  const told = [...(why === null ? [] : [why]), ...betweenSpans(spans)]
  return {
    ...found,
    gaps_not_told: null,
    longest_pause: longestOf(pauses),
    resumed_on: resumed?.first_after ?? null,
    not_told: told.length > 0 ? inOneText(told) : null
  }
}

const withoutPause = (not_told: Translated): RecordPauses => ({
  gaps: [],
  open_gap: null,
  gaps_not_told: not_told,
  longest_pause: null,
  resumed_on: null,
  not_told
})

/** Every month from the first to the last day that is covered; one that no release covers is not told. */
function monthsOf(able: readonly TellingRows[], spans: readonly DateRange[]): PeriodFigure[] {
  const [first, last] = [spans[0] as DateRange, spans.at(-1) as DateRange]
  const isWhole = new Map(
    spans
      .flatMap(span => coveredPeriods(span, 'month', 'calendar'))
      .map(({ period, is_whole }) => [period, is_whole])
  )
  const all = coveredPeriods({ from: first.from, to: last.to }, 'month', 'calendar').map(({ period }) => ({
    period,
    is_whole: isWhole.get(period) ?? false
  }))
  const counts = new Map<string, number>()
  for (const { day, value } of able.flatMap(({ rows }) => rows)) {
    const month = (day as string).slice(0, 7)
    // Around the time that a release covers there may be returns that it does not have.
    if (isWhole.has(month)) counts.set(month, (counts.get(month) ?? 0) + value)
  }
  const told = [...counts].map(
    ([period, value]): PeriodFigure => ({ period, value, flags: isWhole.get(period) ? [] : ['partial'] })
  )
  return filled(told, all, new Set(able.flatMap(({ untold }) => [...untold])))
}

/** A pause as the days of the last return before it and of the first after it; undefined where one is not known. */
function pauseOf({ from, next_in }: ClosedGap, days: readonly string[]): Pause | undefined {
  const last_before = days.findLast(day => day < from)
  const first_after = next_in === null ? undefined : days.find(day => day >= next_in)
  if (last_before === undefined || first_after === undefined) return undefined
  return { last_before, first_after, days: daysBetween(last_before, first_after) }
}

/** The longest pause, the earliest among equals; null where there is none. */
const longestOf = (pauses: readonly Pause[]): Pause | null =>
  pauses.reduce<Pause | null>((best, each) => (best && best.days >= each.days ? best : each), null)

/** Reasons one after the other, each once. */
const eachOnce = (reasons: readonly Translated[]): Translated =>
  inOneText([...new Map(reasons.map(each => [each.en, each])).values()])

/** Days that no release covers are unknown. They are not days without returns. */
const betweenSpans = (spans: readonly DateRange[]): Translated[] =>
  spans.slice(1).map(({ from }, i) => {
    const last = (spans[i] as DateRange).to
    return said('between_spans', { last, from })
  })

/** Why a release does not tell when nobody was returned; null where it does. */
export function whyUnknown({ release, rows, asked }: Omit<TellingRows, 'untold'>): Translated | null {
  const vague = rows.filter(({ precision }) => precision === 'month' || precision === 'year')
  const undated = rows.filter(({ day }) => day === null)
  const count = (some: readonly DatedReturns[]) => some.reduce((sum, each) => sum + each.value, 0)
  if (release.about.only_when_named) return said('single_returns')
  if (!coversWhole(release, asked)) return said('not_every_return')
  if (vague.length > 0) return said('days_not_known', { returns: numberOf(count(vague), 'returns') })
  return undated.length > 0 ? said('dates_not_known', { returns: numberOf(count(undated), 'returns') }) : null
}
