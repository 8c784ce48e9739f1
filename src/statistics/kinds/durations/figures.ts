import type { CellStatus } from '../../../vocabulary/cell-status.ts'
import {
  type DurationCount,
  type DurationMeasure,
  durationCounts
} from '../../../vocabulary/measures/case-statistics.ts'
import { defaultMinN } from '../../../vocabulary/measures/measure.ts'
import type { ResultColumn, ResultRow } from '../../../vocabulary/results/result-table.ts'
import { wilson } from '../../table/rates.ts'
import type { DurationCell } from './count.ts'
import { type DurationQuestion, isOfTheFiled } from './question.ts'

/** The numbers of one cell in the order of its columns, and the flags of those that are null. */
type Figures = Pick<ResultRow, 'numbers' | 'flags'>

const isCount = (name: string): boolean => (durationCounts as readonly string[]).includes(name)
/** They are about those that were filed: of those decided in a period there is none. */
const isNotDecided = (name: string): boolean => isCount(name) && name !== 'n'
const ofShare = { n: 'share_pending_n', low: 'share_pending_low', high: 'share_pending_high' }

/** The column of a measure. Only a share has an interval. */
export const columnOf = (name: string): ResultColumn => ({
  name,
  kind: isCount(name) ? 'count' : name === 'share_pending' ? 'share' : 'days',
  ...(name === 'share_pending' ? { rate: ofShare } : {})
})

const quantiles = {
  days_to_decision_p25: 'p25',
  days_to_decision_median: 'median',
  days_to_decision_p75: 'p75',
  days_to_decision_p90: 'p90'
} as const satisfies Partial<Record<DurationMeasure, keyof DurationCell>>

interface FlaggedNumber {
  value: number | null
  flag?: string
}
const notApplicable: FlaggedNumber = { value: null, flag: 'not_applicable' }
/** The columns beside share_pending: its n and the bounds of its interval, null where there is none. */
type Interval = Record<'n' | 'low' | 'high', number | null>
const noInterval: Interval = { n: null, low: null, high: null }

/** Whether observations are chosen by their filing date. Of those decided in a period none is pending. */
const isFiled = ({ question }: DurationQuestion): boolean => question.date_basis !== 'decided'

export function rowOf(cell: DurationCell, asked: DurationQuestion, dimensions: readonly string[]): ResultRow {
  const min_n = asked.question.min_n ?? defaultMinN
  const numberOf = (name: string): FlaggedNumber =>
    isNotDecided(name) && !isFiled(asked)
      ? notApplicable
      : isCount(name)
        ? { value: cell[name as DurationCount] }
        : figureOf(cell, name as DurationMeasure, isFiled(asked), min_n)
  return {
    words: Object.fromEntries(dimensions.map(name => [name, cell.words[name] as string])),
    ...figuresOf(asked, numberOf, isFiled(asked) ? intervalOf(cell, min_n) : noInterval)
  }
}

/** A cell without observations: zero, or null with the reason `why` as a flag. */
export function emptyDurations(asked: DurationQuestion, why: CellStatus | undefined): Figures {
  const numberOf = (name: string): FlaggedNumber => {
    const isOfFiled = isNotDecided(name) || isOfTheFiled(name as DurationMeasure)
    if (!isFiled(asked) && isOfFiled) return notApplicable
    return isCount(name) && !why ? { value: 0 } : { value: null, flag: why ?? 'low_n' }
  }
  return figuresOf(asked, numberOf, isFiled(asked) && !why ? { ...noInterval, n: 0 } : noInterval)
}

function figuresOf(
  { measures }: DurationQuestion,
  numberOf: (name: string) => FlaggedNumber,
  interval: Interval
): Figures {
  const figures: Figures = { numbers: {}, flags: {} }
  for (const name of [...durationCounts, ...measures]) {
    const { value, flag } = numberOf(name)
    figures.numbers[name] = value
    if (flag) figures.flags[name] = [flag]
    if (name === 'share_pending')
      Object.assign(figures.numbers, {
        [ofShare.n]: interval.n,
        [ofShare.low]: interval.low,
        [ofShare.high]: interval.high
      })
  }
  return figures
}

/** All that were filed. */
export const allFiled = (cell: DurationCell): number =>
  durationCounts.reduce((all, name) => all + cell[name], 0)

function intervalOf(cell: DurationCell, min_n: number): Interval {
  const all = allFiled(cell)
  return { n: all, ...(all < min_n ? { low: null, high: null } : wilson(cell.n_pending, all)) }
}

/**
 * A figure of few observations means nothing, and could be about one person (docs/rules/domain.md §6.7): null, low_n.
 */
function figureOf(cell: DurationCell, name: DurationMeasure, ofFiled: boolean, min_n: number): FlaggedNumber {
  if (!ofFiled && isOfTheFiled(name)) return notApplicable
  const all = allFiled(cell)
  if ((isOfTheFiled(name) ? all : cell.n) < min_n) return { value: null, flag: 'low_n' }
  if (name === 'share_pending') return { value: Math.round((cell.n_pending / all) * 1e6) / 1e6 }
  if (name === 'km_median') return cell.km_median === null ? notApplicable : { value: cell.km_median }
  return { value: cell[quantiles[name]] }
}
