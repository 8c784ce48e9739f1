import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { MissingNote } from '../../vocabulary/results/missing-note.ts'
import type { YearBasis } from '../../vocabulary/time/period.ts'
import { periodLabelOf } from '../question/period-fit.ts'
import type { Holdings, MissingFigure } from './lack.ts'

/** What the release does not tell of an answer: a member of meta (docs/rules/coverage.md §4). */
export interface Missing extends MissingNote {
  dimension: Dimension
}

/** The lacks of an answer's cells, each once, in the order of periods. */
export function missingOf(
  lacks: readonly MissingFigure[],
  { period }: Holdings,
  basis: YearBasis
): Missing[] {
  const found = new Map<string, Missing>()
  for (const { from, dimension, values, reporter, nationality, told_at, nearest, kind } of lacks) {
    const isReporter = dimension === 'country_of_asylum'
    const own = periodLabelOf(from, period, basis)
    const missing: Missing = {
      dimension,
      values: kind === 'unit' && dimension === period ? [own] : values,
      period: own,
      ...(reporter !== '' && !isReporter && { country_of_asylum: reporter }),
      ...(nationality !== '' && dimension !== 'nationality' && { nationality }),
      ...(told_at && { told_at })
    }
    const id = JSON.stringify(missing)
    const label = nearest && periodLabelOf(nearest.from, period, basis)
    const before = found.get(id)?.nearest
    // Several cells may lack the same: what they had together in that period.
    const value = (nearest?.value ?? 0) + (before?.period === label ? (before?.value ?? 0) : 0)
    if (label !== undefined) found.set(id, { ...missing, nearest: { period: label, value } })
    else if (!found.has(id)) found.set(id, missing)
  }
  return [...found]
    .sort(([id, a], [other, b]) => (a.period + id < b.period + other ? -1 : 1))
    .map(([, missing]) => missing)
}
