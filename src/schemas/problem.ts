import { Type } from 'typebox'
import { problemTypes } from '../vocabulary/problem.ts'

const names = Object.keys(problemTypes)

/** The problem document of every error (RFC 9457). Some types have further members. */
export const ProblemDocument = Type.Object(
  {
    type: Type.Enum(names, { type: 'string', description: 'What kind of error it is.' }),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String({ description: 'What is wrong with this request, and what would work.' }),
    plain: Type.Optional(
      Type.String({ description: 'The detail for people who know no parameters, where it is another text.' })
    ),
    instance: Type.String({ description: 'The path and query that were asked.' }),
    request_id: Type.String({ description: 'Names the request in the operator’s log.' }),
    errors: Type.Array(
      Type.Object(
        {
          parameter: Type.String(),
          code: Type.String(),
          did_you_mean: Type.Optional(Type.Array(Type.String()))
        },
        { additionalProperties: false }
      ),
      { description: 'All faults of the request at once.' }
    )
  },
  { $id: 'Problem', additionalProperties: true }
)
