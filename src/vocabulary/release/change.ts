import { Type } from 'typebox'
import type { ComparedRecords } from './difference.ts'

/**
 * What happens to releases, as `/v1/changes` tells it (docs/rules/changes.md §1), the gravest first: what vanished is what a
 * reader of the newest release alone cannot see.
 */
export const changeKinds = [
  'vanished',
  'removed',
  'withdrawn',
  'erased',
  'corrected',
  'schema_changed',
  'published',
  'made_current',
  'superseded',
  'first_data'
] as const
export const ChangeKind = Type.Enum(changeKinds, { $id: 'ChangeKind', type: 'string' })
export type ChangeKind = (typeof changeKinds)[number]

/** What the product itself ships is no news: it is told only where it is asked for. */
export const newsKinds: readonly ChangeKind[] = changeKinds.filter(kind => kind !== 'first_data')

/** What is told of one change, beside its kind, source, release and time. */
export interface ChangeDetails {
  /** Of what vanished, was corrected or was removed: how many records, as it was told at the time. */
  count?: number
  /** The counts of the comparison, one entry a kind of record. */
  records?: readonly ComparedRecords[]
  layout_before?: string
  layout?: string
  /** Fields in which the release before told something, and this one tells nothing. */
  fields_missing?: readonly string[]
  /** The other way round. */
  fields_new?: readonly string[]
}
