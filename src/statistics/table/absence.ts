import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { isRecords } from '../question/chosen.ts'
import { coveredOf } from '../question/covered.ts'
import type { Reach } from '../question/reach.ts'
import type { Frame } from '../rows/columns.ts'

type Words = Readonly<Record<string, string>>

/**
 * Why a cell without rows has no number; undefined for a true zero, `rounded` for a zero of rounded figures. A cell can
 * be a zero where it lies wholly inside a complete coverage. Of records it then is, since each is a row. Of published
 * figures `absence` decides, by what the series declares of rows that are not there; where it declares nothing, a figure
 * that was not reported may be left out as a zero is.
 */
export function absenceOf(
  dimensions: readonly string[],
  frame: Pick<Frame, 'chosen' | 'clock'>,
  reach: Reach,
  absence?: (words: Words) => CellStatus | undefined
): (words: Words) => CellStatus | undefined {
  const covered = coveredOf(dimensions, frame, reach)
  return words => {
    const found = covered(words)
    if (found === 'partly') return 'partial'
    if (found !== 'whole') return 'not_reported'
    if (isRecords(frame.chosen)) return undefined
    return absence ? absence(words) : 'not_reported'
  }
}
