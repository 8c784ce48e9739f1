import type { Measure } from '../vocabulary/measure.ts'
import type { Unit } from '../vocabulary/unit.ts'
import type { Cell } from './cells.ts'
import { isRate, isUnit } from './check-question.ts'
import type { CountsByState } from './merged.ts'
import type { Plan } from './plan.ts'
import type { Part, Scanned } from './scan.ts'
import { addTo, figureOf, nothingTallied, type Sum, sumOf, type Tally } from './sums.ts'

/** in_scope = sum_of_cells + the counts left out, over all pages (docs/rules/domain.md §7.3). */
export interface Reconciliation {
  in_scope: number | null
  sum_of_cells: number | null
  suppressed_cells: number
  left_out: { reason: string; count: number | null }[]
  /** In scope too, in units that are never added to this one. */
  not_added: { reason: 'other_unit'; unit: Unit; records: number }[]
}

/** What is in scope by the state of its rows. */
export type States = Record<string, Sum>

/** Holds what is in scope of each count measure against its cells. */
export function reconcileAll(
  plan: Plan,
  { families, merged }: Scanned,
  cells: readonly Cell[]
): Partial<Record<Measure, Reconciliation>> {
  const found: Partial<Record<Measure, Reconciliation>> = {}
  for (const measure of plan.measures)
    if (!isRate(measure)) {
      const parts = families[isUnit(measure) ? 'count' : 'published_total'] ?? []
      found[measure] = reconcile(measure, statesOf(parts), cells, plan, merged)
    }
  return found
}

function statesOf(parts: readonly Part[]): States {
  const states = new Map<string, Tally>()
  for (const { state, sum } of parts) {
    const tally = states.get(state) ?? { ...nothingTallied }
    addTo(tally, sum)
    states.set(state, tally)
  }
  return Object.fromEntries([...states].sort().map(([state, tally]) => [state, sumOf(tally)]))
}

/**
 * The block of one measure. Throws where the identity does not hold: then a figure is wrong and none is published.
 *
 * A reason counts what stands in no cell, each thing once, and is never below zero. `merged` are the counts of a unit
 * that several records are one of (merged.ts), which stands in as many cells as its records do: how many more the cells
 * count together than stand in them is taken off again as `counted_in_several_cells`, the only count below zero.
 */
export function reconcile(
  measure: Measure,
  states: States,
  cells: readonly Cell[],
  { other_units }: Pick<Plan, 'other_units'>,
  merged?: CountsByState
): Reconciliation {
  const figures = cells.flatMap(cell => cell.figures[measure] ?? [])
  const sum_of_cells = add(figures.map(({ value }) => value))
  const placed = states.cell ? figureOf(states.cell).value : 0
  const counts = Object.entries(merged ?? numbersOf(states)).sort(([a], [b]) => (a < b ? -1 : 1))
  const left_out = counts.flatMap(([reason, count]) => (reason === 'cell' ? [] : [{ reason, count }]))
  const in_scope = add(counts.map(([, count]) => count))
  const surplus = merged ? Math.max(0, (sum_of_cells ?? 0) - (merged.cell ?? 0)) : 0
  const accounted = add([sum_of_cells, ...left_out.map(({ count }) => count), -surplus])
  if (placed !== sum_of_cells || in_scope !== accounted)
    throw new Error(`${measure}: ${in_scope} in scope, but ${accounted} accounted for`)
  return {
    in_scope,
    sum_of_cells,
    suppressed_cells: figures.filter(({ flags }) => flags.includes('suppressed')).length,
    left_out: [
      ...left_out,
      ...(surplus > 0 ? [{ reason: 'counted_in_several_cells', count: -surplus }] : [])
    ],
    not_added: other_units.map(({ unit, records }) => ({ reason: 'other_unit', unit, records }))
  }
}

const numbersOf = (states: States): Record<string, number | null> =>
  Object.fromEntries(Object.entries(states).map(([state, sum]) => [state, figureOf(sum).value]))

const add = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)
