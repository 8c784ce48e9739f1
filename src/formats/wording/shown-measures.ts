import { shownColumnsOf } from '../../vocabulary/results/result-rows.ts'
import type { ResultTable } from '../../vocabulary/results/result-table.ts'

/** A result with only the measures that it shows; with all measures where it shows only dimensions or bounds. */
export function withShownMeasures(result: ResultTable): ResultTable {
  const names = new Set(shownColumnsOf(result).map(({ name }) => name))
  const measures = result.measures.filter(({ name }) => names.has(name))
  return measures.length === 0 ? result : { ...result, measures }
}
