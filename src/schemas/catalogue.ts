import { Type } from 'typebox'
import { Grain } from '../vocabulary/unit.ts'
import { exactly } from './envelope.ts'
import { orNull, ref } from './reference.ts'

/** A measure as the catalogue has it, and who can answer it. */
export const Measure = exactly(
  {
    measure: Type.String(),
    kind: Type.Enum(['count', 'rate'], { type: 'string' }),
    definition: Type.String(),
    numerator: orNull(Type.Array(Type.String()), { description: 'Outcome groups; null for counts.' }),
    denominator: orNull(Type.Array(Type.String()), { description: 'Outcome groups, or all.' }),
    sources: Type.Array(Type.String(), { description: 'Sources with a release that can answer it.' })
  },
  { $id: 'Measure' }
)

/** A dimension as the catalogue has it: its values where the list is closed. */
export const Dimension = exactly(
  {
    dimension: Type.String(),
    kind: Type.Enum(['closed', 'country', 'code', 'boolean', 'period'], { type: 'string' }),
    definition: Type.String(),
    values: orNull(Type.Array(Type.String()), { description: 'The whole list where it is closed.' }),
    grains: Type.Array(ref(Grain)),
    never_added: Type.Boolean({ description: 'Its values are never added to one another.' }),
    sources: Type.Array(Type.String(), { description: 'Sources with a release that has it.' })
  },
  { $id: 'Dimension' }
)

export const measureExample = {
  measure: 'fear_found_rate',
  kind: 'rate',
  definition: 'Fear found, of screenings decided; at a judge’s review: the negative screening vacated.',
  numerator: ['fear_found'],
  denominator: ['fear_found', 'fear_not_found'],
  sources: ['us-credible-fear']
}

export const dimensionExample = {
  dimension: 'screening_type',
  kind: 'closed',
  definition: 'Credible or reasonable fear. The two are never added.',
  values: ['credible_fear', 'reasonable_fear', 'not_split'],
  grains: ['decision', 'count'],
  never_added: true,
  sources: ['us-credible-fear']
}
