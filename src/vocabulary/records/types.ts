import type { Grain } from '../unit.ts'
import type { FieldType, presences } from './field.ts'
import type { FieldName, recordFields } from './fields.ts'
import type { WordList, WordOf } from './words.ts'

// Types of each kind of record are looked up in a table by grain: computed anew for each `G` they would take the
// compiler minutes.

type Fields = typeof recordFields
type Presences = typeof presences

/**
 * The entry of a field for a kind of record: a presence, or an object with one; never where the record lacks the field.
 */
type In<F extends FieldName, G extends Grain> = Fields[F]['of'] extends { readonly [grain in G]: infer given }
  ? given
  : never
type PresenceIn<F extends FieldName, G extends Grain> =
  In<F, G> extends { readonly presence: infer P } ? P : In<F, G>
type TypeIn<F extends FieldName, G extends Grain> =
  In<F, G> extends {
    readonly type: infer T extends FieldType
  }
    ? T
    : Fields[F]['type']

/** The rule for facts, or for columns, that the presence of a field in a record implies. */
type Of<F extends FieldName, G extends Grain, of extends 'fact' | 'column'> =
  PresenceIn<F, G> extends infer P extends keyof Presences ? Presences[P][of] : never

type FieldsOfGrain = {
  [G in Grain]: { [F in FieldName]: [In<F, G>] extends [never] ? never : F }[FieldName]
}
/** The names of a record's fields. */
export type FieldOf<G extends Grain> = FieldsOfGrain[G]

type StoredFields = {
  [G in Grain]: { [F in FieldOf<G>]: Of<F, G, 'column'> extends 'none' ? never : F }[FieldOf<G>]
}
/** The fields that a record's table has a column of. */
export type StoredField<G extends Grain> = StoredFields[G]

type WireFields = {
  [G in Grain]: {
    [F in FieldOf<G>]: Fields[F] extends { readonly wire: 'never' } ? never : F
  }[FieldOf<G>]
}
/** The fields of a record on the wire. */
export type WireField<G extends Grain> = WireFields[G]

/** The fields on the wire that have neither null nor a default for a missing value. */
export type StatedField<G extends Grain> = {
  [H in Grain]: {
    [F in WireField<H>]: Of<F, H, 'column'> extends 'not_null' | 'none' ? F : never
  }[WireField<H>]
}[G]

type FilterFields = {
  [G in Grain]: {
    [F in FieldOf<G>]: Fields[F] extends { readonly filters: readonly (infer of)[] }
      ? G extends of
        ? F
        : never
      : never
  }[FieldOf<G>]
}
/** The fields whose values a record's list is filtered by. */
export type FilterOf<G extends Grain> = FilterFields[G]

type RangeFields = {
  [G in Grain]: {
    [F in FieldOf<G>]: Fields[F] extends { readonly ranges: { readonly of: readonly (infer of)[] } }
      ? G extends of
        ? F
        : never
      : never
  }[FieldOf<G>]
}
/** The fields whose days a record's list is filtered by. */
export type RangeOf<G extends Grain> = RangeFields[G]

/** The fields that are dimensions of statistics. */
export type DimensionField = {
  [F in FieldName]: Fields[F] extends { readonly dimension: unknown } ? F : never
}[FieldName]

/** A value in facts and on the wire. */
type ValueOf<T> = T extends { readonly list: infer L extends WordList }
  ? WordOf<L>
  : T extends { readonly words: readonly (infer word)[] }
    ? word
    : T extends 'boolean'
      ? boolean
      : T extends 'integer' | 'number'
        ? number
        : T extends 'texts'
          ? string[]
          : string

type FactField<G extends Grain, said> = {
  [F in FieldOf<G>]: Of<F, G, 'fact'> extends said ? F : never
}[FieldOf<G>]

/** The fields of a fact; those that it may lack are optional. */
export type FactFields<G extends Grain> = {
  [F in FactField<G, 'required'>]: ValueOf<TypeIn<F, G>>
} & {
  [F in FactField<G, 'nullable'>]: ValueOf<TypeIn<F, G>> | null
} & {
  [F in FactField<G, 'optional'>]?: ValueOf<TypeIn<F, G>>
}

/** The type of each field of a record. */
export type FieldTypes = { [G in Grain]: { [F in FieldOf<G>]: TypeIn<F, G> } }

/** What holds for each column of a record's table beside its type: nullable, not null or with a default. */
export type ColumnRules = { [G in Grain]: { [F in StoredField<G>]: Of<F, G, 'column'> } }

type WireRecords = {
  [G in Grain]: {
    [F in WireField<G>]: ValueOf<TypeIn<F, G>> | (Of<F, G, 'column'> extends 'nullable' ? null : never)
  }
}
/** A record on the wire. */
export type WireRecord<G extends Grain> = WireRecords[G]
