import type { CellStatus } from '../vocabulary/cell-status.ts'
import { periodDimensions } from '../vocabulary/subject.ts'
import { isRecords } from './chosen.ts'
import type { Frame } from './columns.ts'
import { coveredOf } from './covered.ts'
import type { Reach } from './reach.ts'

/**
 * Why a cell without rows has no number; undefined where the coverage says that nothing was left out, so that it is a
 * true zero: wholly inside a complete coverage, and either counted from records, of which each is a row, or told by
 * a table of which the publisher says that it leaves out nothing but zeros. Most published tables leave out what was
 * not reported just as they leave out zeros: a row that is not there is then not a zero.
 */
export function absenceOf(
  dimensions: readonly string[],
  frame: Pick<Frame, 'chosen' | 'clock'>,
  reach: Reach,
  occurring: readonly (readonly string[])[]
): (key: readonly string[]) => CellStatus | undefined {
  const { chosen } = frame
  const covered = coveredOf(dimensions, frame, reach)
  const isTold = isRecords(chosen)
    ? () => true
    : chosen.series.zero_rows_left_out
      ? toldOf(dimensions, occurring)
      : () => false
  return key => {
    const found = covered(key)
    if (found === 'partly') return 'partial'
    return found === 'whole' && isTold(key) ? undefined : 'not_reported'
  }
}

/** Whether the table tells, of the time of a cell, each dimension that the cell has a value of. */
function toldOf(
  dimensions: readonly string[],
  occurring: readonly (readonly string[])[]
): (key: readonly string[]) => boolean {
  const isPeriod = (i: number): boolean =>
    (periodDimensions as readonly string[]).includes(dimensions[i] ?? '')
  const places = dimensions.flatMap((_, i) => (isPeriod(i) ? [] : [i]))
  const time = (key: readonly string[]): string => key.filter((_, i) => isPeriod(i)).join()
  const untold = new Set<string>()
  for (const key of occurring)
    for (const i of places) if (key[i] === 'not_split') untold.add(`${i} ${time(key)}`)
  return key => places.every(i => key[i] === 'not_split' || !untold.has(`${i} ${time(key)}`))
}
