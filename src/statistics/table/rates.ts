import type { RateRule } from '../../vocabulary/about.ts'
import { type Rate, type RateName, rates } from '../../vocabulary/measures/measure.ts'
import { groupOf, type Outcome, type OutcomeGroup, outcomeGroups } from '../../vocabulary/outcome.ts'
import type { Question } from '../question/question.ts'
import type { Frame } from '../rows/columns.ts'
import { conditionOf, type RowCondition } from '../rows/scope.ts'
import { addUp, type Figure, figureOf, type Sum, sumOf, type Tally } from './sums.ts'

/** The parts of a rate in one cell. */
export interface RateParts {
  numerator: number
  denominator: Sum
  /** Whether at least one row is not left out, and no such row rules the rate out. */
  exists: boolean
  /** Rows left out of both numerator and denominator by the source's rule. */
  left_out: Sum
  /** All that the cell holds, whatever its outcome: the denominator is a part of it. */
  whole: Sum
}

export interface RateFigure extends Figure {
  n: number | null
  low: number | null
  high: number | null
  /** What part of the cell n is. */
  n_share: Figure
}

/** The outcome groups below a rate's line. */
export function denominatorOf(rate: RateName): readonly OutcomeGroup[] {
  const { denominator } = rates[rate]
  return denominator === 'all' ? outcomeGroups.filter(group => group !== 'pending') : denominator
}

/** The conditions of a rate on each row, beside its outcome. */
export interface RateConditions {
  /**
   * `only`: the rate exists for the row. `out`: the row is left out of both sides. `not_for`: the row rules the rate
   * out.
   */
  only: RowCondition
  out: RowCondition
  not_for: RowCondition
}
export const rateConditionNames = ['only', 'out', 'not_for'] as const

export const rateConditions = (rule: RateRule, question: Question, frame: Frame): RateConditions => ({
  only: conditionOf(rule.only_for, question, frame, true),
  out: conditionOf(rule.left_out?.rows, question, frame, false),
  not_for: conditionOf(rule.not_for, question, frame, false)
})

/** Rows of one cell with the same outcome and the same conditions. */
export interface RatePart {
  outcome: Outcome
  sum: Tally
  is: Record<keyof RateConditions, boolean>
}

/** Computes the parts of a rate in one cell. `rows`: the rows of the cell. */
export function partsOf(rate: RateName, rows: readonly RatePart[]): RateParts {
  const { numerator, numerator_outcomes, untellable_with = [] }: Rate = rates[rate]
  const own = rows.filter(({ is }) => is.only)
  const included = own.filter(({ is }) => !is.out)
  const of = (groups: readonly OutcomeGroup[]) =>
    included.filter(({ outcome }) => groups.includes(groupOf(outcome)))
  // A figure that is known to be zero does not rule out a rate; a withheld one may be any number.
  const untellable = of(untellable_with).some(({ sum }) => sum.value !== 0 || sum.mark > 0)
  const counted = of(numerator).filter(({ outcome }) => numerator_outcomes?.includes(outcome) ?? true)
  return {
    numerator: tallied(counted).value,
    denominator: sumOf(tallied(of(denominatorOf(rate)))),
    exists: included.length > 0 && !untellable && !included.some(({ is }) => is.not_for),
    left_out: sumOf(tallied(own.filter(({ is }) => is.out))),
    whole: sumOf(tallied(rows))
  }
}

const tallied = (rows: readonly RatePart[]): Tally => addUp(rows.map(({ sum }) => sum))

/** A rate without a value. `n_share`: left out where n is not known either, for the same reason. */
export const rateWithout = (
  flags: Figure['flags'],
  n: number | null = null,
  n_share: Figure = { value: null, flags }
): RateFigure => ({ value: null, flags, n, low: null, high: null, n_share })

/** A rate that the source does not declare, in a table with others. */
const notApplicable: RateFigure = rateWithout(['not_applicable'])

/**
 * Sum first, then divide. null where the rate does not exist for a row of the cell (not_applicable), where a part is
 * withheld (its flag), or where n lies below the floor (low_n). n itself is given whenever it is known. Rows of the cell
 * that stand on neither side are flagged (left_out).
 */
export function rateOf(parts: RateParts | undefined, min_n: number): RateFigure {
  if (!parts?.exists) return notApplicable
  const { value: n, flags: own } = figureOf(parts.denominator)
  if (n === null) return rateWithout(own)
  const n_share = partOf(n, parts.whole)
  const { left_out } = parts
  const isAside = left_out.records > 0 && figureOf(left_out).value !== 0
  const flags: Figure['flags'] = isAside ? [...own, 'left_out'] : own
  if (n < min_n || n === 0) return rateWithout(isAside ? ['low_n', 'left_out'] : ['low_n'], n, n_share)
  const { low, high } = wilson(parts.numerator, n)
  return { value: rounded(parts.numerator / n), flags, n, low, high, n_share }
}

/** n of all that its cell holds: null where a part of the whole is withheld (its flag), or where there is nothing. */
function partOf(n: number, whole: Sum): Figure {
  const { value, flags } = figureOf(whole)
  if (value === null) return { value, flags }
  return value === 0 ? { value: null, flags: ['not_applicable'] } : { value: rounded(n / value), flags }
}

/** Six decimals: finer than any count here supports, and the same text everywhere. */
const rounded = (share: number): number => Math.round(share * 1e6) / 1e6

const z = 1.959963984540054

/**
 * The Wilson score interval at 95 %: the range expected if decisions were independent draws. It is not a sampling
 * error, since these are all decisions.
 */
export function wilson(k: number, n: number): { low: number; high: number } {
  const p = k / n
  const middle = p + (z * z) / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return {
    low: rounded(Math.max(0, (middle - reach) / whole)),
    high: rounded(Math.min(1, (middle + reach) / whole))
  }
}
