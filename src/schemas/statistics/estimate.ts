import { Type } from 'typebox'
import { exactly } from '../envelope.ts'

/** meta.estimate: the size that the answer would have, with dry_run. */
export const EstimateSchema = Type.Optional(
  exactly({
    cells: Type.Integer({ minimum: 0 }),
    limit: Type.Integer(),
    fits: Type.Boolean(),
    would_fit_with: Type.Array(Type.String())
  })
)
