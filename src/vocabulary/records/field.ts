import type { Grain } from '../unit.ts'
import type { WordList } from './words.ts'

/**
 * What the values of a field are, the same in facts, in Postgres, in the snapshot and on the wire.
 * `id`: a whole number past 2^53, as text in facts, with the source's prefix on the wire · `country`: alpha-3 or a
 * special value · `partial_day`: a day of which `precision` says how much is known · `number`: a whole number past
 * 2^31 · `list`: words of a closed list · `words`: closed too, but stored and described as text.
 */
export type FieldType =
  | 'id'
  | 'text'
  | 'texts'
  | 'country'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'day'
  | 'partial_day'
  | { list: WordList }
  | { words: readonly string[] }

/** Whether a fact has the field, and how the table of its record stores it. */
export const presences = {
  /** Every fact has it. */
  always: { fact: 'required', column: 'not_null' },
  /** A fact may lack it: null. */
  optional: { fact: 'optional', column: 'nullable' },
  /** A fact may lack it: the row then has the empty value of the type (emptyOf). */
  defaulted: { fact: 'optional', column: 'default' },
  /** Every fact has it, some as null: a status says why. */
  nullable: { fact: 'nullable', column: 'nullable' },
  /** No fact has it: the import computes it for each row. */
  computed: { fact: 'none', column: 'not_null' },
  /** A fact may lack it: the import then computes it. */
  completed: { fact: 'optional', column: 'not_null' },
  /** Facts alone have it. */
  of_facts: { fact: 'required', column: 'none' },
  /** Only the wire has it: it is the release's, or the same for all records. */
  of_release: { fact: 'none', column: 'none' }
} as const satisfies Record<
  string,
  {
    fact: 'required' | 'optional' | 'nullable' | 'none'
    column: 'not_null' | 'nullable' | 'default' | 'none'
  }
>
export type Presence = keyof typeof presences

/** What is different about a field in one kind of record. */
export interface FieldOfRecord<name extends string = string> {
  presence: Presence
  type?: FieldType
  description?: string
  /** The field that it follows in this record; else the catalogue's order holds. */
  after?: name
}

/** Fields that the statistics' rollups are grouped by: `ruling` what was decided · `standing` and `trait` of a case. */
export type RollupGroup = 'ruling' | 'standing' | 'trait'

/** `name`: the names of fields, of which those that are named must be. */
export interface FieldDefinition<name extends string = string> {
  type: FieldType
  /** What a value says. It defines the dimension, where the field is one. */
  meaning: string
  /** The records that have it. */
  of: Partial<Record<Grain, Presence | FieldOfRecord<name>>>
  /** Where it stands on the wire, if not in its order: `last`, after all others; `never`, since it is internal. */
  wire?: 'last' | 'never'
  /** What the contract says of it beside its type: true for its meaning. */
  description?: true | string
  /** The least value. */
  minimum?: number
  /** The value of every record. */
  constant?: string
  /** Of a partial day: the field that says how much of it is known. */
  precision?: name
  /** A dimension of statistics; `empty` is the word of a row that says nothing, where it is neither UNK nor not_split. */
  dimension?: true | { empty: string }
  /** The lists that are filtered by its values. */
  filters?: readonly Grain[]
  /** The lists that are filtered by a range of its days; `event` begins the description: Filed on that day or later. */
  ranges?: { of: readonly Grain[]; event: string }
  /** Statistics on pending cases, durations and pathways are grouped and filtered by it. */
  case_statistics?: true
  rollups?: readonly RollupGroup[]
}

/** What a row has where its fact lacks a field that is never null. */
export const emptyOf = (type: FieldType): string | boolean | string[] =>
  type === 'texts' ? [] : type === 'boolean' ? false : 'not_split'
