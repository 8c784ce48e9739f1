import type { ResultTable, ShownColumn } from '../vocabulary/result-table.ts'

/** The columns of numbers that a result shows, in their order: those asked for, or each measure alone. */
export const shownOf = ({ shown, measures }: ResultTable): readonly ShownColumn[] =>
  shown ?? measures.map(({ name, kind }) => ({ name, kind, of: name }))

/** A result with the measures that it shows; with all of them where it shows dimensions or bounds alone. */
export function withShownMeasures(result: ResultTable): ResultTable {
  const names = new Set(shownOf(result).map(({ name }) => name))
  const measures = result.measures.filter(({ name }) => names.has(name))
  return measures.length === 0 ? result : { ...result, measures }
}
