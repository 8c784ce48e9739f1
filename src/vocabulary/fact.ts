import type { FactFields } from './records/types.ts'
import type { Grain } from './unit.ts'

/** All fields of an intersection as one type, so that messages of the compiler name this type and not its parts. */
type Flat<T> = { [key in keyof T]: T[key] }

/**
 * One decision, case, return, published number or reported event of a source. Its fields are those of the catalogue
 * (records/fields.ts). Ids are whole numbers written as text, since they exceed 2^53; the API adds the source's prefix.
 */
type FactOf<G extends Grain> = Flat<{ grain: G } & FactFields<G>>

/**
 * One published number with its dimensions. Dimensions left out are `not_split`.
 * `value` is null exactly when the status says that there is no number.
 */
export type CountFact = FactOf<'count'>

/** One act of an authority. */
export type DecisionFact = FactOf<'decision'>

/** One case file. */
export type CaseFact = FactOf<'case'>

/** One departure. */
export type ReturnFact = FactOf<'return'>

/** One thing that was reported and is no decision, return or case: an entry, a statement, a figure, a group. */
export type EventFact = FactOf<'event'>

/** What the press, counsel or a court reported of a documented event. */
export type Reporting = Pick<
  DecisionFact,
  'event_source' | 'event_url' | 'publisher' | 'published_on' | 'reported_by' | 'certainty'
>

export type Fact = CountFact | DecisionFact | CaseFact | ReturnFact | EventFact
