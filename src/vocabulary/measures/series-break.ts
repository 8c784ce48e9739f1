import { type Static, Type } from 'typebox'
import { Text } from '../labels/texts/text-schema.ts'

/** What changes at a break in a series (docs/rules/domain.md §7.6): what one is, what is meant, or what is in it. */
export const breakChanges = ['unit', 'definition', 'coverage'] as const
export type BreakChange = (typeof breakChanges)[number]

const values = Type.Record(Type.String(), Type.Array(Type.String()))

/** A break in a series of published figures, as its publisher's files say it. */
export const SeriesBreak = Type.Object(
  {
    /** First day of the first period that is counted in the new way. */
    date: Type.String({ format: 'date' }),
    changes: Type.Enum(breakChanges, { type: 'string' }),
    /** Dimension → values: the rows that it is about. An empty scope holds every row. */
    scope: values,
    /**
     * Only answers that name one of these dimensions have it: a group, or a filter on some of the scope's values and not
     * on all. Left out, every answer with rows of the scope has it.
     */
    when_named: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    note: Text,
    /** Where the publisher says so: the file, with its column, label or footnote. */
    told_in: Text
  },
  { additionalProperties: false }
)
export type SeriesBreak = Static<typeof SeriesBreak>

/** A flag of the publisher at a number that is the first after a break. */
export const BreakFlag = Type.Object(
  { flag: Type.String(), note: Text, told_in: Text },
  { additionalProperties: false }
)
export type BreakFlag = Static<typeof BreakFlag>
