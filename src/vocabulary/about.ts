import { type Static, Type } from 'typebox'
import { TakenBack } from './taken-back.ts'
import { yearBases } from './time/period.ts'
import { Grain, Unit } from './unit.ts'

const Scope = Type.Record(Type.String(), Type.Array(Type.String()))

/** A known issue, as data. Attached to just the answers whose rows it touches. */
export const CaveatText = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    text: Type.String(),
    /**
     * Dimension → values. A row is touched when each named dimension has one of the values. `["*"]`: where the dimension
     * says something at all, such as any country of return. Empty: every row.
     */
    scope: Scope,
    /** `touches`: one touched row is enough. `adds_up`: several values of the scope are added in one cell. */
    when: Type.Enum(['touches', 'adds_up'], { type: 'string' }),
    /** First and last day between which rows are touched, where the issue has dates. */
    from: Type.Optional(Type.String({ format: 'date' })),
    to: Type.Optional(Type.String({ format: 'date' }))
  },
  { additionalProperties: false }
)
export type CaveatText = Static<typeof CaveatText>

/** Where a rate exists, and which rows it treats how. Rows are named by dimension → values. */
export const RateRule = Type.Object(
  {
    /** Rows that leave both sides of the rate, with the reason that is reported, such as no_final_negative. */
    left_out: Type.Optional(Type.Object({ reason: Type.String(), rows: Scope })),
    /** Rows for which the rate does not exist: a cell that holds one is null, not_applicable. */
    not_for: Type.Optional(Scope),
    /** The rate exists only for these rows, such as one application_type. */
    only_for: Type.Optional(Scope)
  },
  { additionalProperties: false }
)
export type RateRule = Static<typeof RateRule>

export const SeriesAbout = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    title: Type.String(),
    definition: Type.String(),
    /** What one published row is, named in the words of the publisher's own table. */
    grain: Grain,
    /** False: look-up and comparison only, no statistic may add two of its rows. */
    addable: Type.Boolean(),
    /** True: never current while a release of another series of the source is. */
    gives_way: Type.Boolean(),
    /** A series that holds the same records, told by other dimensions: it answers where both could. */
    same_as: Type.Optional(Type.String()),
    /** True: releases are for spans of days, and each answers for the days that no newer one covers. */
    by_date_range: Type.Optional(Type.Boolean()),
    year_basis: Type.Enum(yearBases, { type: 'string' }),
    /** True: the publisher says that rows of zero are left out and no others, so that a row that is not there is zero. */
    zero_rows_left_out: Type.Optional(Type.Boolean()),
    /** Dimensions whose published total stands beside the sum of parts instead of answering in its place. */
    totals_beside: Type.Array(Type.String()),
    rates: Type.Record(Type.String(), RateRule),
    /** Of a partner source: the table that was declared. It and its margins are all that can be asked. */
    declared: Type.Optional(
      Type.Object(
        { decision_stage: Type.String(), dimensions: Type.Array(Type.String()) },
        { additionalProperties: false }
      )
    ),
    /** Rows that are counted in another unit than the table's when a question asks for them alone. */
    unit_of: Type.Optional(
      Type.Array(Type.Object({ unit: Unit, rows: Scope }, { additionalProperties: false }))
    ),
    /**
     * What a statistic leaves out unless the question names the dimension, such as motions among appeals: of the
     * rows in `rows` those whose `dimension` has none of `values`. Accounted for in left_out by `reason`.
     */
    usually: Type.Optional(
      Type.Array(
        Type.Object(
          { rows: Scope, dimension: Type.String(), values: Type.Array(Type.String()), reason: Type.String() },
          { additionalProperties: false }
        )
      )
    )
  },
  { additionalProperties: false }
)
export type SeriesAbout = Static<typeof SeriesAbout>

/** A source's about.json: who publishes what, under which terms, with which known issues. */
export const About = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    title: Type.String(),
    publisher: Type.String(),
    description: Type.String(),
    licence: Type.String(),
    licence_url: Type.Union([Type.String(), Type.Null()]),
    attribution: Type.String(),
    /** With {release} and {retrieved_on} to be filled in. */
    citation: Type.String(),
    cadence: Type.String(),
    url: Type.String(),
    counting_rule: Type.String(),
    /** How a record's id reads: `prefix:id`, or `prefix:release:id` where ids hold inside one release only. */
    id_prefix: Type.String({ pattern: '^[a-z0-9-]+$' }),
    ids_hold: Type.Enum(['across_releases', 'inside_release'], { type: 'string' }),
    /** True: answers a statistic only when it is named (documented cases). */
    only_when_named: Type.Boolean(),
    disclosure: Type.Object({
      policy: Type.Enum(['public', 'partner'], { type: 'string' }),
      note: Type.String(),
      /** Of a partner source: a number below this is withheld. */
      min_cell: Type.Optional(Type.Integer({ minimum: 1 }))
    }),
    series: Type.Array(SeriesAbout, { minItems: 1 }),
    caveats: Type.Array(CaveatText),
    /** Releases that the publisher took back: one of them is withdrawn as soon as it is imported. */
    taken_back: Type.Optional(Type.Array(TakenBack))
  },
  { $id: 'About', additionalProperties: false }
)
export type About = Static<typeof About>
