import { type Static, Type } from 'typebox'
import { inTwoForms, type TwoForms } from '../labels/texts/two-forms.ts'

const Codes = Type.Union([Type.Literal('all'), Type.Array(Type.String())])

/** What a release covers. A query outside it has no answer here, which is not an answer of zero. */
export const Coverage = Type.Object(
  {
    nationality: Codes,
    country_of_asylum: Codes,
    /** First and last day that the release covers, inclusive. */
    from: Type.String({ format: 'date' }),
    to: Type.String({ format: 'date' }),
    /** False where parts of the release are known to be missing, such as pages of a paged answer. */
    complete: Type.Boolean(),
    /** Tables that are missing or empty in a release of several tables, imported because the operator insisted. */
    missing_tables: Type.Optional(Type.Array(Type.String())),
    /** Known issues of the source that only some of its releases have, and this one has. */
    issues: Type.Optional(
      Type.Array(
        Type.Object(
          {
            /** The id of a caveat of the source. */
            id: Type.String(),
            /** First and last day of the rows that have it, where it is not all of them. */
            from: Type.Optional(Type.String({ format: 'date' })),
            to: Type.Optional(Type.String({ format: 'date' }))
          },
          { additionalProperties: false }
        )
      )
    )
  },
  { $id: 'Coverage', additionalProperties: false }
)
export type Coverage = Static<typeof Coverage>

/** The parts of a release that are known to be missing, as words of a list; empty where it is complete. */
export function partsMissing({ complete, missing_tables = [] }: Coverage): TwoForms[] {
  if (complete) return []
  return missing_tables.length === 0
    ? [inTwoForms('parts_missing')]
    : missing_tables.map(table =>
        inTwoForms('table_missing', { table: { text: table, plain: table.replaceAll('_', ' ') } })
      )
}
