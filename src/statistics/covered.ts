import { parsePeriod } from '../vocabulary/period.ts'
import { periodDimensions } from '../vocabulary/subject.ts'
import type { Clock } from './clock.ts'
import type { Frame } from './columns.ts'
import type { Reach } from './reach.ts'

/**
 * How much of what a cell is about the release covers. `excerpt`: all of it may be there, but parts of the table are
 * known to be missing.
 */
export type Covered = 'whole' | 'partly' | 'not' | 'excerpt'

type Told = Pick<Frame, 'chosen' | 'clock'>

/**
 * How much of a cell is covered, by its words in the order of the dimensions: of its period and place where it has
 * them, else of those of the question.
 */
export function coveredOf(
  dimensions: readonly string[],
  frame: Told,
  reach: Reach
): (key: readonly string[]) => Covered {
  const periods = placesOf(dimensions, periodDimensions)
  const grouped = placesOf(dimensions, reach.lacking)
  const isCut = reach.lacking.some(name => !dimensions.includes(name))
  const isOpen = periods.length === 0 && reach.partial.length > 0
  const { coverage } = frame.chosen.release
  const ofCell = (key: readonly string[]): Covered => {
    const found = [
      ...periods.map(place => periodCovered(key[place] as string, frame)),
      ...grouped.map((place): Covered => {
        const codes = coverage[dimensions[place] as (typeof reach.lacking)[number]]
        return codes === 'all' || codes.includes(key[place] as string) ? 'whole' : 'not'
      }),
      ...(isCut || isOpen ? (['partly'] as const) : []),
      ...(reach.inside === 'outside' ? (['not'] as const) : [])
    ]
    if (found.includes('not')) return 'not'
    if (reach.isExcerpt) return 'excerpt'
    return found.includes('partly') ? 'partly' : 'whole'
  }
  // Of many cells few differ in what is asked here.
  const places = [...periods, ...grouped]
  const told = new Map<string, Covered>()
  return key => {
    const id =
      places.length === 1 ? (key[places[0] as number] as string) : places.map(i => key[i]).join('\u0000')
    const covered = told.get(id) ?? ofCell(key)
    told.set(id, covered)
    return covered
  }
}

const placesOf = (dimensions: readonly string[], names: readonly string[]): number[] =>
  dimensions.flatMap((name, i) => (names.includes(name) ? [i] : []))

/** How much of the period that a label names is covered by the release and inside the bounds asked for. */
function periodCovered(label: string, { clock, chosen }: Told): Covered {
  const period = parsePeriod(label, clock.year_basis)
  if (period === undefined) return 'whole'
  const { from, to } = chosen.release.coverage
  if (period.to < from || period.from > to) return 'not'
  return coversPeriod(label, { clock, chosen }) ? 'whole' : 'partly'
}

/** Whether the whole of the period that a label names is covered by the release and inside the bounds asked for. */
export function coversPeriod(label: string, { clock, chosen }: Told): boolean {
  const { year_basis, from, to }: Clock = clock
  const period = parsePeriod(label, year_basis)
  if (period === undefined) return true
  const { coverage } = chosen.release
  const isCut = (from !== undefined && period.from < from) || (to !== undefined && period.to > to)
  return !isCut && period.from >= coverage.from && period.to <= coverage.to
}
