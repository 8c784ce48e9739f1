import { type Static, Type } from 'typebox'
import type { LocalText } from '../labels/texts/texts.ts'

/** What changes at a break in a series (docs/rules/domain.md §7.6): what one is, what is meant, or what is in it. */
export const breakChanges = ['unit', 'definition', 'coverage'] as const
export type BreakChange = (typeof breakChanges)[number]

const toldIn = Type.Object({ note: Type.String(), told_in: Type.String() }, { additionalProperties: false })
/** The note and where it is told in the other languages. Every source of this repository has them. */
const translations = Type.Optional(Type.Object({ es: toldIn, fr: toldIn }, { additionalProperties: false }))

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
    note: Type.String(),
    /** Where the publisher says so: the file, with its column, label or footnote. */
    told_in: Type.String(),
    translations
  },
  { additionalProperties: false }
)
export type SeriesBreak = Static<typeof SeriesBreak>

/** A flag of the publisher at a number that is the first after a break. */
export const BreakFlag = Type.Object(
  { flag: Type.String(), note: Type.String(), told_in: Type.String(), translations },
  { additionalProperties: false }
)
export type BreakFlag = Static<typeof BreakFlag>

type Told = Pick<SeriesBreak, 'note' | 'told_in' | 'translations'>

/** The texts of a break in every language; in English only where its source has no translations. */
export const breakTextsOf = ({
  note,
  told_in,
  translations: other
}: Told): Record<'note' | 'told_in', LocalText> => ({
  note: other ? { en: note, es: other.es.note, fr: other.fr.note } : note,
  told_in: other ? { en: told_in, es: other.es.told_in, fr: other.fr.told_in } : told_in
})
