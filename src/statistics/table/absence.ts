import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { periodDimensions } from '../../vocabulary/measures/subject.ts'
import { isRecords } from '../question/chosen.ts'
import { coveredOf } from '../question/covered.ts'
import type { Reach } from '../question/reach.ts'
import type { Frame } from '../rows/columns.ts'

type Words = Readonly<Record<string, string>>

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
  occurring: readonly Words[]
): (words: Words) => CellStatus | undefined {
  const { chosen } = frame
  const covered = coveredOf(dimensions, frame, reach)
  const isTold = isRecords(chosen)
    ? () => true
    : chosen.series.zero_rows_left_out
      ? toldOf(dimensions, occurring)
      : () => false
  return words => {
    const found = covered(words)
    if (found === 'partly') return 'partial'
    return found === 'whole' && isTold(words) ? undefined : 'not_reported'
  }
}

/** Whether the table tells, of the time of a cell, each dimension that the cell has a value of. */
function toldOf(dimensions: readonly string[], occurring: readonly Words[]): (words: Words) => boolean {
  const isPeriod = (name: string): boolean => (periodDimensions as readonly string[]).includes(name)
  const periods = dimensions.filter(isPeriod)
  const others = dimensions.filter(name => !isPeriod(name))
  const time = (words: Words): string => periods.map(name => words[name]).join()
  const untold = new Set<string>()
  for (const words of occurring)
    for (const name of others) if (words[name] === 'not_split') untold.add(`${name} ${time(words)}`)
  return words => others.every(name => words[name] === 'not_split' || !untold.has(`${name} ${time(words)}`))
}
