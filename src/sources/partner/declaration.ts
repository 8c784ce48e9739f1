import { type Static, Type } from 'typebox'
import { authorities } from '../../vocabulary/authority.ts'
import { decisionStages } from '../../vocabulary/decision-stage.ts'
import { languages } from '../../vocabulary/labels/language.ts'
import { type RateName, rateNames } from '../../vocabulary/measures/measure.ts'
import { yearBases } from '../../vocabulary/time/period.ts'
import { splitDimensions, tableDimensions } from './dimensions.ts'

const closed = { additionalProperties: false }
const Sentence = Type.String({ minLength: 1, maxLength: 600 })
/** A text of the partner's: in one language, or in all of them. */
const OwnText = Type.Union([Sentence, Type.Object({ en: Sentence, es: Sentence, fr: Sentence }, closed)])
const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })

const DeclaredTable = Type.Object(
  {
    series: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    title: OwnText,
    decision_stage: Type.Enum(decisionStages, { type: 'string' }),
    dimensions: Type.Array(Type.Enum(tableDimensions, { type: 'string' }), {
      minItems: 1,
      maxItems: 3,
      uniqueItems: true
    }),
    rates: Type.Optional(Type.Array(Type.Enum(rateNames as [RateName, ...RateName[]], { type: 'string' })))
  },
  closed
)
export type DeclaredTable = Static<typeof DeclaredTable>

/**
 * `partner.json`: who publishes which tables of private records, and how small a number may be. FORMAT.md describes it.
 */
export const Declaration = Type.Object(
  {
    format: Type.Literal('partner/1'),
    id: Type.String({ pattern: '^partner-[a-z0-9-]{1,40}$' }),
    name: Sentence,
    /** The language of description and titles, where they are in one; English, unless said otherwise. */
    language: Type.Optional(Type.Enum([...languages], { type: 'string' })),
    description: OwnText,
    licence: Sentence,
    licence_url: Type.Optional(Type.String({ pattern: '^https?://\\S+$' })),
    citation: Sentence,
    contact: Sentence,
    url: Type.String({ pattern: '^https?://\\S+$' }),
    /** True for synthetic records, to try it out. */
    synthetic: Type.Optional(Type.Boolean()),
    unit: Type.Enum(['cases', 'decisions'], { type: 'string' }),
    policy: Type.Object({ min_cell: Type.Optional(Type.Integer({ minimum: 3, maximum: 100 })) }, closed),
    period: Type.Object({ from: Day, to: Day }, closed),
    year_basis: Type.Optional(Type.Enum(yearBases, { type: 'string' })),
    country_of_asylum: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    authority: Type.Optional(Type.Enum(authorities, { type: 'string' })),
    /** The values of each dimension of the tables, whether a record has them or not. */
    values: Type.Partial(
      Type.Object(
        Object.fromEntries(
          splitDimensions.map(name => [name, Type.Array(Type.String(), { minItems: 1, uniqueItems: true })])
        ) as Record<
          (typeof splitDimensions)[number],
          ReturnType<typeof Type.Array<ReturnType<typeof Type.String>>>
        >,
        closed
      ),
      closed
    ),
    tables: Type.Array(DeclaredTable, { minItems: 1, maxItems: 20 })
  },
  closed
)
export type Declaration = Static<typeof Declaration>

/** The default of min_cell: numbers below it are withheld. */
export const usualMinCell = 5

export const minCellOf = ({ policy }: Declaration): number => policy.min_cell ?? usualMinCell
