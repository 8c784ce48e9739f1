import { Type } from 'typebox'
import { CellStatus } from '../vocabulary/cell-status.ts'
import {
  type Dimension,
  type DimensionDefinition,
  dimensionNames,
  dimensions
} from '../vocabulary/dimension.ts'
import { counts, defaultMinN, measureNames, rateNames } from '../vocabulary/measure.ts'
import { DateBasis, dateBases, YearBasis, yearBases } from '../vocabulary/period.ts'
import { Unit, units } from '../vocabulary/unit.ts'
import { exactly, metaMembers } from './envelope.ts'
import { listOf, releaseParameters } from './parameters.ts'
import { orNull, ref } from './reference.ts'

const word = Type.String({ minLength: 1, maxLength: 100 })
const oneOf = (values: readonly string[], description: string) =>
  Type.Optional(Type.Enum([...values], { type: 'string', description }))

/** A dimension as a filter of statistics: the same words that stand in the rows of an answer. */
function statisticsFilter(name: Dimension) {
  const { kind, values, definition }: DimensionDefinition = dimensions[name]
  const known = kind === 'boolean' ? ['true', 'false', 'UNK'] : values
  return listOf(
    Type.Unsafe<string>(known ? Type.Enum([...known], { type: 'string' }) : word),
    kind === 'country' ? `${definition} ISO 3166 alpha-3, or UNK, XXA, OTHER.` : definition
  )
}

const onDecisions = (name: Dimension): boolean =>
  dimensions[name].grains.some(grain => grain === 'decision' || grain === 'count')
/** What decisions can be grouped by. */
const groups = dimensionNames.filter(onDecisions)
/** What they can be filtered by: source, series and release have parameters of their own, periods have bounds. */
const filters = groups.filter(
  name => dimensions[name].kind !== 'period' && !['source', 'series', 'release'].includes(name)
)

const ofRate = (rate: string): string[] => [`${rate}_n`, `${rate}_low`, `${rate}_high`]
const columns = [...groups, ...Object.keys(counts), ...rateNames.flatMap(rate => [rate, ...ofRate(rate)])]

/** Parameters of statistics on decisions (api.md §3). */
export const DecisionStatisticsQuery = Type.Object({
  source: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Whose figures. May be left out where only one source has all that is asked.'
    })
  ),
  series: Type.Optional(
    Type.String({ minLength: 1, maxLength: 100, description: 'Which published table of the source.' })
  ),
  ...releaseParameters,
  group_by: listOf(
    Type.Enum([...groups], { type: 'string' }),
    'At most four dimensions. What is never added is split besides: see meta.query.split_by.',
    [['nationality', 'year']]
  ),
  measures: listOf(
    Type.Enum([...measureNames], { type: 'string' }),
    'Counts and rates: see /v1/measures. Left out, the only unit in scope.',
    [['persons', 'refugee_recognition_rate']]
  ),
  unit: oneOf(units, 'What one is. Needed where several are in scope, since they are never added.'),
  date_basis: oneOf(
    dateBases,
    'Which date of a record a period is cut from: decided, unless said otherwise.'
  ),
  year_basis: oneOf(yearBases, 'How years run; fiscal years are named by the year in which they end.'),
  period_from: Type.Optional(
    Type.String({ minLength: 4, maxLength: 10, description: '2024, FY2024, 2024-Q3, FY2024-Q1 or 2024-11.' })
  ),
  period_to: Type.Optional(
    Type.String({ minLength: 4, maxLength: 10, description: 'As period_from; the whole of it is included.' })
  ),
  period: oneOf(['latest'], 'The last period that the release covers, as long as the finest one grouped by.'),
  ...(Object.fromEntries(filters.map(name => [name, statisticsFilter(name)])) as Record<
    string,
    ReturnType<typeof statisticsFilter>
  >),
  include_unknown: Type.Optional(
    Type.Boolean({
      default: true,
      description: 'False leaves cells of unknown values out, and says how many.'
    })
  ),
  min_n: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      default: defaultMinN,
      description: 'A rate of fewer decisions is null, low_n.'
    })
  ),
  intervals: Type.Optional(
    Type.Boolean({ default: false, description: 'Adds n and the Wilson 95 % interval of each rate.' })
  ),
  fill: oneOf(['none', 'grid'], 'none: a cell without rows is not in the answer. grid is not available yet.'),
  sort: listOf(
    Type.String({ minLength: 2, maxLength: 100 }),
    'Dimensions of the answer or measures, with - descending. What is not told comes last. Default: as grouped.'
  ),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1000,
      description:
        'Cells a page: 100 in JSON unless said otherwise. CSV and NDJSON give all unless a limit is set.'
    })
  ),
  cursor: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      description: 'Where the next page starts: that of links.next.'
    })
  ),
  count: oneOf(['exact'], 'meta.total is always exact here.'),
  fields: listOf(
    Type.Enum([...columns], { type: 'string' }),
    'Only these columns; flags stay with their measure.'
  ),
  dry_run: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Answers how many cells there would be, and counts nothing.'
    })
  )
})

const words = (names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, Type.Optional(Type.String())]))
const share = Type.Optional(orNull(Type.Number({ minimum: 0, maximum: 1 })))
const whole = Type.Optional(orNull(Type.Integer({ minimum: 0 })))

/** One cell: the dimensions grouped and split by, the measures, and why a measure is as it is. */
export const DecisionStatisticsRow = Type.Object(
  {
    ...words(groups),
    ...Object.fromEntries(Object.keys(counts).map(name => [name, whole])),
    ...Object.fromEntries(
      rateNames.flatMap(rate => [
        [rate, share],
        [`${rate}_n`, whole],
        [`${rate}_low`, share],
        [`${rate}_high`, share]
      ])
    ),
    flags: Type.Record(Type.String(), Type.Array(ref(CellStatus)), {
      description: 'Measure → what stands behind its number; a measure that is not named is exact.'
    })
  },
  {
    $id: 'DecisionStatisticsRow',
    additionalProperties: false,
    description:
      'Dimensions that were not asked for stand here where the answer is split by them (meta.query.split_by). source_level is then not_split outside the stage mixed.'
  }
)

const LeftOut = exactly({ reason: Type.String(), count: orNull(Type.Integer()) })

const Reconciliation = exactly(
  {
    in_scope: orNull(Type.Integer(), { description: 'null where a figure in scope is withheld.' }),
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

export const DecisionStatisticsMeta = exactly(
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
    estimate: Type.Optional(
      exactly({
        cells: Type.Integer({ minimum: 0 }),
        limit: Type.Integer(),
        fits: Type.Boolean(),
        would_fit_with: Type.Array(Type.String())
      })
    )
  },
  { $id: 'DecisionStatisticsMeta' }
)

/** The schemas of statistics that the contract names. */
export const statisticsSchemas = [DecisionStatisticsRow, DecisionStatisticsMeta, Reconciliation, RateNote]

export const decisionStatisticsExample = [
  { outcome: 'refugee_status_granted', persons: 1121, flags: {} },
  { outcome: 'complementary_protection_granted', persons: 337, flags: {} },
  { outcome: 'rejected', persons: 12408, flags: {} },
  { outcome: 'otherwise_closed', persons: 9359, flags: {} }
]

export const decisionStatisticsExampleMeta = {
  unit: 'persons',
  counting_rule: 'unhcr.v1',
  period: {
    date_basis: 'decided',
    year_basis: 'calendar',
    from: '2021-01-01',
    to: '2025-12-31',
    partial: []
  },
  reconciliation: {
    persons: { in_scope: 23225, sum_of_cells: 23225, suppressed_cells: 0, left_out: [], not_added: [] }
  },
  rates: {}
}
