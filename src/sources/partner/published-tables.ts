import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import type { Period } from '../../vocabulary/time/period.ts'
import type { Declaration, DeclaredTable } from './declaration.ts'
import { isPeriod, type SplitDimension, splitDimensions } from './dimensions.ts'
import { type PeriodWord, periodAt, periodsIn } from './periods.ts'
import { isDecidedAt, type PartnerRecord, shortestOf } from './records.ts'

/**
 * The axes by which records of one stage are counted: the shortest period, and each dimension of the stage's tables.
 */
export interface StageAxes {
  decision_stage: DecisionStage
  periods: Period[]
  splits: { name: SplitDimension; words: string[] }[]
}

/** One set of numbers of a stage: a declared table or one of its margins. Two tables can have margins in common. */
export interface PublishedMargin {
  period: PeriodWord | undefined
  splits: SplitDimension[]
}

/** The stages of a declaration. No record belongs to two stages, so numbers of one disclose nothing about another. */
export function stagesOf(declaration: Declaration): StageAxes[] {
  const { tables, period, values, year_basis = 'calendar' } = declaration
  return [...new Set(tables.map(({ decision_stage }) => decision_stage))].map(decision_stage => {
    const word = shortestOf(declaration, decision_stage)
    const used = new Set(tablesAt(declaration, decision_stage).flatMap(({ dimensions }) => dimensions))
    return {
      decision_stage,
      periods: (word && periodsIn(period, word, year_basis)) ?? [wholePeriod(declaration)],
      splits: splitDimensions
        .filter(name => used.has(name))
        .map(name => ({
          name,
          words: (values[name] ?? []).filter(each => name !== 'outcome' || isDecidedAt(each, decision_stage))
        }))
    }
  })
}

export const tablesAt = ({ tables }: Declaration, stage: DecisionStage): DeclaredTable[] =>
  tables.filter(({ decision_stage }) => decision_stage === stage)

const wholePeriod = ({ period: { from, to } }: Declaration): Period => ({
  ...{ label: `${from}..${to}`, kind: 'year' as const, from, to }
})

/** A table and its margins, over each set of its dimensions other than the period. Each margin keeps the period. */
export function marginsOf({ dimensions }: DeclaredTable): PublishedMargin[] {
  const period = dimensions.find(isPeriod)
  const splits = splitDimensions.filter(name => dimensions.some(each => each === name))
  const sets = Array.from({ length: 2 ** splits.length }, (_, set) => splits.filter((_, i) => set & (1 << i)))
  return sets.sort((a, b) => b.length - a.length).map(set => ({ period, splits: set }))
}

export const marginKey = ({ period, splits }: PublishedMargin): string =>
  [period ?? 'all', ...splits].join(' ')

/** The margins of all tables of a stage, each once. */
export const allMargins = (declaration: Declaration, stage: DecisionStage): PublishedMargin[] => [
  ...new Map(
    tablesAt(declaration, stage)
      .flatMap(marginsOf)
      .map(margin => [marginKey(margin), margin])
  ).values()
]

/** The place of a record's value on each axis of its stage: the period first. */
export const valuesOf = ({ periods, splits }: StageAxes, record: PartnerRecord): number[] => [
  periods.findIndex(({ from }) => from === record.period_from),
  ...splits.map(({ name, words }) => words.indexOf(record.words[name] ?? ''))
]

/** The periods of a margin, and for each period of the stage the place of the margin's period that contains it. */
export function groupedPeriods(
  declaration: Declaration,
  { periods }: StageAxes,
  word: PeriodWord | undefined
): { periods: Period[]; groups: number[] } {
  const { period, year_basis = 'calendar' } = declaration
  const own = (word && periodsIn(period, word, year_basis)) ?? [wholePeriod(declaration)]
  const groups = periods.map(({ from }) =>
    word === undefined ? 0 : own.findIndex(each => each.from === periodAt(from, word, year_basis).from)
  )
  return { periods: own, groups }
}
