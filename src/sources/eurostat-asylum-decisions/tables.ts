import { eurostatLayouts } from '../publishers/eurostat/tables.ts'
import { type DecisionsTable, mapEurostatDecisions } from './map.ts'

const shape = {
  needed: ['citizen', 'sex', 'age', 'decision', 'geo'],
  possible: [],
  own: ['decision'],
  explorer: { GEO: 'geo', CITIZEN: 'citizen', SEX: 'sex', AGE: 'age', DECISION: 'decision' },
  explorer_encoding: 'utf-8',
  // Some 700,000 figures in 2026; a line has one for each of at most 18 years.
  whole_from_rows: 20_000
} as const

/** Eurostat's tables of decisions on asylum applications, each a series. */
export const eurostatDecisionTables: DecisionsTable[] = [
  {
    ...shape,
    ...{ series: 'first-instance-annual', code: 'migr_asydcfsta', frequency: 'A' },
    title: 'First-instance decisions, annual',
    decision_stage: 'first_instance'
  },
  {
    ...shape,
    ...{ series: 'first-instance-quarterly', code: 'migr_asydcfstq', frequency: 'Q' },
    title: 'First-instance decisions, quarterly',
    decision_stage: 'first_instance'
  },
  {
    ...shape,
    ...{ series: 'final-annual', code: 'migr_asydcfina', frequency: 'A' },
    title: 'Final decisions after appeal or review, annual',
    decision_stage: 'appeal'
  }
]

export const eurostatDecisionsLayouts = eurostatDecisionTables.flatMap(table =>
  eurostatLayouts(table, (row, published) => mapEurostatDecisions(table, row, published))
)
