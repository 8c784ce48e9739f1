import { Type } from 'typebox'
import { exactly } from '../envelope.ts'

/** meta.estimate: with dry_run, how large the answer would be. */
export const EstimateSchema = Type.Optional(
  exactly({
    cells: Type.Integer({ minimum: 0 }),
    limit: Type.Integer(),
    fits: Type.Boolean(),
    would_fit_with: Type.Array(Type.String())
  })
)
