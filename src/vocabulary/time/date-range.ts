import type { Coverage } from './coverage.ts'
import { addDays } from './day.ts'

/** First and last day, inclusive. */
export interface DateRange {
  from: string
  to: string
}

/** The properties of releases by which days are divided among them. */
interface Dated {
  coverage: Pick<Coverage, 'from' | 'to'>
  published_at: string
}

const newerFirst = (a: Dated, b: Dated): number =>
  a.coverage.to === b.coverage.to
    ? b.published_at.localeCompare(a.published_at)
    : b.coverage.to.localeCompare(a.coverage.to)

/**
 * The days for which each of several current releases of one series answers, newest release first. The newest answers
 * for all days that it covers, an older one for the days before. A release with no day left is not in the list.
 */
export function rangesOf<Release extends Dated>(
  releases: readonly Release[]
): { release: Release; range: DateRange }[] {
  const ranges: { release: Release; range: DateRange }[] = []
  let end: string | undefined
  for (const release of [...releases].sort(newerFirst)) {
    const { from, to } = release.coverage
    const last = end !== undefined && end < to ? end : to
    if (from <= last) ranges.push({ release, range: { from, to: last } })
    const before = addDays(from, -1)
    if (end === undefined || before < end) end = before
  }
  return ranges
}

/** Whether two ranges share a day; a bound that is left out is open. */
export const overlap = (range: DateRange, bounds: { from?: string | undefined; to?: string | undefined }) =>
  (bounds.from === undefined || bounds.from <= range.to) &&
  (bounds.to === undefined || bounds.to >= range.from)

/** Ranges in order of time; those that overlap or are adjacent are merged. */
export function joined(ranges: readonly DateRange[]): DateRange[] {
  const whole: DateRange[] = []
  for (const range of [...ranges].sort((a, b) => a.from.localeCompare(b.from))) {
    const last = whole.at(-1)
    if (!last || addDays(range.from, -1) > last.to) whole.push({ ...range })
    else if (range.to > last.to) last.to = range.to
  }
  return whole
}
