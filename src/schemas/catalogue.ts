import { Type } from 'typebox'
import { caseMeasures } from '../vocabulary/case-statistics.ts'
import { dimensionNames } from '../vocabulary/dimension.ts'
import { measureNames } from '../vocabulary/measure.ts'
import { Grain } from '../vocabulary/unit.ts'
import { exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'

const Scope = Type.Record(Type.String(), Type.Array(Type.String()), {
  description: 'Dimension → values of the rows that are meant.'
})

/** What is counted, measured or divided as the catalogue has it, and where it exists. */
export const Measure = exactly(
  {
    measure: Type.Enum([...measureNames, ...caseMeasures.map(({ measure }) => measure)], { type: 'string' }),
    kind: Type.Enum(['count', 'rate', 'days', 'share'], {
      type: 'string',
      description: 'count and rate; days: whole days; share: a part of all, without an interval.'
    }),
    definition: Type.String(),
    numerator: orNull(Type.Array(Type.String()), { description: 'Outcome groups; null for all but rates.' }),
    denominator: orNull(Type.Array(Type.String()), {
      description: 'Outcome groups, or all; groups that are not named are out of the rate.'
    }),
    min_n: orNull(Type.Integer(), {
      description: 'Of fewer it is null, low_n, unless a question sets another floor. Counts have none.'
    }),
    interval: orNull(Type.Enum(['wilson_95'], { type: 'string' })),
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

/** What figures are filtered, grouped and split by: its values where the list is closed. */
export const Dimension = exactly(
  {
    dimension: Type.Enum([...dimensionNames, 'waiting_time'], { type: 'string' }),
    kind: Type.Enum(['closed', 'country', 'code', 'boolean', 'period'], { type: 'string' }),
    definition: Type.String(),
    values: orNull(Type.Array(Type.String()), { description: 'Of a closed list.' }),
    grains: Type.Array(ref(Grain)),
    never_added: Type.Boolean({
      description: 'Its values are never added; source_level is so inside mixed only.'
    }),
    sources: Type.Array(exactly({ source: Type.String(), series: Type.String() }), {
      description: 'Current tables that tell it.'
    })
  },
  { $id: 'Dimension' }
)

export const measureExample = {
  measure: 'fear_found_rate',
  kind: 'rate',
  definition: 'Fear found, of screenings decided; at a judge’s review: the negative screening vacated.',
  numerator: ['fear_found'],
  denominator: ['fear_found', 'fear_not_found'],
  min_n: 25,
  interval: 'wilson_95',
  sources: [
    { source: 'us-credible-fear', series: 'by-nationality', left_out: null, not_for: null, only_for: null }
  ]
}

export const dimensionExample = {
  dimension: 'country_of_asylum',
  kind: 'country',
  definition: 'The country in which protection was asked for.',
  values: null,
  grains: ['count'],
  never_added: false,
  sources: [{ source: 'unhcr-asylum-decisions', series: 'decisions' }]
}
