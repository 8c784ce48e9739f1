import { Type } from 'typebox'
import { breakChanges } from '../vocabulary/measures/series-break.ts'
import { Unit } from '../vocabulary/unit.ts'
import { exactly } from './envelope.ts'
import { ref } from './reference.ts'

const unitsOfBreak = Type.Optional(Type.Array(ref(Unit), { description: 'Where the unit changes.' }))

/** A break in the series of an answer. */
export const Break = exactly(
  {
    date: Type.String({
      format: 'date',
      description: 'First day of the first period that is counted in the new way.'
    }),
    changes: Type.Enum(breakChanges, { type: 'string' }),
    scope: Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'Whose figures: dimension → values; empty: every row.'
    }),
    unit_before: unitsOfBreak,
    unit_after: unitsOfBreak,
    note: Type.String(),
    told_in: Type.String({ description: 'Where the publisher says so.' })
  },
  { $id: 'Break' }
)
