import type { Measure } from '../../../vocabulary/measures/measure.ts'
import type { ResultRow } from '../../../vocabulary/results/result-table.ts'
import { isUnit } from '../../question/check-question.ts'
import type { Scanned } from '../../rows/scan.ts'
import type { Account } from '../../table/reconcile.ts'
import { addTo, figureOf, nothingTallied, sumOf, type Tally } from '../../table/sums.ts'
import type { Plan } from './plan.ts'

/** The account of a count: what is in scope by the state of its rows, and the numbers of its cells. */
export function accountOf(
  measure: Measure,
  { families, merged }: Scanned,
  rows: readonly ResultRow[],
  {
    plan: {
      other_units,
      frame: { chosen }
    },
    not_told
  }: { plan: Plan; not_told: number }
): Account {
  const having = rows.filter(({ numbers }) => numbers[measure] !== undefined)
  const hasNumber = having.some(({ numbers }) => numbers[measure] !== null)
  const passes = chosen.series.not_applicable_adds_nothing === true && hasNumber
  const isNothing = ({ numbers, flags }: ResultRow): boolean =>
    passes && numbers[measure] === null && flags[measure]?.includes('not_applicable') === true
  const cells = having.filter(row => !isNothing(row)).map(({ numbers }) => numbers[measure] as number | null)
  // Figures of an aggregate of countries are not added to those of countries.
  const isMixed = new Set(having.map(({ stands_for }) => stands_for)).size > 1
  // A cell without a number leaves the sum of all unknown.
  const isUnknown = isMixed || cells.includes(null)
  return {
    states: {
      ...valuesByState(families[isUnit(measure) ? 'count' : 'published_total'] ?? []),
      ...(isUnknown && { cell: null }),
      ...(not_told > 0 && { not_told })
    },
    cells: isMixed ? [null] : cells,
    suppressed_cells: having.filter(({ flags }) => flags[measure]?.includes('suppressed')).length,
    ...(merged === undefined ? {} : { merged }),
    not_added: other_units.map(({ unit, records }) => ({ reason: 'other_unit', unit, records }))
  }
}

/** What rows add up to by state; null where a figure is withheld. */
export function valuesByState(parts: readonly { state: string; sum: Tally }[]): Account['states'] {
  const states = new Map<string, Tally>()
  for (const { state, sum } of parts) {
    const tally = states.get(state) ?? { ...nothingTallied }
    addTo(tally, sum)
    states.set(state, tally)
  }
  return Object.fromEntries([...states].sort().map(([state, tally]) => [state, figureOf(sumOf(tally)).value]))
}
