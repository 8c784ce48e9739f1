import type { CellStatus } from '../../../vocabulary/cell-status.ts'
import type { RateName } from '../../../vocabulary/measures/measure.ts'
import type { ResultRow } from '../../../vocabulary/results/result-table.ts'
import { existsFor } from '../../question/abilities.ts'
import { isRate, isUnit } from '../../question/check-question.ts'
import { addRate } from '../../table/cells.ts'
import { rateWithout } from '../../table/rates.ts'
import type { Figure } from '../../table/sums.ts'
import type { Plan } from './plan.ts'

/** The numbers and flags of a cell without rows. `why`: why it has no number; undefined for a true zero. */
export function emptyCell(
  plan: Plan,
  why: CellStatus | undefined,
  words: ResultRow['words']
): Pick<ResultRow, 'numbers' | 'flags'> {
  const cell: Pick<ResultRow, 'numbers' | 'flags'> = { numbers: {}, flags: {} }
  for (const measure of plan.measures)
    if (isRate(measure)) {
      const flag = canHave(plan, measure, words) ? (isZero(why) ? 'low_n' : why) : 'not_applicable'
      // Of nothing, n is no part.
      const figure = flag === 'low_n' ? rateWithout([flag], 0, ofNothing) : rateWithout([flag])
      addRate(cell, measure, figure)
    } else {
      // A published total that is absent is no total of zero.
      const flag = isUnit(measure) || !isZero(why) ? why : 'not_reported'
      cell.numbers[measure] = isZero(flag) ? 0 : null
      if (flag !== undefined) cell.flags[measure] = [flag]
    }
  return cell
}

const ofNothing: Figure = { value: null, flags: ['not_applicable'] }

/** Zeros are exact, or rounded as the figures beside them are. */
const isZero = (why: CellStatus | undefined): why is 'rounded' | undefined =>
  why === undefined || why === 'rounded'

/** Whether rows with the words of a cell could have the rate. */
function canHave({ question, frame }: Plan, rate: RateName, words: ResultRow['words']): boolean {
  const own = Object.fromEntries(frame.groups.map(name => [name, [words[name] as string]]))
  const filters = { ...question.filters, ...own }
  return existsFor({ ...question, filters }, frame.chosen.series.rates[rate])
}
