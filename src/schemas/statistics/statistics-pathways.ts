import { Type } from 'typebox'
import { caseStatuses } from '../../vocabulary/closed-lists.ts'
import { decisionStages } from '../../vocabulary/decision-stage.ts'
import { pathwayStatistics } from '../../vocabulary/measures/case-statistics.ts'
import { DateBasis, YearBasis } from '../../vocabulary/time/period.ts'
import { Unit } from '../../vocabulary/unit.ts'
import { exactly, groupsMember, metaMembers } from '../envelope.ts'
import { labelsParameter, languageParameter, oneOf, refusedIntervals } from '../parameters.ts'
import { orNull, ref } from '../reference.ts'
import { caseFilters, periodParameters, reconciliation, sourceParameters } from './case-parameters.ts'

export const PathwayStatisticsQuery = Type.Object({
  ...sourceParameters,
  ...periodParameters('Pathways are of cases by the date of their filing: filed.'),
  ...caseFilters(pathwayStatistics.filters),
  intervals: refusedIntervals,
  fill: oneOf(
    ['none', 'grid'],
    'grid is refused: most pairs of places have no way between them, and a link that is not there was passed by no case.'
  ),
  dry_run: Type.Optional(
    Type.Boolean({ description: 'Refused where it is true: there are few links, whatever is asked.' })
  ),
  ...languageParameter,
  ...labelsParameter
})

const node = (places: readonly string[], description: string) =>
  Type.Enum([...places], { type: 'string', description })
const count = Type.Integer({ minimum: 0 })

/** One link of the graph of pathways. */
export const PathwayLinkSchema = exactly(
  {
    from: node(
      ['filed', ...decisionStages],
      'The filing, or the stage of a decision; decisions in a row at one stage are one.'
    ),
    to: node(
      [...decisionStages, ...caseStatuses],
      'The stage of the next decision, or after the last one where the case stands on the day of the release.'
    ),
    cases: Type.Integer({ minimum: 0, description: 'Each once, however often it passed.' })
  },
  { $id: 'PathwayLink', description: 'From what to what cases went next.' }
)

export const PathwayStatisticsMeta = exactly(
  {
    total: Type.Integer({ minimum: 0, description: 'Links.' }),
    total_reason: orNull(Type.String()),
    ...metaMembers,
    unit: ref(Unit),
    counting_rule: Type.String({ description: 'The rules by which the source was counted.' }),
    as_at: Type.String({
      format: 'date',
      description: 'The day of the release, on which a case stands as it does.'
    }),
    period: exactly({
      date_basis: ref(DateBasis),
      year_basis: ref(YearBasis),
      from: Type.String({ format: 'date' }),
      to: Type.String({ format: 'date' }),
      partial: Type.Array(Type.String(), { description: 'Periods that the release does not cover whole.' })
    }),
    nodes: Type.Array(
      exactly({
        node: node(
          ['filed', ...decisionStages, ...caseStatuses],
          'The filing, a stage, or where cases stand.'
        ),
        cases: count
      }),
      { description: 'How many cases came to each, each once.' }
    ),
    groups: groupsMember,
    reconciliation: exactly({ cases: reconciliation })
  },
  { $id: 'PathwayStatisticsMeta' }
)

export const pathwayStatisticsExample = [
  { from: 'filed', to: 'first_instance', cases: 3 },
  { from: 'filed', to: 'pending', cases: 7 },
  { from: 'first_instance', to: 'return_decision', cases: 3 },
  { from: 'return_decision', to: 'decided', cases: 3 }
]

export const pathwayStatisticsExampleMeta = {
  unit: 'cases',
  counting_rule: 'eoir.v1',
  as_at: '2026-08-31',
  period: {
    date_basis: 'filed',
    year_basis: 'calendar',
    from: '2024-01-01',
    to: '2024-12-31',
    partial: []
  },
  nodes: [
    { node: 'filed', cases: 10 },
    { node: 'first_instance', cases: 3 },
    { node: 'return_decision', cases: 3 },
    { node: 'pending', cases: 7 },
    { node: 'decided', cases: 3 }
  ],
  reconciliation: {
    cases: { in_scope: 10, sum_of_cells: 10, suppressed_cells: 0, left_out: [], not_added: [] }
  }
}
