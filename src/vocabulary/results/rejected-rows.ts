import type { CaveatNote } from '../caveat-note.ts'

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
  const [rows, they] = rows_rejected === 1 ? ['1 row', 'It'] : [`${rows_rejected} rows`, 'They']
  const text =
    `${rows} of release ${release} could not be read and became no record. ${they} may belong to this answer, so its ` +
    `counts can be too low: /v1/sources/${source}/releases/${release} has the reasons.`
  return [{ id: 'rejected-rows', source, text }]
}
