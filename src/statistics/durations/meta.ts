import { durationStages } from '../../vocabulary/case-statistics.ts'
import { defaultMinN } from '../../vocabulary/measure.ts'
import type { CaseFrame } from '../case-frame.ts'
import { filtersIn } from '../question.ts'
import type { DurationCell, StageState } from './count.ts'
import type { DurationQuestion, DurationStage } from './question.ts'

/** What stands beside the figures: what was asked, what one observation is at each stage, and what was left out. */
export function metaOf(
  open: CaseFrame,
  asked: DurationQuestion,
  split_by: string[],
  cells: readonly DurationCell[],
  states: readonly StageState[],
  partial: string[]
): Record<string, unknown> {
  const { frame, reach, as_at } = open
  const { chosen, clock } = frame
  return {
    query: queryOf(open, asked, split_by),
    units: Object.fromEntries(asked.stages.map(stage => [stage, durationStages[stage]])),
    counting_rule: chosen.release.about.counting_rule,
    as_at,
    period: {
      date_basis: clock.date_basis,
      year_basis: clock.year_basis,
      from: reach.from,
      to: reach.to,
      partial
    },
    reconciliation: Object.fromEntries(asked.stages.map(stage => [stage, reconciled(stage, cells, states)]))
  }
}

function queryOf({ frame, question }: CaseFrame, asked: DurationQuestion, split_by: string[]) {
  const { chosen, clock } = frame
  const written = {
    source: chosen.release.source,
    series: chosen.release.series,
    release: chosen.release.release,
    as_of: question.as_of,
    group_by: asked.groups,
    split_by,
    measures: asked.measures,
    date_basis: clock.date_basis,
    year_basis: clock.year_basis,
    period: question.period,
    period_from: clock.period_from,
    period_to: clock.period_to,
    decision_stage: asked.stages,
    application_type: asked.application_types,
    ...Object.fromEntries(filtersIn(question)),
    include_unknown: question.include_unknown ?? true,
    min_n: question.min_n ?? defaultMinN,
    intervals: question.intervals ?? false,
    fill: question.fill ?? 'none',
    sort: question.sort ?? [...asked.groups, ...split_by],
    limit: question.limit ?? null,
    cursor: question.cursor,
    fields: question.fields
  }
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined))
}

/** Throws where an observation is lost or doubled: each is decided or open in one cell, or left out with its reason. */
function reconciled(stage: DurationStage, cells: readonly DurationCell[], states: readonly StageState[]) {
  const own = states.filter(each => each.stage === stage)
  const in_scope = own.reduce((n, { number }) => n + number, 0)
  const left_out = own
    .filter(({ state }) => state !== 'decided' && state !== 'open')
    .map(({ state, number }) => ({ reason: state, count: number }))
    .sort((a, b) => (a.reason < b.reason ? -1 : 1))
  const sum_of_cells = cells
    .filter(({ words }) => words.decision_stage === stage)
    .reduce((sum, { n, n_pending }) => sum + n + n_pending, 0)
  const accounted = left_out.reduce((n, { count }) => n + count, sum_of_cells)
  if (in_scope !== accounted)
    throw new Error(`durations at ${stage}: ${in_scope} in scope, but ${accounted} accounted for`)
  return { in_scope, sum_of_cells, suppressed_cells: 0, left_out, not_added: [] }
}
