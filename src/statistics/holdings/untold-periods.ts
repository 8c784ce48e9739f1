import { addMonths } from '../../vocabulary/time/day.ts'
import type { PeriodSpan } from './series-periods.ts'
import { nearMonths } from './units.ts'

/** A period of which something is not told, and the nearest ones that tell it: one before, one after, or both. */
export interface UntoldPeriod {
  from: string
  nearest: readonly [string, ...string[]]
}

/**
 * The periods of a series that are missing among those told, and within a year of one. What is not told for longer has
 * begun or ended. `told`: first days.
 */
export function untoldPeriods(told: ReadonlySet<string>, periods: readonly PeriodSpan[]): UntoldPeriod[] {
  if (told.size === periods.length) return []
  const places = periods.flatMap(({ from }, place) => (told.has(from) ? [place] : []))
  const from = (place: number): string => (periods[place] as PeriodSpan).from
  return periods.flatMap(({ from: missing }, place): UntoldPeriod[] => {
    if (told.has(missing)) return []
    const before = places.findLast(each => each < place)
    const after = places.find(each => each > place)
    const nearest = [before, after].flatMap(near => {
      if (near === undefined) return []
      const [first, last] = near < place ? [from(near), missing] : [missing, from(near)]
      return addMonths(first, nearMonths) >= last ? [from(near)] : []
    })
    const [one, ...others] = nearest
    return one === undefined ? [] : [{ from: missing, nearest: [one, ...others] }]
  })
}
