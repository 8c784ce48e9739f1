import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { isRecords } from '../question/chosen.ts'
import { coveredOf } from '../question/covered.ts'
import type { Reach } from '../question/reach.ts'
import type { Frame } from '../rows/columns.ts'

type Words = Readonly<Record<string, string>>

/**
 * Why a cell without rows has no number; undefined for a true zero. A cell is a true zero where it lies wholly inside a
 * complete coverage, and either the rows are records, or the publisher says of the table that it leaves out nothing but
 * zeros. Most published tables leave out figures that were not reported as well as zeros, so that a row that is absent
 * is not a zero.
 */
export function absenceOf(
  dimensions: readonly string[],
  frame: Pick<Frame, 'chosen' | 'clock'>,
  reach: Reach,
  occurring: readonly Words[]
): (words: Words) => CellStatus | undefined {
  const { chosen } = frame
  const covered = coveredOf(dimensions, frame, reach)
  const isZeroKnown = isRecords(chosen)
    ? () => true
    : chosen.series.zero_rows_left_out
      ? splitOf(dimensions, occurring)
      : () => false
  return words => {
    const found = covered(words)
    if (found === 'partly') return 'partial'
    return found === 'whole' && isZeroKnown(words) ? undefined : 'not_reported'
  }
}

/** Whether the table splits its figures by each dimension of a cell, in the period of the cell. */
function splitOf(dimensions: readonly string[], occurring: readonly Words[]): (words: Words) => boolean {
  const isPeriod = (name: string): boolean => (periodDimensions as readonly string[]).includes(name)
  const periods = dimensions.filter(isPeriod)
  const others = dimensions.filter(name => !isPeriod(name))
  const time = (words: Words): string => periods.map(name => words[name]).join()
  const notSplit = new Set<string>()
  for (const words of occurring)
    for (const name of others) if (words[name] === 'not_split') notSplit.add(`${name} ${time(words)}`)
  return words => others.every(name => words[name] === 'not_split' || !notSplit.has(`${name} ${time(words)}`))
}
