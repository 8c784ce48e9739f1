import { Type } from 'typebox'
import { CellStatus } from '../../vocabulary/cell-status.ts'
import {
  durationCounts,
  durationEventDefinitions,
  durationEvents,
  durationMeasures,
  durationStages,
  durationStatistics
} from '../../vocabulary/measures/case-statistics.ts'
import { DateBasis, YearBasis } from '../../vocabulary/time/period.ts'
import { Unit } from '../../vocabulary/unit.ts'
import { exactly, groupsMember, metaMembers } from '../envelope.ts'
import { dryRun, fillParameter, includeUnknown, listOf, minN, oneOf } from '../parameters.ts'
import { orNull, ref } from '../reference.ts'
import {
  caseFilters,
  dimensionColumns,
  pageParameters,
  periodParameters,
  reconciliation,
  sourceParameters
} from './case-parameters.ts'
import { EstimateSchema } from './estimate.ts'

const stages = Object.keys(durationStages)

const ofShare = ['share_pending_n', 'share_pending_low', 'share_pending_high']

export const DurationStatisticsQuery = Type.Object({
  ...sourceParameters,
  group_by: listOf(
    Type.Enum([...durationStatistics.groups], { type: 'string' }),
    'At most four dimensions. Stages and kinds of application are split besides, unless one is asked for.',
    [['nationality', 'year']]
  ),
  measures: listOf(
    Type.Enum([...durationMeasures], { type: 'string' }),
    'Left out, all that the date_basis has. n, n_pending and n_ended_otherwise always stand beside them.'
  ),
  ...periodParameters(
    'filed (unless said otherwise): those filed in a period, decided or not. decided: those decided in it, whenever filed; none of them is pending, so there are only the quantiles.'
  ),
  ...caseFilters(durationStatistics.filters),
  decision_stage: listOf(
    Type.Enum(stages, { type: 'string' }),
    'What is measured: applications to their first decision, appeals to theirs, cases to their first return decision. Never added.'
  ),
  event: oneOf(
    durationEvents,
    `What ends a duration. ${durationEvents.map(event => `${event}: ${durationEventDefinitions[event].en}`).join(' ')} Default: ${durationEvents[0]}.`
  ),
  application_type: listOf(
    Type.Enum(['asylum', 'withholding', 'torture_convention', 'not_split'], { type: 'string' }),
    'Kinds of application at first_instance; the other stages are not_split. Never added.'
  ),
  include_unknown: includeUnknown,
  min_n: minN('A figure of fewer observations is null, low_n.'),
  intervals: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Adds the Wilson 95 % interval of share_pending, beside its n. Quantiles have none.'
    })
  ),
  fill: fillParameter,
  dry_run: dryRun,
  ...pageParameters([...durationStatistics.groups, ...durationCounts, ...durationMeasures, ...ofShare])
})

const bound = Type.Optional(
  orNull(Type.Number({ minimum: 0, maximum: 1 }), {
    description: 'The range expected if decisions were independent draws; with intervals=true.'
  })
)
const days = (description: string) => Type.Optional(orNull(Type.Integer({ minimum: 0 }), { description }))
const said = durationStatistics.measures

export const DurationStatisticsRow = Type.Object(
  {
    ...dimensionColumns(durationStatistics.groups),
    n: Type.Optional(
      orNull(Type.Integer({ minimum: 0 }), { description: 'Decided, by the event that was asked for.' })
    ),
    n_pending: Type.Optional(
      orNull(Type.Integer({ minimum: 0 }), {
        description: 'Open on the day of the release; null, not_applicable, with date_basis=decided.'
      })
    ),
    n_ended_otherwise: Type.Optional(
      orNull(Type.Integer({ minimum: 0 }), {
        description:
          'Ended without the event: an application that ended with its case, a case without a return decision, and with event=merits what was closed. Counted as not decided until that day; null, not_applicable, with date_basis=decided.'
      })
    ),
    days_to_decision_p25: days(said.days_to_decision_p25),
    days_to_decision_median: days(said.days_to_decision_median),
    days_to_decision_p75: days(said.days_to_decision_p75),
    days_to_decision_p90: days(said.days_to_decision_p90),
    share_pending: Type.Optional(
      orNull(Type.Number({ minimum: 0, maximum: 1 }), { description: said.share_pending })
    ),
    share_pending_n: days('All that were filed: n + n_pending + n_ended_otherwise.'),
    share_pending_low: bound,
    share_pending_high: bound,
    km_median: days(said.km_median),
    flags: Type.Record(Type.String(), Type.Array(ref(CellStatus)), {
      description: 'Measure → what stands behind its number; a measure that is not named is exact.'
    })
  },
  {
    $id: 'DurationStatisticsRow',
    additionalProperties: false,
    description:
      'Whole days from filing to decision. A quantile is the smallest number of days within which at least that share of the decided was decided (nearest rank, no interpolation); it says nothing of those who still wait or that ended otherwise, which km_median does.'
  }
)

export const DurationStatisticsMeta = exactly(
  {
    total: orNull(Type.Integer({ minimum: 0 }), { description: 'Cells over all pages; null with dry_run.' }),
    total_reason: orNull(Type.String()),
    ...metaMembers,
    units: Type.Record(Type.String(), ref(Unit), { description: 'What one observation is, by stage.' }),
    event: exactly(
      {
        id: Type.Enum([...durationEvents], { type: 'string' }),
        definition: Type.String()
      },
      { description: 'What ends a duration in this answer.' }
    ),
    counting_rule: Type.String({ description: 'The rules by which the source was counted.' }),
    as_at: Type.String({
      format: 'date',
      description: 'The day of the release: what is not decided on it is pending.'
    }),
    period: exactly({
      date_basis: ref(DateBasis),
      year_basis: ref(YearBasis),
      from: Type.String({ format: 'date' }),
      to: Type.String({ format: 'date' }),
      partial: Type.Array(Type.String(), { description: 'Periods that the release does not cover whole.' })
    }),
    groups: groupsMember,
    reconciliation: Type.Record(Type.String(), reconciliation, {
      description:
        'By stage: observations in scope = n + n_pending + n_ended_otherwise over all cells + those left out.'
    }),
    estimate: EstimateSchema
  },
  { $id: 'DurationStatisticsMeta' }
)

export const durationStatisticsExample = [
  {
    decision_stage: 'first_instance',
    application_type: 'asylum',
    n: 812,
    n_pending: 1430,
    n_ended_otherwise: 8,
    days_to_decision_p25: 190,
    days_to_decision_median: 402,
    days_to_decision_p75: 871,
    days_to_decision_p90: 1330,
    share_pending: 0.635556,
    km_median: null,
    flags: { km_median: ['not_applicable'] }
  }
]

export const durationStatisticsExampleMeta = {
  units: { first_instance: 'applications' },
  event: { id: 'any_completion', definition: durationEventDefinitions.any_completion.en },
  counting_rule: 'eoir.v1',
  as_at: '2026-08-31',
  period: {
    date_basis: 'filed',
    year_basis: 'us_fiscal',
    from: '2021-10-01',
    to: '2022-09-30',
    partial: []
  },
  reconciliation: {
    first_instance: {
      in_scope: 2258,
      sum_of_cells: 2250,
      suppressed_cells: 0,
      left_out: [{ reason: 'no_date', count: 8 }],
      not_added: []
    }
  }
}
