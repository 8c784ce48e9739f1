import type { Unit } from '../../vocabulary/unit.ts'

export interface LeftOut {
  reason: string
  count: number | null
}

/** In scope too, in a unit that is never added to the one that is counted. */
export interface NotAdded {
  reason: 'other_unit'
  unit: Unit
  records: number
}

/** in_scope = sum_of_cells + the counts left out, over all pages (domain.md §7). */
export interface Reconciliation {
  in_scope: number | null
  sum_of_cells: number | null
  suppressed_cells: number
  left_out: LeftOut[]
  not_added: NotAdded[]
}

/** Everything in scope of one count, and what its cells say. */
export interface Account {
  /** By what became of it: `cell`, or why it stands in none. null where a figure is withheld. */
  states: Readonly<Record<string, number | null>>
  /** The numbers of the cells. */
  cells: readonly (number | null)[]
  suppressed_cells?: number
  /** How many are in scope where one can stand in several cells: what the cells count more often is told. */
  merged?: number
  not_added?: NotAdded[]
}

/** Holds what is in scope against the cells. Throws where the identity does not hold: then a figure is wrong and none is published. */
export function reconcile(
  name: string,
  { states, cells, suppressed_cells = 0, merged, not_added = [] }: Account
): Reconciliation {
  const sum_of_cells = sum(cells)
  const left_out = Object.entries(states).flatMap(([reason, count]) =>
    reason === 'cell' ? [] : [{ reason, count }]
  )
  const counted = sum(Object.values(states))
  const accounted = sum([sum_of_cells, ...left_out.map(({ count }) => count)])
  const twice = merged === undefined ? 0 : merged - (counted ?? 0)
  if (counted !== accounted || twice > 0)
    throw new Error(`${name}: ${merged ?? counted} in scope, but ${accounted} accounted for`)
  return {
    in_scope: merged ?? counted,
    sum_of_cells,
    suppressed_cells,
    left_out: [...left_out, ...(twice < 0 ? [{ reason: 'counted_in_several_cells', count: twice }] : [])],
    not_added
  }
}

const sum = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((all, value) => (all === null || value === null ? null : all + value), 0)
