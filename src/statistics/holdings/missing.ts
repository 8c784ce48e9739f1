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
  // Thousands of cells lack the same: its words are made once.
  const known = new Map<string, { id: string; missing: Missing }>()
  const labels = new Map<string, string>()
  const labelOf = (day: string): string => {
    const label = labels.get(day) ?? periodLabelOf(day, period, basis)
    labels.set(day, label)
    return label
  }
  for (const lack of lacks) {
    const { nearest } = lack
    const text = sameText(lack)
    const { id, missing } = known.get(text) ?? told(lack, period, labelOf)
    known.set(text, { id, missing })
    const label = nearest && labelOf(nearest.from)
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

/** The same text for lacks that are told in the same words. */
const sameText = ({ from, dimension, values, reporter, nationality, told_at, kind }: MissingFigure): string =>
  `${from} ${kind} ${dimension} ${reporter} ${nationality} ${values} ${told_at ?? '-'}`

/** A lack in the words of meta, without what is nearest to it, and these as one text. */
function told(
  { from, dimension, values, reporter, nationality, told_at, kind }: MissingFigure,
  period: Holdings['period'],
  labelOf: (day: string) => string
): { id: string; missing: Missing } {
  const isReporter = dimension === 'country_of_asylum'
  const own = labelOf(from)
  const missing: Missing = {
    dimension,
    values: kind === 'unit' && dimension === period ? [own] : values,
    period: own,
    ...(reporter !== '' && !isReporter && { country_of_asylum: reporter }),
    ...(nationality !== '' && dimension !== 'nationality' && { nationality }),
    ...(told_at && { told_at })
  }
  return { id: JSON.stringify(missing), missing }
}
