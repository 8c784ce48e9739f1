import type { Expectations } from '../sources/source.ts'
import type { RowTally } from './report.ts'

/** Rows of the current release of the same series, and of the one that would take its place. */
export interface Against {
  release: string
  rows_before: number
  rows_now: number
}

/** Rows by which a table may differ from what its publisher counted: some count what they export a little later. */
const publishedApart = { rows: 100, share: 0.00001 }

/**
 * What of a load is not as the source is expected to be, one sentence each. `against` is left out where the release
 * is not meant to replace the current one: a narrow release may be small. `missing`: tables that no file holds.
 */
export function unmetExpectations(
  expected: Expectations,
  tally: RowTally,
  against: Against | null,
  missing: readonly string[] = []
): string[] {
  const unmet: string[] = []
  if (missing.length > 0)
    unmet.push(
      `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not among the files or without a row, and what only ` +
        `${missing.length > 1 ? 'they tell' : 'it tells'} would be taken for what did not happen`
    )
  if (tally.rejected > expected.rejected_at_most)
    unmet.push(`${tally.rejected} rows were rejected, at most ${expected.rejected_at_most} are expected`)
  for (const [table, { read, published }] of Object.entries(tally.rows_by_table))
    if (published !== undefined && Math.abs(published - read) > mostApart(published))
      unmet.push(`${table} has ${read} rows, and its publisher says ${published}`)
  const unknown = tally.unknown_codes.reduce((sum, { count }) => sum + count, 0)
  if (unknown > expected.unknown_codes_at_most)
    unmet.push(
      `${unknown} values are in no code table, at most ${expected.unknown_codes_at_most} are expected ` +
        `(${tally.unknown_codes
          .slice(0, 3)
          .map(({ field, code }) => `${field} "${code}"`)
          .join(', ')})`
    )
  if (against && against.rows_now < against.rows_before * (1 - expected.rows_shrink_at_most))
    unmet.push(
      `${against.rows_now} rows where ${against.release} has ${against.rows_before}, ` +
        `and at most ${expected.rows_shrink_at_most * 100} % are expected to be missing`
    )
  return unmet
}

const mostApart = (published: number): number =>
  Math.max(publishedApart.rows, published * publishedApart.share)
