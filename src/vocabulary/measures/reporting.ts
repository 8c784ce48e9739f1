import { type Static, Type } from 'typebox'
import { Text } from '../labels/texts/text-schema.ts'

/**
 * What a row that is not there means (docs/rules/coverage.md §2): a zero, a zero of rounded figures, or nothing at all.
 * The publisher's practice decides it, series by series.
 */
export const absentRowMeanings = ['zero', 'rounded_zero', 'not_told'] as const

/** Whether a table is about the reporters that it has, or about the whole world, of which a release may have a part. */
export const reporterScopes = ['own', 'world'] as const

/** Values of a dimension that stand or fall together: a release tells this part where it has one of the values. */
export const ReportingPart = Type.Object(
  {
    values: Type.Array(Type.String(), { minItems: 1 }),
    /** First and last day of the periods in which the publisher's tables have it; left out, there is no such bound. */
    from: Type.Optional(Type.String({ format: 'date' })),
    to: Type.Optional(Type.String({ format: 'date' }))
  },
  { additionalProperties: false }
)
export type ReportingPart = Static<typeof ReportingPart>

/** How a series tells its figures: when a row that is not there is a zero, and what a whole figure is made of. */
export const ReportingRule = Type.Object(
  {
    absent_row: Type.Enum(absentRowMeanings, { type: 'string' }),
    /** Why, in the words of the publisher's notes or of what its files show. */
    reason: Text,
    /** The dimensions within which a row that is not there is judged, such as reporter, year and level. */
    unit: Type.Array(Type.String(), { minItems: 1 }),
    /**
     * Dimension → the parts that make up the whole of it. `as_seen`: the values that the neighbouring periods of the
     * same release have, where no list can be given for all years.
     */
    parts: Type.Record(Type.String(), Type.Union([Type.Array(ReportingPart), Type.Literal('as_seen')])),
    reporters: Type.Enum(reporterScopes, { type: 'string' }),
    /** A reporter that is missing is named where it held at least this share of a neighbouring year; left out, always. */
    reporter_share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /**
     * The publisher's aggregates of reporting countries that answer where not all countries tell, the first that can
     * before the others (docs/rules/coverage.md §3).
     */
    stand_ins: Type.Optional(Type.Array(Type.String())),
    /**
     * Levels whose reporters may publish an outcome elsewhere: one that is zero for all nationalities at a level of
     * `levels`, while the same reporter and year have it at a level of `at`, is not told at the former.
     */
    told_at: Type.Optional(
      Type.Object(
        { levels: Type.Array(Type.String()), at: Type.Array(Type.String()) },
        { additionalProperties: false }
      )
    )
  },
  { additionalProperties: false }
)
export type ReportingRule = Static<typeof ReportingRule>
