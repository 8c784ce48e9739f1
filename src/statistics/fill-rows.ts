import type { CellStatus } from '../vocabulary/cell-status.ts'
import type { ResultRow } from '../vocabulary/result-table.ts'
import { absenceOf } from './absence.ts'
import type { CaseFrame } from './case-frame.ts'
import type { CaveatNote } from './caveats.ts'
import { coveredOf } from './covered.ts'
import { emptyCells, spannedBy } from './fill.ts'
import { type Axis, axesOf, cellsIn } from './grid.ts'
import type { Estimate } from './guard.ts'
import { estimateGrid, guardGrid } from './guard-grid.ts'

/** Listed rows that a grid can be made of. */
export interface Listing {
  open: CaseFrame
  dimensions: readonly string[]
  /** Values that were asked for of dimensions that no table has. */
  asked: Readonly<Record<string, readonly string[] | undefined>>
}

type Keys = readonly (readonly string[])[]

function axesOfRows({ open, dimensions, asked }: Listing, occurring: Keys): Axis[] {
  const spanned = spannedBy(dimensions, open, occurring)
  const isLeftOut = (value: string): boolean => open.question.include_unknown === false && value === 'UNK'
  return axesOf({
    ...spanned,
    asked: name => spanned.asked(name) ?? asked[name]?.filter(value => !isLeftOut(value))
  })
}

/** How large an answer would be, with its grid where one is asked for. */
export function estimateRows(listing: Listing, occurring: Keys): Estimate {
  const { open, dimensions } = listing
  const isGrid = open.question.fill === 'grid'
  const axes = isGrid ? axesOfRows(listing, occurring) : [{ names: dimensions, values: occurring }]
  return estimateGrid(axes, dimensions, occurring)
}

/** How many rows an answer has, or would have: members of meta. */
export const sizeOf = (total: number, estimate: Estimate | undefined) =>
  estimate
    ? { total: null, total_reason: 'dry_run: nothing was counted', reconciliation: {}, estimate }
    : { total, total_reason: null }

/**
 * The rows of an answer, partial where the release does not cover all that they are about, and with fill=grid those
 * of the cells that have none, as `empty` makes them. Throws query-too-large where the grid has too many.
 */
export function wholeRows(
  listing: Listing,
  rows: readonly ResultRow[],
  empty: (why: CellStatus | undefined) => Omit<ResultRow, 'words'>
): { rows: ResultRow[]; caveats: CaveatNote[] } {
  const { open, dimensions } = listing
  const occurring = rows.map(({ words }) => dimensions.map(name => words[name] as string))
  const covered = coveredOf(dimensions, open.frame, open.reach)
  const marked = rows.map((row, i) => (covered(occurring[i] as string[]) === 'whole' ? row : partly(row)))
  if (open.question.fill !== 'grid') return { rows: marked, caveats: [] }
  const axes = axesOfRows(listing, occurring)
  guardGrid(axes, dimensions, occurring)
  const there = new Set(occurring.map(key => key.join('\u0000')))
  const absence = absenceOf(dimensions, open.frame, open.reach, occurring)
  const added: ResultRow[] = []
  let untold = 0
  for (const key of cellsIn(axes, dimensions)) {
    if (there.has(key.join('\u0000'))) continue
    const why = absence(key)
    if (why === 'not_reported') untold++
    added.push({
      words: Object.fromEntries(dimensions.map((name, i) => [name, key[i] as string])),
      ...empty(why)
    })
  }
  const { source } = open.frame.chosen.release
  return { rows: [...marked, ...added], caveats: untold > 0 ? [emptyCells(source, untold)] : [] }
}

/** A row of something that is covered in part says so of each of its numbers. */
const partly = ({ words, numbers, flags }: ResultRow): ResultRow => ({
  words,
  numbers,
  flags: Object.fromEntries(Object.keys(numbers).map(name => [name, [...(flags[name] ?? []), 'partial']]))
})
