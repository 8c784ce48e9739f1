import type { CaveatNote } from '../caveat-note.ts'
import { said } from '../labels/texts/texts.ts'

/** The reason in left_out of rows that became no record. */
export const rejectedReason = 'rejected'

/** A release as far as its rejected rows go. */
interface WithRejected {
  source: string
  release: string
  rows_rejected?: number
}

/**
 * The caveat of a release of which rows were rejected at the import; none where every row was read. What a rejected row
 * says is not known, so it may belong to any answer of the release.
 */
export function rejectedCaveats({ source, release, rows_rejected = 0 }: WithRejected): CaveatNote[] {
  if (rows_rejected === 0) return []
  const text = said(rows_rejected === 1 ? 'rejected_row' : 'rejected_rows', {
    n: rows_rejected,
    release,
    source
  })
  return [{ id: 'rejected-rows', source, text }]
}
