import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { parsePeriod } from '../../vocabulary/time/period.ts'
import type { Frame } from '../rows/columns.ts'
import type { Clock } from './clock.ts'
import type { Reach } from './reach.ts'

/**
 * How much of a cell the release covers. `excerpt`: the period and place of the cell are covered at least in part, and
 * parts of the table are known to be missing.
 */
export type Covered = 'whole' | 'partly' | 'not' | 'excerpt'

type ClockFrame = Pick<Frame, 'chosen' | 'clock'>

/**
 * Gives how much of a cell is covered, from its dimension values: by its own period and place where it has them, else
 * by those of the question.
 */
export function coveredOf(
  dimensions: readonly string[],
  frame: ClockFrame,
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
  // Many cells have the same period and place, so each result is computed once.
  const names: readonly string[] = [...periods, ...grouped]
  const [only] = names
  const known = new Map<string, Covered>()
  return words => {
    const id =
      names.length === 1 ? (words[only as string] as string) : names.map(name => words[name]).join('\u0000')
    const covered = known.get(id) ?? ofCell(words)
    known.set(id, covered)
    return covered
  }
}

/** How much of the period of a label is covered by the release and inside the requested bounds. */
function periodCovered(label: string, { clock, chosen }: ClockFrame): Covered {
  const period = parsePeriod(label, clock.year_basis)
  if (period === undefined) return 'whole'
  const { from, to } = chosen.release.coverage
  if (period.to < from || period.from > to) return 'not'
  return coversPeriod(label, { clock, chosen }) ? 'whole' : 'partly'
}

/** Whether the whole period of a label is covered by the release and inside the requested bounds. */
export function coversPeriod(label: string, { clock, chosen }: ClockFrame): boolean {
  const { year_basis, from, to }: Clock = clock
  const period = parsePeriod(label, year_basis)
  if (period === undefined) return true
  const { coverage } = chosen.release
  const isCut = (from !== undefined && period.from < from) || (to !== undefined && period.to > to)
  return !isCut && period.from >= coverage.from && period.to <= coverage.to
}
