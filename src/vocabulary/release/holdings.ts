import { type Static, Type } from 'typebox'
import { Grain } from '../unit.ts'

const count = Type.Integer()
const counts = Type.Record(Type.String(), count)

/** Days as intervals of ISO 8601, both ends included, such as `2008-01-01/2025-12-31`. */
const Spans = Type.Array(Type.String())

/** What published figures tell of one reporter: the country of asylum, or the whole table where it names none. */
export const HeldReporter = Type.Object(
  {
    reporter: Type.String(),
    periods: Spans,
    /** Dimension → value → when it is told. */
    in_parts: Type.Record(Type.String(), Type.Record(Type.String(), Spans)),
    /** Of these dimensions: when the total over them is told. */
    totals: Type.Record(Type.String(), Spans),
    /** Dimensions of which only the total is told. */
    total_only: Type.Array(Type.String()),
    /** Dimension → values that the series has by its declaration, and that this reporter tells nowhere. */
    not_told: Type.Record(Type.String(), Type.Array(Type.String()))
  },
  { additionalProperties: false }
)
export type HeldReporter = Static<typeof HeldReporter>

/** Countries of one dimension: the values, and whether one figure stands for all of them. */
const HeldCountries = Type.Object(
  { values: Type.Array(Type.String()), has_total: Type.Boolean() },
  { additionalProperties: false }
)
export type HeldCountries = Static<typeof HeldCountries>

/** Dimensions by which figures are split at once, for the outcomes that are. */
const Breakdown = Type.Object(
  {
    split_by: Type.Array(Type.String()),
    outcomes: Type.Array(Type.String()),
    /** First and last day. */
    from: Type.String(),
    to: Type.String()
  },
  { additionalProperties: false }
)
export type Breakdown = Static<typeof Breakdown>

/** Records of one kind. */
export const HeldRecords = Type.Object(
  {
    grain: Grain,
    rows: count,
    /** Records without a date. */
    undated: count,
    /** Year → records. */
    years: counts,
    /** Dimension → value → records. */
    values: Type.Record(Type.String(), counts)
  },
  { additionalProperties: false }
)
export type HeldRecords = Static<typeof HeldRecords>

/**
 * What a release holds (docs/rules/coverage.md §1), as its own rows show it. A value that is not listed has no row: what
 * that means is declared by the series.
 */
export const ReleaseHoldings = Type.Object(
  {
    nationality: HeldCountries,
    country_of_return: HeldCountries,
    /** Of published figures; empty for records. */
    reporters: Type.Array(HeldReporter),
    breakdowns: Type.Array(Breakdown),
    /** Of records; empty for published figures. */
    records: Type.Array(HeldRecords)
  },
  { $id: 'ReleaseHoldings', additionalProperties: false }
)
export type ReleaseHoldings = Static<typeof ReleaseHoldings>
