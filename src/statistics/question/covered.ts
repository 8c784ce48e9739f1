import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Frame } from '../rows/columns.ts'
import type { Clock } from './clock.ts'
import type { Reach } from './reach.ts'

/**
 * How much of what a cell is about the release covers. `excerpt`: all of it may be there, but parts of the table are
 * known to be missing.
 */
export type Covered = 'whole' | 'partly' | 'not' | 'excerpt'

type Told = Pick<Frame, 'chosen' | 'clock'>

/**
 * How much of a cell is covered, by its words: of its period and place where it has them, else of those of the
 * question.
 */
export function coveredOf(
  dimensions: readonly string[],
  frame: Told,
  reach: Reach
): (words: Readonly<Record<string, string>>) => Covered {
  const periods = periodDimensions.filter(name => dimensions.includes(name))
  const grouped = reach.lacking.filter(name => dimensions.includes(name))
  const isCut = grouped.length < reach.lacking.length
  const isOpen = periods.length === 0 && reach.partial.length > 0
  const { coverage } = frame.chosen.release
  const ofCell = (words: Readonly<Record<string, string>>): Covered => {
    const found = [
      ...periods.map(name => periodCovered(words[name] as string, frame)),
      ...grouped.map((name): Covered => {
        const codes = coverage[name]
        return codes === 'all' || codes.includes(words[name] as string) ? 'whole' : 'not'
      }),
      ...(isCut || isOpen ? (['partly'] as const) : []),
      ...(reach.inside === 'outside' ? (['not'] as const) : [])
    ]
    if (found.includes('not')) return 'not'
    if (reach.isExcerpt) return 'excerpt'
    return found.includes('partly') ? 'partly' : 'whole'
  }
  // Of many cells few differ in what is asked here.
  const names: readonly string[] = [...periods, ...grouped]
  const [only] = names
  const told = new Map<string, Covered>()
  return words => {
    const id =
      names.length === 1 ? (words[only as string] as string) : names.map(name => words[name]).join('\u0000')
    const covered = told.get(id) ?? ofCell(words)
    told.set(id, covered)
    return covered
  }
}

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
