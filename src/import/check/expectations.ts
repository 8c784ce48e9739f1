import type { Expectations } from '../../sources/source.ts'
import { usualLimits } from '../../vocabulary/release/content-checks.ts'
import type { RowTally } from '../report.ts'

/** Rows of the current release of the same series, and of the one that would take its place. */
export interface Against {
  release: string
  rows_before: number
  rows_now: number
  /** The same for each table of a release of several. */
  tables?: { table: string; rows_before: number; rows_now: number }[]
}

/** Rows below which a share says nothing. */
const fewRows = 20

/** How far a table may differ from its publisher's count: some publishers count a little later than they export. */
const tolerance = { rows: 100, share: 0.00001 }

/**
 * The expectations that a load does not meet, one sentence each. `against` is null where the release does not replace
 * the current one: a narrow release may be small. `missing`: tables that no file holds, or that have no row.
 */
export function unmetExpectations(
  expected: Expectations,
  tally: RowTally,
  against: Against | null,
  missing: readonly string[] = [],
  unreadable_at_most: number = usualLimits.unreadable_at_most
): string[] {
  const unmet: string[] = []
  if (missing.length > 0)
    unmet.push(
      `${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not among the files or without a row, and what only ` +
        `${missing.length > 1 ? 'they tell' : 'it tells'} would be taken for what did not happen`
    )
  if (tally.rejected > expected.rejected_at_most)
    unmet.push(`${tally.rejected} rows were rejected, at most ${expected.rejected_at_most} are expected`)
  unmet.push(...unreadable(tally, unreadable_at_most))
  for (const [table, { read, published }] of Object.entries(tally.rows_by_table))
    if (published !== undefined && Math.abs(published - read) > largestDifference(published))
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
  const { impossible_dates_at_most = 0 } = expected
  for (const [field, count] of Object.entries(tally.impossible_dates))
    if (count > tally.read * impossible_dates_at_most)
      unmet.push(
        `${count} of ${tally.read} rows have a date in ${field} that cannot be read: ` +
          `at most ${impossible_dates_at_most * 100} % are expected`
      )
  for (const { table, rows_before, rows_now } of against?.tables ?? [])
    if (rows_now < rows_before * (1 - expected.rows_shrink_at_most))
      unmet.push(`${table} has ${rows_now} rows where that of ${against?.release} has ${rows_before}`)
  if (against && against.rows_now < against.rows_before * (1 - expected.rows_shrink_at_most))
    unmet.push(
      `${against.rows_now} rows where ${against.release} has ${against.rows_before}, ` +
        `and at most ${expected.rows_shrink_at_most * 100} % are expected to be missing`
    )
  return unmet
}

/** Shares of rows that could not be read, of the release and of each table: a large table hides a small one. */
function unreadable({ rows_by_table, ...all }: RowTally, at_most: number): string[] {
  const isMany = (rows: number, read: number): boolean => rows >= fewRows && rows > read * at_most
  const share = (rows: number, read: number): string =>
    `${((rows / read) * 100).toFixed(1)} %, at most ${at_most * 100} % are expected`
  return [['the release', all] as const, ...Object.entries(rows_by_table)]
    .filter(([, { rejected, read }]) => isMany(rejected, read))
    .map(
      ([name, { rejected, read }]) =>
        `of the rows of ${name} ${rejected} were rejected: ${share(rejected, read)}`
    )
}

const largestDifference = (published: number): number => Math.max(tolerance.rows, published * tolerance.share)
