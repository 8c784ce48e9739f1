import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { Measure } from '../vocabulary/measure.ts'
import type { Unit } from '../vocabulary/unit.ts'
import type { Cell } from './cells.ts'
import { isRate, isUnit } from './check-question.ts'
import { rowsOf } from './columns.ts'
import type { Plan } from './plan.ts'
import { selectionSql } from './selection.ts'
import { sql } from './sql-text.ts'
import { figureOf, readSum, type Sum, sumSql } from './sums.ts'

/** in_scope = sum_of_cells + the counts left out, over all pages (domain.md §7). */
export interface Reconciliation {
  in_scope: number | null
  sum_of_cells: number | null
  suppressed_cells: number
  left_out: { reason: string; count: number | null }[]
  /** In scope too, in units that are never added to this one. */
  not_added: { reason: 'other_unit'; unit: Unit; records: number }[]
}

/** What is in scope by the state of its rows, counted apart from the cells. */
export type States = Record<string, Sum>

/** Counts what is in scope of each count measure, apart from the cells, and holds both against each other. */
export async function reconcileAll(
  set: Pick<ReleaseSet, 'query'>,
  plan: Plan,
  cells: readonly Cell[]
): Promise<Partial<Record<Measure, Reconciliation>>> {
  const found: Partial<Record<Measure, Reconciliation>> = {}
  for (const measure of plan.measures)
    if (!isRate(measure))
      found[measure] = reconcile(measure, await countStates(set, plan, measure), cells, plan)
  return found
}

async function countStates(set: Pick<ReleaseSet, 'query'>, plan: Plan, measure: Measure): Promise<States> {
  const rows = selectionSql(plan.question, plan.frame, isUnit(measure) ? 'count' : 'published_total')
  const { text, values } =
    sql`${rows}select state, ${sumSql('s')} from selected where unit = ${plan.unit} group by state order by state`
  return Object.fromEntries(
    rowsOf(await set.query(text, values)).map(row => [row.state as string, readSum(row, 's')])
  )
}

/** The block of one measure. Throws where the identity does not hold: then a figure is wrong and none is published. */
export function reconcile(
  measure: Measure,
  states: States,
  cells: readonly Cell[],
  { other_units }: Pick<Plan, 'other_units'>
): Reconciliation {
  const figures = cells.flatMap(cell => cell.figures[measure] ?? [])
  const in_scope = add(Object.values(states).map(sum => figureOf(sum).value))
  const sum_of_cells = add(figures.map(({ value }) => value))
  const left_out = Object.entries(states).flatMap(([reason, sum]) =>
    reason === 'cell' ? [] : [{ reason, count: figureOf(sum).value }]
  )
  const accounted = add([sum_of_cells, ...left_out.map(({ count }) => count)])
  if (in_scope !== accounted)
    throw new Error(`${measure}: ${in_scope} in scope, but ${accounted} accounted for`)
  return {
    in_scope,
    sum_of_cells,
    suppressed_cells: figures.filter(({ flags }) => flags.includes('suppressed')).length,
    left_out,
    not_added: other_units.map(({ unit, records }) => ({ reason: 'other_unit', unit, records }))
  }
}

const add = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0)
