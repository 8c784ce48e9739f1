import { Type } from 'typebox'
import { CellStatus } from '../../vocabulary/cell-status.ts'
import { pendingStatistics } from '../../vocabulary/measures/case-statistics.ts'
import { Unit } from '../../vocabulary/unit.ts'
import { exactly, groupsMember, metaMembers } from '../envelope.ts'
import { dryRun, fillParameter, includeUnknown, listOf, minN, refusedIntervals } from '../parameters.ts'
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
import { MissingSchema } from './statistics.ts'

const measures = Object.keys(pendingStatistics.measures)

export const PendingStatisticsQuery = Type.Object({
  ...sourceParameters,
  group_by: listOf(
    Type.Enum([...pendingStatistics.groups], { type: 'string' }),
    'At most four dimensions. What cases wait for is split besides, unless one waiting_at is asked for.',
    [['waiting_time', 'nationality']]
  ),
  measures: listOf(Type.Enum(measures, { type: 'string' }), 'Left out, both.'),
  ...periodParameters(
    'Refused, as all periods are: these are the cases that are open on the day of the release.'
  ),
  ...caseFilters(pendingStatistics.filters),
  include_unknown: includeUnknown,
  min_n: minN('A median of fewer cases is null, low_n.'),
  intervals: refusedIntervals,
  fill: fillParameter,
  dry_run: dryRun,
  ...pageParameters([...pendingStatistics.groups, ...measures])
})

export const PendingStatisticsRow = Type.Object(
  {
    ...dimensionColumns(pendingStatistics.groups),
    pending: Type.Optional(
      orNull(Type.Integer({ minimum: 0 }), { description: pendingStatistics.measures.pending })
    ),
    waiting_days_median: Type.Optional(
      orNull(Type.Integer(), { description: pendingStatistics.measures.waiting_days_median })
    ),
    flags: Type.Record(Type.String(), Type.Array(ref(CellStatus)), {
      description: 'Measure → what stands behind its number; a measure that is not named is exact.'
    })
  },
  { $id: 'PendingStatisticsRow', additionalProperties: false, description: 'One cell of open cases.' }
)

export const PendingStatisticsMeta = exactly(
  {
    total: orNull(Type.Integer({ minimum: 0 }), { description: 'Cells over all pages; null with dry_run.' }),
    total_reason: orNull(Type.String()),
    ...metaMembers,
    unit: orNull(ref(Unit)),
    counting_rule: Type.String({ description: 'The rules by which the source was counted.' }),
    as_at: orNull(Type.String({ format: 'date' }), {
      description:
        'The day of the release, or of the published stock: what is counted is open on it. Never to be added to the same of another day; null where the rows are of several days.'
    }),
    partial: Type.Boolean({
      description: 'True where the question reaches past what the release covers: see caveats.'
    }),
    groups: groupsMember,
    reconciliation: Type.Object({ pending: Type.Optional(reconciliation) }, { additionalProperties: false }),
    missing: Type.Optional(Type.Array(ref(MissingSchema))),
    estimate: EstimateSchema
  },
  { $id: 'PendingStatisticsMeta' }
)

export const pendingStatisticsExample = [
  {
    waiting_at: 'immigration_judge',
    waiting_time: 'under_6_months',
    pending: 412,
    waiting_days_median: 88,
    flags: {}
  },
  {
    waiting_at: 'immigration_judge',
    waiting_time: '5_years_or_more',
    pending: 7,
    waiting_days_median: null,
    flags: { waiting_days_median: ['low_n'] }
  }
]

export const pendingStatisticsExampleMeta = {
  unit: 'cases',
  counting_rule: 'eoir.v1',
  as_at: '2026-08-31',
  partial: false,
  reconciliation: {
    pending: { in_scope: 419, sum_of_cells: 419, suppressed_cells: 0, left_out: [], not_added: [] }
  }
}
