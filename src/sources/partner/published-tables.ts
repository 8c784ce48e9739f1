import type { DecisionStage } from '../../vocabulary/decision-stage.ts'
import type { Period } from '../../vocabulary/time/period.ts'
import type { Declaration, DeclaredTable } from './declaration.ts'
import { isPeriod, type SplitDimension, splitDimensions } from './dimensions.ts'
import { type PeriodWord, periodAt, periodsIn } from './periods.ts'
import { isDecidedAt, type PartnerRecord, shortestOf } from './records.ts'

/** What one stage's records are told apart by: their shortest period, and each dimension that a table of it tells. */
export interface StageAxes {
  decision_stage: DecisionStage
  periods: Period[]
  splits: { name: SplitDimension; words: string[] }[]
}

/** One set of numbers of a stage: a declared table or one of its margins. Two tables share the margins of both. */
export interface PublishedMargin {
  period: PeriodWord | undefined
  splits: SplitDimension[]
}

/** The stages of a declaration. No record stands at two of them, so that none tells anything of another. */
export function stagesOf(declaration: Declaration): StageAxes[] {
  const { tables, period, values, year_basis = 'calendar' } = declaration
  return [...new Set(tables.map(({ decision_stage }) => decision_stage))].map(decision_stage => {
    const word = shortestOf(declaration, decision_stage)
    const told = new Set(tablesAt(declaration, decision_stage).flatMap(({ dimensions }) => dimensions))
    return {
      decision_stage,
      periods: (word && periodsIn(period, word, year_basis)) ?? [wholePeriod(declaration)],
      splits: splitDimensions
        .filter(name => told.has(name))
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

/** A table and its margins: over everything but the period, which the periods of a table are added up to. */
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

/** Where a record stands on each axis of its stage: the period first. */
export const valuesOf = ({ periods, splits }: StageAxes, record: PartnerRecord): number[] => [
  periods.findIndex(({ from }) => from === record.period_from),
  ...splits.map(({ name, words }) => words.indexOf(record.words[name] ?? ''))
]

/** The periods of a margin, and for each of the stage's own the place of the one that it lies in. */
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
