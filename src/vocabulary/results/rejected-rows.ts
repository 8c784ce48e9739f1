import type { CaveatNote } from '../caveat-note.ts'
import { inTwoForms, twoFormsInOne } from '../labels/texts/two-forms.ts'
import type { RejectedRows } from '../release/rejected-fields.ts'
import { type AskedRows, mayBelongTo } from './may-belong.ts'

/** The reason in left_out of rows that became no record. */
export const rejectedReason = 'rejected'

/** The id of the caveat of an answer to which such rows may belong. */
export const rejectedCaveatId = 'rejected-rows'

/** A release as far as its rejected rows go. */
interface WithRejected {
  source: string
  release: string
  rows_rejected?: number
  rejected?: readonly RejectedRows[]
}

/**
 * How many of a release's rejected rows may belong to an answer, or to one part of it at least: of those that are not
 * described, all.
 */
export function rejectedIn(
  { rows_rejected = 0, rejected = [] }: WithRejected,
  ...parts: readonly AskedRows[]
): number {
  const described = rejected.reduce((sum, { rows }) => sum + rows, 0)
  const mayBelong = parts.map(mayBelongTo)
  const rowsOf = ({ fields, rows }: RejectedRows): number => (mayBelong.some(each => each(fields)) ? rows : 0)
  const others = { fields: {}, rows: Math.max(0, rows_rejected - described) }
  return rejected.reduce((sum, each) => sum + rowsOf(each), rowsOf(others))
}

/** How many rejected rows may belong to an answer, and how many of them are of a time after its latest period. */
export interface RejectedCount {
  rows: number
  later?: number
  /** The latest period that the release tells, where the answer is about that. */
  latest?: string
}

/** The caveat of an answer to which rejected rows of its release may belong, with their number; none without such. */
export function rejectedCaveats(
  { source, release }: WithRejected,
  { rows, later = 0, latest = '' }: RejectedCount
): CaveatNote[] {
  if (rows === 0) return []
  const told = inTwoForms(rows === 1 ? 'rejected_row' : 'rejected_rows', { n: rows, release, source })
  const after = inTwoForms('rejected_rows_later', { n: later, latest })
  return [{ id: rejectedCaveatId, source, ...(later > 0 ? twoFormsInOne([told, after]) : told) }]
}
