import { type Static, Type } from 'typebox'
import { Text } from '../labels/texts/text-schema.ts'

const Share = Type.Number({ minimum: 0, maximum: 1 })

/** Two dimensions that seldom have the same value, such as the countries of origin and of asylum. */
const Rare = Type.Object(
  { same: Type.Tuple([Type.String(), Type.String()]), reason: Text },
  { additionalProperties: false }
)
export type Rare = Static<typeof Rare>

/** A dimension whose parts make its published total, but for this share. */
const OwnTotal = Type.Object(
  { over: Type.Enum(['nationality', 'outcome'], { type: 'string' }), differs_at_most: Share },
  { additionalProperties: false }
)
export type OwnTotal = Static<typeof OwnTotal>

/** Limits of what may differ between a release and the current one of its series, or inside it (docs/rules/sources.md §0.6). */
export const ContentChecks = Type.Object(
  {
    /** A year of a reporter, or of records, may change by this share. */
    changes_at_most: Type.Optional(Share),
    /** Persons, cases or records below which a change says nothing. */
    from: Type.Optional(Type.Integer({ minimum: 0 })),
    /** An outcome with so many in a year of a reporter does not vanish. */
    vanishes_below: Type.Optional(Type.Integer({ minimum: 1 })),
    /** Share of the persons or cases of a year that a release may lack of the current one and still take its place. */
    loses_at_most: Type.Optional(Share),
    /** Share of the rows, and of the rows of each table, that may be rejected. */
    unreadable_at_most: Type.Optional(Share),
    rare: Type.Optional(Type.Array(Rare)),
    totals: Type.Optional(Type.Array(OwnTotal))
  },
  { additionalProperties: false }
)
export type ContentChecks = Static<typeof ContentChecks>

/** The limits of sources that declare no others. */
export const usualLimits = {
  ...{ changes_at_most: 0.5, from: 1000, vanishes_below: 100, loses_at_most: 0.001 },
  unreadable_at_most: 0.05,
  rare: [],
  totals: []
} as const satisfies Required<ContentChecks>

/** The limits of a source: its own, and the usual ones for the rest. */
export const limitsOf = (checks: ContentChecks | undefined): Required<ContentChecks> => ({
  ...usualLimits,
  rare: [],
  totals: [],
  ...checks
})
