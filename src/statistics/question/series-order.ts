import type { SeriesAbout } from '../../vocabulary/about.ts'
import type { DateRange } from '../../vocabulary/time/date-range.ts'
import type { Chosen } from './chosen.ts'
import { setClock } from './clock.ts'
import type { Question } from './question.ts'

/**
 * Whether one of two tables that can answer does so in the place of the other: both are series of one source, and what
 * the source declares puts one after the other (about.ts `same_as`, `answers_after`).
 */
export function goesBefore(one: Chosen, other: Chosen, question: Question): boolean {
  if (one.release.source !== other.release.source) return false
  if (precedes(one, other)) return !reachesFurther(other, one, question)
  return precedes(other, one) && reachesFurther(one, other, question)
}

/** Whether a series is one after which another answers, or one after which that one does. */
function precedes({ series: { id } }: Chosen, { series, release }: Chosen): boolean {
  const passed = new Set<string>()
  const isBefore = (at: SeriesAbout): boolean => {
    if (passed.has(at.id)) return false
    passed.add(at.id)
    return [at.same_as ?? [], at.answers_after ?? []].flat().some(before => {
      const next = release.about.series.find(each => each.id === before)
      return before === id || (next !== undefined && isBefore(next))
    })
  }
  return isBefore(series)
}

/**
 * Whether the later of two series answers all the same, because it has other figures, and has all days of the earlier
 * one and more of those that are asked for.
 */
function reachesFurther(later: Chosen, earlier: Chosen, question: Question): boolean {
  if (later.series.answers_after === undefined) return false
  const bounds = setClock(question, later)
  const isOpen = bounds.from === undefined && bounds.to === undefined
  if (isOpen && later.series.goes_further !== true) return false
  const own = within(later.release.coverage, bounds)
  const others = within(earlier.release.coverage, bounds)
  const holds = own.from <= others.from && own.to >= others.to
  return holds && (own.from < others.from || own.to > others.to)
}

/** The part of a range that lies inside bounds. */
const within = (
  { from, to }: DateRange,
  bounds: { from?: string | undefined; to?: string | undefined }
): DateRange => ({
  from: bounds.from !== undefined && bounds.from > from ? bounds.from : from,
  to: bounds.to !== undefined && bounds.to < to ? bounds.to : to
})
