import { Type } from 'typebox'
import { caseMeasures } from '../vocabulary/measures/case-statistics.ts'
import { dimensionNames } from '../vocabulary/measures/dimension.ts'
import { measureNames } from '../vocabulary/measures/measure.ts'
import { Grain, units } from '../vocabulary/unit.ts'
import { exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'

const Scope = Type.Record(Type.String(), Type.Array(Type.String()), {
  description: 'Dimension → values of the rows that are meant.'
})

/** A measure of the catalogue: a count, a duration or a rate, and the sources that have it. */
export const MeasureSchema = exactly(
  {
    measure: Type.Enum([...measureNames, ...caseMeasures.map(({ measure }) => measure)], { type: 'string' }),
    label: Type.String({ description: 'In the language of lang.' }),
    kind: Type.Enum(['count', 'rate', 'days', 'share'], {
      type: 'string',
      description: 'count and rate; days: whole days; share: a part of all that were filed.'
    }),
    definition: Type.String(),
    unit: orNull(Type.Enum([...units, 'days', 'share'], { type: 'string' }), {
      description: 'What one is; share: from 0 to 1. null where the table that answers says it.'
    }),
    numerator: orNull(Type.Array(Type.String()), {
      description:
        'Outcomes or their groups, of a share columns of the answer; null for what is no part of all.'
    }),
    denominator: orNull(Type.Array(Type.String()), {
      description: 'As the numerator, or all; what is not named is out of the rate.'
    }),
    min_n: orNull(Type.Integer(), {
      description: 'Of fewer it is null, low_n, unless a question sets another floor. Counts have none.'
    }),
    interval: orNull(Type.Enum(['wilson_95'], { type: 'string' })),
    paths: Type.Array(Type.String(), { description: 'The statistics that can be asked for it.' }),
    sources: Type.Array(
      exactly({
        source: Type.String(),
        series: Type.String(),
        left_out: orNull(exactly({ reason: Type.String(), rows: Scope }), {
          description: 'Rows that leave both sides.'
        }),
        not_for: orNull(Scope, { description: 'Rows for which it does not exist.' }),
        only_for: orNull(Scope, { description: 'The only rows for which it exists.' })
      }),
      { description: 'Current tables that have it.' }
    )
  },
  { $id: 'Measure' }
)

/** A dimension of the catalogue, with its values where the list is closed. */
export const DimensionSchema = exactly(
  {
    dimension: Type.Enum([...dimensionNames], { type: 'string' }),
    label: Type.String({ description: 'In the language of lang.' }),
    kind: Type.Enum(['closed', 'country', 'country_group', 'code', 'boolean', 'period'], { type: 'string' }),
    definition: Type.String(),
    values: orNull(Type.Array(Type.String()), { description: 'Of a closed list.' }),
    grains: Type.Array(ref(Grain)),
    never_added: Type.Boolean({
      description: 'Its values are never added; source_level is so inside mixed only.'
    }),
    groups_at: Type.Array(Type.String(), { description: 'The statistics that can be grouped by it.' }),
    filters_at: Type.Array(Type.String(), {
      description:
        'The statistics that can be filtered by it. Source, series and release have parameters of their own, and a period its bounds.'
    }),
    sources: Type.Array(exactly({ source: Type.String(), series: Type.String() }), {
      description: 'Current tables that have it.'
    })
  },
  { $id: 'Dimension' }
)

export const measureExample = {
  measure: 'fear_found_rate',
  label: 'fear found rate',
  kind: 'rate',
  definition: 'Fear found, of screenings decided; at a judge’s review: the negative screening vacated.',
  unit: 'share',
  numerator: ['fear_found'],
  denominator: ['fear_found', 'fear_not_found'],
  min_n: 25,
  interval: 'wilson_95',
  paths: ['/v1/statistics/decisions'],
  sources: [
    { source: 'us-credible-fear', series: 'by-nationality', left_out: null, not_for: null, only_for: null }
  ]
}

export const dimensionExample = {
  dimension: 'country_of_asylum',
  label: 'country of asylum',
  kind: 'country',
  definition: 'The country in which protection was asked for.',
  values: null,
  grains: ['count'],
  never_added: false,
  groups_at: ['/v1/statistics/decisions', '/v1/statistics/returns'],
  filters_at: ['/v1/statistics/decisions', '/v1/statistics/returns'],
  sources: [{ source: 'unhcr-asylum-decisions', series: 'decisions' }]
}
