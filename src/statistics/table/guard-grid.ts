import { inOneText, said } from '../../vocabulary/labels/texts/texts.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { Problem } from '../../vocabulary/problem.ts'
import type { Opened } from '../kinds/kind.ts'
import { cellLimit, type Estimate, whatFits } from '../rows/guard.ts'
import { mostGridOf } from '../rows/size-bounds.ts'
import { type Axis, axisNames, insideOf, periodsOf, sizeOf } from './grid.ts'

type Keys = readonly (readonly string[])[]

/** The size of an answer with fill=grid: the cells of the grid, and the cells with rows that lie outside it. */
export function estimateGrid(
  axes: readonly Axis[],
  dimensions: readonly string[],
  occurring: Keys
): Estimate {
  const isInside = insideOf(axes, dimensions)
  const cells = sizeOf(axes) + occurring.filter(key => !isInside(key)).length
  const fits = cells <= cellLimit
  return { cells, limit: cellLimit, fits, would_fit_with: fits ? [] : helping(axes) }
}

/** Throws query-too-large where a grid has more cells than an answer may have. */
export function guardGrid(axes: readonly Axis[], dimensions: readonly string[], occurring: Keys): void {
  const { cells, fits, would_fit_with: help } = estimateGrid(axes, dimensions, occurring)
  if (fits) return
  throw new Problem(
    'query-too-large',
    inOneText([
      said('grid_too_large', { cells, limit: cellLimit }),
      whatFits(help),
      said('without_grid', { cells: occurring.length })
    ]),
    [{ parameter: 'fill', code: 'query-too-large' }],
    { estimate: cells, limit: cellLimit, would_fit_with: help }
  )
}

/** Whether the grid of an answer can have too many cells, by the words that its dimensions have. */
export const mayGridBeTooLarge = (frame: Opened['frame']): boolean =>
  mostGridOf(frame, periodsIn(frame)) > cellLimit

/** How many periods the axis of periods has; 1 where an answer has none. */
function periodsIn({ groups, clock, chosen }: Opened['frame']): number {
  const { coverage } = chosen.release
  const { periods } = axisNames(groups)
  const days = { from: clock.from ?? coverage.from, to: clock.to ?? coverage.to }
  return periods.length === 0 ? 1 : periodsOf(periods, { ...days, year_basis: clock.year_basis }).length
}

/** Dimensions of which a filter on any one value would bring the grid under the limit. */
function helping(axes: readonly Axis[]): string[] {
  const size = sizeOf(axes)
  const found = axes.flatMap(({ names, values }) =>
    names.flatMap((name, place) => {
      const counts = new Map<string, number>()
      for (const words of values)
        counts.set(words[place] as string, (counts.get(words[place] as string) ?? 0) + 1)
      const largest = Math.max(0, ...counts.values())
      return (size / values.length) * largest <= cellLimit ? [asParameter(name)] : []
    })
  )
  return [...new Set(found)]
}

const asParameter = (name: string): string =>
  (periodDimensions as readonly string[]).includes(name) ? 'period_from and period_to' : name
