import type { Grain } from '../unit.ts'
import type { WordList } from './words.ts'

/**
 * The type of a field's values, the same in facts, in Postgres, in the snapshot and on the wire. `id`: a whole number
 * that can exceed 2^53, as text in facts, with the source's prefix on the wire · `country`: alpha-3 or a special value
 * · `partial_day`: a day of which `precision` says how much is known · `number`: a whole number that can exceed 2^31 ·
 * `list`: words of a closed list · `words`: a closed list too, but stored and described as text.
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
  /** Only facts have it. */
  of_facts: { fact: 'required', column: 'none' },
  /** Only the wire has it: its value is that of the release, or the same for all records. */
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

/** `name`: the type of the field names that `after` and `precision` can hold. */
export interface FieldDefinition<name extends string = string> {
  type: FieldType
  /** The meaning of a value; also the definition of the dimension, where the field is one. */
  meaning: string
  /** The records that have it. */
  of: Partial<Record<Grain, Presence | FieldOfRecord<name>>>
  /** Its place on the wire, if not in order: `last`, after all others; `never`, since it is internal. */
  wire?: 'last' | 'never'
  /** The description in the contract, beside the type; true: the meaning. */
  description?: true | string
  /** The minimum. */
  minimum?: number
  /** The value that every record has. */
  constant?: string
  /** Of a partial day: the field that says how much of it is known. */
  precision?: name
  /**
   * Whether it is a dimension of statistics; `empty` is the value of a row that has none, where it is neither UNK nor
   * not_split.
   */
  dimension?: true | { empty: string }
  /** The lists that are filtered by its values. */
  filters?: readonly Grain[]
  /** The lists that are filtered by a range of its days; `event` begins the description: Filed on that day or later. */
  ranges?: { of: readonly Grain[]; event: string }
  /** Statistics on pending cases, durations and pathways are grouped and filtered by it. */
  case_statistics?: true
  rollups?: readonly RollupGroup[]
}

/** The value in a row whose fact lacks a field that is never null. */
export const emptyOf = (type: FieldType): string | boolean | string[] =>
  type === 'texts' ? [] : type === 'boolean' ? false : 'not_split'
