import { type Static, Type } from 'typebox'

/** Limits of what may differ between a release and the current one of its series (docs/rules/sources.md §0.6). */
export const ContentChecks = Type.Object(
  {
    /** A reporter-year, or a year of records, may change by this share; 0 to 1. */
    changes_at_most: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** Persons, cases or records below which a change says nothing. */
    from: Type.Optional(Type.Integer({ minimum: 0 }))
  },
  { additionalProperties: false }
)
export type ContentChecks = Static<typeof ContentChecks>

const usual = { changes_at_most: 0.5, from: 1000 } as const satisfies Required<ContentChecks>

/** The limits of a source: its own, and the usual ones for the rest. */
export const limitsOf = (checks: ContentChecks | undefined): Required<ContentChecks> => ({
  ...usual,
  ...checks
})
