import type { ReleaseEntry } from '../snapshot/card.ts'
import { periodLabelOf } from '../statistics/question/period-fit.ts'
import { numberOf } from '../vocabulary/labels/number-of.ts'
import { listedUpTo, said, type Translated } from '../vocabulary/labels/texts/texts.ts'
import type { Gaps, PauseRules, PeriodFigure } from '../vocabulary/results/return-timeline.ts'
import type { DateRange } from '../vocabulary/time/date-range.ts'
import { addDays, addMonths } from '../vocabulary/time/day.ts'
import { parsePeriod, type YearBasis } from '../vocabulary/time/period.ts'
import { newestPause, periodsBefore } from './gaps.ts'

/** How long the periods of a source are. */
export type SourcePeriod = 'year' | 'quarter' | 'month'

export const monthsIn = { year: 12, quarter: 3, month: 1 } as const satisfies Record<SourcePeriod, number>

/** A period of a source, and whether the whole of it lies in a range of days. */
export interface CoveredPeriod {
  period: string
  is_whole: boolean
}

/** The periods that have a day of a range, in order. */
export function coveredPeriods(
  { from, to }: DateRange,
  word: SourcePeriod,
  basis: YearBasis
): CoveredPeriod[] {
  const periods: CoveredPeriod[] = []
  for (let day = from; day <= to; ) {
    const label = periodLabelOf(day, word, basis)
    const period = parsePeriod(label, basis)
    if (!period) throw new Error(`${label} is no ${word} of ${monthsIn[word]} months`)
    periods.push({ period: label, is_whole: period.from >= from && period.to <= to })
    day = addDays(period.to, 1)
  }
  return periods
}

type Figured = Omit<PeriodFigure, 'period'>

const zero: Figured = { value: 0, flags: [] }
const notReported: Figured = { value: null, flags: ['not_reported'] }

/**
 * What is told, with every period that is covered. One without a row that is covered whole has the figure of `absent`;
 * it is not told where it is `untold`: some returns of that period are of a type that is not stated.
 */
export function filled(
  told: readonly PeriodFigure[],
  covered: readonly CoveredPeriod[],
  untold: ReadonlySet<string>,
  absent: (period: string) => Figured = () => zero
): PeriodFigure[] {
  const byPeriod = new Map(told.map(figure => [figure.period, figure]))
  const inside = new Set(covered.map(({ period }) => period))
  const withoutRow = ({ period, is_whole }: CoveredPeriod): PeriodFigure =>
    is_whole
      ? { period, ...(untold.has(period) ? notReported : absent(period)) }
      : { period, value: null, flags: ['partial'] }
  return [
    ...told.filter(({ period }) => !inside.has(period)),
    ...covered.map(each => byPeriod.get(each.period) ?? withoutRow(each))
  ].sort((a, b) => (a.period < b.period ? -1 : 1))
}

/** Figures of which those in the last months of the release are flagged, where its publisher calls them provisional. */
export function withProvisional(
  figures: readonly PeriodFigure[],
  { about, series, coverage }: ReleaseEntry,
  basis: YearBasis
): PeriodFigure[] {
  const months = about.series.find(({ id }) => id === series)?.provisional_months
  if (months === undefined) return [...figures]
  const last_final = addMonths(coverage.to, -months)
  return figures.map(figure => {
    const period = parsePeriod(figure.period, basis)
    const isFinal = period === undefined || period.to <= last_final || figure.value === null
    return isFinal || figure.flags.includes('provisional')
      ? figure
      : { ...figure, flags: [...figure.flags, 'provisional'] }
  })
}

/** Which periods are gone through, as the reasons name them. */
interface Through extends DateRange {
  word: SourcePeriod
}

/** Why no resumption is told, in words; null where one is. */
export function whyNotResumed(
  found: Gaps,
  { pause_periods, pause_months, usual_min, resumed_min }: PauseRules,
  { word, from, to }: Through
): Translated | null {
  const newest = newestPause(found)
  if (newest === null) {
    const periods = numberOf(pause_periods, word)
    return said('no_pause', {
      least:
        pause_months === null
          ? periods
          : said('least_and_months', { periods, months: numberOf(pause_months, 'month') }),
      returns: numberOf(usual_min, 'returns'),
      before: numberOf(periodsBefore, word),
      from,
      to
    })
  }
  if (!('next_in' in newest)) return said('pause_goes_on', { from: newest.from, to: newest.to })
  if (newest.is_resumed) return null
  if (newest.next_in === null) return said('after_pause_not_told', { from: newest.from, to: newest.to })
  const returns = newest.next_value ?? 0
  return said(returns === 1 ? 'not_resumed_one' : 'not_resumed', {
    ...{ from: newest.from, to: newest.to, next_in: newest.next_in, resumed_min },
    returns: numberOf(returns, 'returns')
  })
}

/** What makes the gaps less than sure. */
export function doubts(figures: readonly PeriodFigure[]): Translated[] {
  const unknown = figures.filter(({ value, flags }) => value === null && !flags.includes('partial'))
  const isRounded = figures.some(({ value, flags }) => value === 0 && flags.includes('rounded'))
  const periods = listedUpTo(
    6,
    unknown.map(({ period }) => period)
  )
  return [
    ...(unknown.length > 0 ? [said('numbers_not_told', { periods })] : []),
    ...(isRounded ? [said('rounded_zero')] : [])
  ]
}
