import type { Grain } from '../unit.ts'

/** How often a value stands in a field. */
export interface TopValue {
  value: string
  count: number
}

/** What the records of one release tell in one field (docs/rules/differences.md §5). */
export interface FieldLedger {
  record: Grain
  field: string
  rows: number
  /** Rows without a value: null, or not split. */
  missing: number
  /** Rows whose value says that it is not known. */
  unknown: number
  /** The first and last day; null where the field is no date, or no row has one. */
  first_on: string | null
  last_on: string | null
  /** Dates that the publisher wrote and that cannot be; of the field `impossible_dates` only. */
  impossible: number | null
  /** Null for keys that are no key of the record. */
  distinct_values: number | null
  /** The most frequent values; null where the field could tell one person from another. */
  top_values: TopValue[] | null
}
