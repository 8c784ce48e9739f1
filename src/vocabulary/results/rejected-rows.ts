import type { CaveatNote } from '../caveat-note.ts'
import { said } from '../labels/texts/texts.ts'
import type { RejectedRows } from '../release/rejected-fields.ts'
import { type AskedRows, mayBelongTo } from './may-belong.ts'

/** The reason in left_out of rows that became no record. */
export const rejectedReason = 'rejected'

/** A release as far as its rejected rows go. */
interface WithRejected {
  source: string
  release: string
  rows_rejected?: number
  rejected?: readonly RejectedRows[]
}

/** How many of a release's rejected rows may belong to an answer: of those that are not described, all. */
export function rejectedIn({ rows_rejected = 0, rejected = [] }: WithRejected, asked: AskedRows): number {
  const described = rejected.reduce((sum, { rows }) => sum + rows, 0)
  const others = { fields: {}, rows: Math.max(0, rows_rejected - described) }
  const mayBelong = mayBelongTo(asked)
  return [...rejected, others]
    .filter(({ fields }) => mayBelong(fields))
    .reduce((sum, { rows }) => sum + rows, 0)
}

/** The caveat of an answer to which rejected rows of its release may belong, with their number; none without such. */
export function rejectedCaveats({ source, release }: WithRejected, rows: number): CaveatNote[] {
  if (rows === 0) return []
  const text = said(rows === 1 ? 'rejected_row' : 'rejected_rows', { n: rows, release, source })
  return [{ id: 'rejected-rows', source, text }]
}
