import { Type } from 'typebox'
import { exactly } from './envelope.ts'
import { orNull } from './reference.ts'

const dayOrNull = orNull(Type.String({ format: 'date' }))

const MemberSchema = exactly({
  country: Type.String(),
  from: { ...dayOrNull, description: 'Its first day; null where no day is known or it is open.' },
  to: { ...dayOrNull, description: 'Its last day; null where it still is a member.' }
})

/** A group of countries. */
export const CountryGroupSchema = exactly(
  {
    id: Type.String({ description: 'Such as EU: a value of nationality_group and its like.' }),
    name_en: Type.String(),
    name_es: Type.String(),
    name_fr: Type.String(),
    source: Type.String(),
    edition: Type.String({ description: 'What the membership is as of.' }),
    note: orNull(Type.String()),
    is_own: Type.Boolean({ description: 'A list of the operator of this service.' }),
    sets: Type.Array(Type.String(), {
      description: 'Names that stand for several groups, this one among them.'
    }),
    members: Type.Array(MemberSchema)
  },
  { $id: 'CountryGroup' }
)

/** A group in an answer, with the membership that was used: a member of meta. */
export const GroupNoteSchema = exactly(
  {
    parameter: Type.String(),
    id: Type.String(),
    name: Type.String(),
    source: Type.String(),
    edition: Type.String(),
    note: orNull(Type.String()),
    is_own: Type.Boolean(),
    members: Type.Array(MemberSchema, {
      description:
        'Members on some day of the answer. A record counts by its day, a published figure by the last day of its period.'
    }),
    without_figures: orNull(Type.Array(Type.String()), {
      description: 'Members of which no figure is in the answer; null where that was not looked for.'
    })
  },
  { $id: 'GroupNote' }
)

export const countryGroupExample = {
  id: 'EU',
  name_en: 'the European Union',
  name_es: 'la Unión Europea',
  name_fr: 'Union européenne',
  source: 'Treaties of accession',
  edition: 'membership from 1958-01-01, as of 2026-01-01',
  note: null,
  is_own: false,
  sets: [],
  members: [{ country: 'GBR', from: '1973-01-01', to: '2020-01-31' }]
}
