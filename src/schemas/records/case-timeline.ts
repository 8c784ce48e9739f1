import { Type } from 'typebox'
import { exactly } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'
import { Case, Decision, Return } from './records.ts'

export const TimelineSchema = exactly(
  {
    case: ref(Case),
    events: Type.Array(
      exactly({
        position: Type.Integer({
          description: 'From 1; by date, and on one day in the order of the procedure.'
        }),
        event: Type.Enum(['decision', 'return'], { type: 'string' }),
        decision: orNull(ref(Decision)),
        return: orNull(ref(Return))
      })
    )
  },
  {
    $id: 'Timeline',
    description: 'Decisions and returns of one case, in order. Never joined to another case.'
  }
)
