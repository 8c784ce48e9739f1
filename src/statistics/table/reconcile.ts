import { rejectedReason } from '../../vocabulary/results/rejected-rows.ts'
import type { Unit } from '../../vocabulary/unit.ts'

export interface LeftOut {
  reason: string
  /** null where it is withheld or not known. */
  count: number | null
  /** Of `rejected`: how many rows may belong to the answer. What they count is not known. */
  rows?: number
}

/** Records in scope in another unit, which is never added to the one that is counted. */
export interface NotAdded {
  reason: 'other_unit'
  unit: Unit
  records: number
}

/** in_scope = sum_of_cells + the counts left out, over all pages (docs/rules/domain.md §7.3). */
export interface Reconciliation {
  in_scope: number | null
  sum_of_cells: number | null
  suppressed_cells: number
  left_out: LeftOut[]
  not_added: NotAdded[]
}

/** Everything in scope of one count, and the numbers of its cells. */
export interface Account {
  /** Counts by state: `cell`, or why it is in no cell. null where a figure is withheld. */
  states: Readonly<Record<string, number | null>>
  /** The numbers of the cells. */
  cells: readonly (number | null)[]
  suppressed_cells?: number
  /**
   * Of a merged unit, which is in each cell that has one of its records: counts by state, each unit once. Left out
   * where everything counted is in one cell at most.
   */
  merged?: Readonly<Record<string, number>>
  not_added?: NotAdded[]
}

/**
 * Reconciles what is in scope with the cells. A reason counts what is in no cell, each unit once, and is never
 * negative. Where units are in several cells, `counted_in_several_cells` subtracts the surplus in the sum of cells; it
 * is the only negative count. Throws where the identity does not hold: then a figure is wrong and none is published.
 * `rejected`: rows that became no record and may belong here. What they count is not known, so they stand beside what is in
 * scope and are no part of the identity.
 */
export function reconcile(
  name: string,
  { states, cells, suppressed_cells = 0, merged, not_added = [] }: Account,
  rejected = 0
): Reconciliation {
  const sum_of_cells = sum(cells)
  const placed = states.cell === undefined ? 0 : states.cell
  const counts = merged ? Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)) : Object.entries(states)
  const left_out = counts.flatMap(([reason, count]) => (reason === 'cell' ? [] : [{ reason, count }]))
  const in_scope = sum(counts.map(([, count]) => count))
  const surplus = merged ? Math.max(0, (sum_of_cells ?? 0) - (merged.cell ?? 0)) : 0
  const accounted = sum([sum_of_cells, ...left_out.map(({ count }) => count), -surplus])
  if (placed !== sum_of_cells || in_scope !== accounted)
    throw new Error(`${name}: ${in_scope} in scope, but ${accounted} accounted for`)
  return {
    in_scope,
    sum_of_cells,
    suppressed_cells,
    left_out: [
      ...left_out,
      ...(surplus > 0 ? [{ reason: 'counted_in_several_cells', count: -surplus }] : []),
      ...leftOutRows(rejected)
    ],
    not_added
  }
}

/** Rejected rows as left out; none where there are none. */
export const leftOutRows = (rows = 0): LeftOut[] =>
  rows > 0 ? [{ reason: rejectedReason, count: null, rows }] : []

/** Each reason once, as it stands first. */
export const eachReasonOnce = (left_out: readonly LeftOut[]): LeftOut[] =>
  left_out.filter(({ reason }, i) => left_out.findIndex(each => each.reason === reason) === i)

const sum = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((all, value) => (all === null || value === null ? null : all + value), 0)
