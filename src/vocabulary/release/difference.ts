import { Type } from 'typebox'
import type { Grain } from '../unit.ts'

/**
 * What became of a record between two releases (docs/rules/differences.md §2). Vanished records come first: they are what
 * a reader of the second release alone cannot see.
 */
export const recordDifferences = ['vanished', 'changed', 'rekeyed', 'added'] as const
export const RecordDifference = Type.Enum(recordDifferences, { $id: 'RecordDifference', type: 'string' })
export type RecordDifference = (typeof recordDifferences)[number]

/** What the counts of a difference are split by: nothing, a property of the record, a field, or a field's two values. */
export const differenceSplits = [
  'all',
  'month',
  'decision_stage',
  'nationality',
  'reporter',
  'country_of_return',
  'field',
  'values'
] as const
export const DifferenceSplit = Type.Enum(differenceSplits, { $id: 'DifferenceSplit', type: 'string' })
export type DifferenceSplit = (typeof differenceSplits)[number]

/**
 * The records of one kind in two releases. `rows_before` = unchanged + changed + rekeyed + vanished, `rows_after` = unchanged +
 * changed + rekeyed + added.
 */
export interface ComparedRecords extends Record<RecordDifference, number> {
  record: Grain
  rows_before: number
  rows_after: number
  unchanged: number
  /** How records were matched: by their key, or by all their fields where a key holds inside one release only. */
  matched_by: 'key' | 'content'
  /** Fields that one of the two releases was written without, by an earlier version of this service. */
  not_compared: string[]
}

/** One count of a difference. */
export interface DifferenceCount {
  record: Grain
  difference: RecordDifference
  by: DifferenceSplit
  /** The month, stage, nationality, reporter, country of return or field; null where the record has none, and where `by` is `all`. */
  value: string | null
  /** Of `values` only. */
  value_before: string | null
  value_after: string | null
  count: number
}

/** A field that changed in one record; null is no value. */
export interface ChangedField {
  field: string
  before: string | null
  after: string | null
}

/** What a release card tells of a comparison with an earlier release. */
export interface ComparisonNote {
  /** The label of the earlier release. */
  before: string
  state: 'ready' | 'failed'
  made_at: string
}
