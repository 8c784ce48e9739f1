import { Type } from 'typebox'
import { CellStatus } from '../../vocabulary/cell-status.ts'
import { wordsOf } from '../../vocabulary/measures/dimension.ts'
import { rateNames } from '../../vocabulary/measures/measure.ts'
import { groupsOf, type SubjectDefinition, subjectDefinitions } from '../../vocabulary/measures/subject.ts'
import { DateBasis, YearBasis } from '../../vocabulary/time/period.ts'
import { Unit } from '../../vocabulary/unit.ts'
import { Break } from '../break.ts'
import { exactly, groupsMember, metaMembers } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'
import { EstimateSchema } from './estimate.ts'
import { measuresOf, statisticsQuery } from './statistics-query.ts'

export const DecisionStatisticsQuery = statisticsQuery(subjectDefinitions.decisions)
export const CaseStatisticsQuery = statisticsQuery(subjectDefinitions.cases)
export const ReturnStatisticsQuery = statisticsQuery(subjectDefinitions.returns)
export const ApplicationStatisticsQuery = statisticsQuery(subjectDefinitions.applications)

const share = Type.Optional(orNull(Type.Number({ minimum: 0, maximum: 1 })))
const whole = Type.Optional(orNull(Type.Integer({ minimum: 0 })))

/** The dimensions of a cell; those of a closed list are enums of its words. */
const dimensionsOf = (subject: SubjectDefinition) =>
  Object.fromEntries(
    groupsOf(subject).map(name => {
      const words = wordsOf(name)
      return [name, Type.Optional(words ? Type.Enum(words, { type: 'string' }) : Type.String())]
    })
  )

const measuresIn = (subject: SubjectDefinition) =>
  Object.fromEntries(
    measuresOf(subject).flatMap(name =>
      (rateNames as string[]).includes(name)
        ? [
            [name, share],
            [`${name}_n`, whole],
            [`${name}_low`, share],
            [`${name}_high`, share],
            [`${name}_n_share`, share]
          ]
        : [[name, whole]]
    )
  )

/** One cell: the dimensions by which the answer is grouped and split, the measures, and the flags of each measure. */
const statisticsRow = (subject: SubjectDefinition, $id: string, description: string) =>
  Type.Object(
    {
      ...dimensionsOf(subject),
      ...measuresIn(subject),
      flags: Type.Record(Type.String(), Type.Array(ref(CellStatus)), {
        description: 'Measure → what stands behind its number; a measure that is not named is exact.'
      })
    },
    { $id, additionalProperties: false, description }
  )

export const DecisionStatisticsRow = statisticsRow(
  subjectDefinitions.decisions,
  'DecisionStatisticsRow',
  'Dimensions that were not asked for stand here where the answer is split by them (meta.query.split_by). source_level is then not_split outside the stage mixed.'
)
export const CaseStatisticsRow = statisticsRow(
  subjectDefinitions.cases,
  'CaseStatisticsRow',
  'Each case stands in one cell.'
)
export const ReturnStatisticsRow = statisticsRow(
  subjectDefinitions.returns,
  'ReturnStatisticsRow',
  'Departures; returns that were ordered are decisions at return_decision.'
)

export const ApplicationStatisticsRow = statisticsRow(
  subjectDefinitions.applications,
  'ApplicationStatisticsRow',
  'Applications by the stage at which they were lodged. They have no outcome and no rate: decisions of a period are on other applications.'
)

const LeftOut = exactly({
  reason: Type.String(),
  count: orNull(Type.Integer(), {
    description:
      'Below zero where one counted thing stands in several cells (counted_in_several_cells); null where it is withheld or not known.'
  }),
  rows: Type.Optional(
    Type.Integer({
      description:
        'Of rejected: how many rows of the release that became no record may belong to this answer, by what could be read of them. What they count is not known.'
    })
  )
})

const Reconciliation = exactly(
  {
    in_scope: orNull(Type.Integer(), {
      description: 'null where a figure in scope is withheld. Rows that were rejected stand beside it.'
    }),
    sum_of_cells: orNull(Type.Integer(), { description: 'Over all pages.' }),
    suppressed_cells: Type.Integer(),
    left_out: Type.Array(LeftOut, { description: 'in_scope = sum_of_cells + these.' }),
    not_added: Type.Array(
      exactly({
        reason: Type.Enum(['other_unit'], { type: 'string' }),
        unit: ref(Unit),
        records: Type.Integer({ minimum: 0 })
      }),
      { description: 'In scope too, in units that are never added to this one.' }
    )
  },
  { $id: 'Reconciliation' }
)

const RateNote = exactly(
  {
    numerator: Type.String(),
    denominator: Type.String(),
    min_n: Type.Integer(),
    interval: Type.Enum(['wilson_95'], {
      type: 'string',
      description: 'The range expected if decisions were independent draws; not a sampling error.'
    }),
    left_out: Type.Array(LeftOut, { description: 'Counts that leave both sides of the rate.' })
  },
  { $id: 'RateNote' }
)

export const MissingSchema = exactly(
  {
    dimension: Type.String({ description: 'The dimension of which values are missing.' }),
    values: Type.Array(Type.String(), {
      description:
        'Empty where no figure covers the whole of the dimension, or combinations of several are missing.'
    }),
    period: Type.String({ description: 'The period of the series that lacks them.' }),
    country_of_asylum: Type.Optional(Type.String({ description: 'Whose figures lack them.' })),
    nationality: Type.Optional(Type.String()),
    told_at: Type.Optional(
      Type.Array(Type.String(), { description: 'The levels at which the same reporter publishes them.' })
    ),
    nearest: Type.Optional(
      exactly(
        { period: Type.String(), value: Type.Number() },
        { description: 'The nearest period that has them, and its number.' }
      )
    )
  },
  { $id: 'Missing' }
)

const StandInSchema = exactly(
  {
    country_of_asylum: Type.String({ description: 'The aggregate.' }),
    cells: Type.Integer({ minimum: 1, description: 'How many cells are its figures, flagged aggregate.' }),
    without: Type.Array(Type.String(), {
      description: 'Countries of the table that it does not hold; their figures are left out.'
    })
  },
  { $id: 'StandIn' }
)

const RoundingSchema = exactly(
  {
    to: Type.Integer({ minimum: 2, description: 'The multiple to which the publisher rounds every figure.' }),
    most_figures: Type.Integer({
      minimum: 1,
      description: 'The most figures that one number of the answer is the sum of.'
    }),
    out_by_at_most: Type.Integer({
      minimum: 1,
      description:
        'By how much a number of the answer can be out at most: half of `to` for each of its figures.'
    })
  },
  { $id: 'Rounding' }
)

export const StatisticsMeta = exactly(
  {
    total: orNull(Type.Integer({ minimum: 0 }), { description: 'Cells over all pages; null with dry_run.' }),
    total_reason: orNull(Type.String()),
    ...metaMembers,
    unit: orNull(ref(Unit), { description: 'What one is; null where nothing is in scope.' }),
    counting_rule: Type.String({ description: 'The rules by which the source was counted.' }),
    period: exactly({
      date_basis: ref(DateBasis),
      year_basis: ref(YearBasis),
      from: Type.String({ format: 'date' }),
      to: Type.String({ format: 'date' }),
      partial: Type.Array(Type.String(), { description: 'Periods that the release does not cover whole.' })
    }),
    reconciliation: Type.Record(Type.String(), ref(Reconciliation), {
      description: 'A block a count measure.'
    }),
    rates: Type.Record(Type.String(), ref(RateNote)),
    missing: Type.Array(ref(MissingSchema), {
      description:
        'What the release does not report of this answer (docs/rules/coverage.md): empty where all is reported.'
    }),
    breaks: Type.Array(ref(Break), {
      description:
        'Where the series of this answer breaks (docs/rules/domain.md §7.6): cells with the flag break come after one.'
    }),
    stand_ins: Type.Array(ref(StandInSchema), {
      description:
        'Publishers’ aggregates that answer in the place of countries that do not all tell theirs (docs/rules/coverage.md).'
    }),
    rounding: Type.Optional(ref(RoundingSchema)),
    groups: groupsMember,
    top: Type.Optional(
      exactly(
        {
          dimension: Type.String(),
          groups: Type.Integer({ minimum: 0, description: 'Groups with rows of their own.' }),
          rest: Type.Integer({
            minimum: 0,
            description: 'Groups that are together in the rows of rest; 0: none.'
          })
        },
        { description: 'With top.' }
      )
    ),
    estimate: EstimateSchema
  },
  { $id: 'StatisticsMeta' }
)

/** The schemas of statistics that the contract names. */
export const statisticsSchemas = [
  DecisionStatisticsRow,
  CaseStatisticsRow,
  ReturnStatisticsRow,
  ApplicationStatisticsRow,
  StatisticsMeta,
  Reconciliation,
  RateNote,
  MissingSchema,
  Break,
  StandInSchema,
  RoundingSchema
]
