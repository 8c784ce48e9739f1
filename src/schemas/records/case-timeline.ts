import { Type } from 'typebox'
import { exactly } from '../envelope.ts'
import { orNull, ref } from '../reference.ts'
import { Case, Decision, EventSchema, Return } from './records.ts'

export const TimelineSchema = exactly(
  {
    case: ref(Case),
    events: Type.Array(
      exactly({
        position: Type.Integer({
          description: 'From 1; by date, and on one day in the order of the procedure.'
        }),
        event: Type.Enum(['decision', 'return', 'reported'], { type: 'string' }),
        decision: orNull(ref(Decision)),
        return: orNull(ref(Return)),
        reported: orNull(ref(EventSchema), {
          description:
            'What was reported beside decisions and returns: an entry, a stay, a statement, a note.'
        })
      })
    )
  },
  {
    $id: 'Timeline',
    description:
      'Decisions, returns and what else was reported of one case, in order. Never joined to another case.'
  }
)
