import type { Measure, RateName } from '../vocabulary/measure.ts'
import type { Cell } from './cells.ts'
import { intervalColumns, isRate } from './check-question.ts'
import { isConstant } from './columns.ts'
import type { Plan } from './plan.ts'
import type { RateFigure } from './rates.ts'

/** One cell on the wire: dimensions, measures and why a measure is as it is. */
export type Row = Record<string, string | number | null | Record<string, string[]>>

const isWanted = ({ question: { fields } }: Plan, name: string): boolean => fields?.includes(name) ?? true

/** Measures of which anything is wanted: of a rate that can be its n or a bound alone. */
const wanted = (plan: Plan): Measure[] => plan.measures.filter(measure => columnsOf(plan, measure).length > 0)

/** The columns of a measure: its number and, of a rate with intervals, n and the two bounds. */
function columnsOf(plan: Plan, measure: Measure): string[] {
  const more = isRate(measure) && plan.question.intervals ? intervalColumns(measure) : []
  return [measure, ...more].filter(name => isWanted(plan, name))
}

function numberOf(cell: Cell, measure: Measure, column: string): number | null {
  const figure = cell.figures[measure]
  if (!figure) return null
  if (column === measure) return figure.value
  const [n, low] = intervalColumns(measure as RateName)
  const { n: count, low: from, high } = figure as RateFigure
  return column === n ? count : column === low ? from : high
}

/** A measure without rows in a cell that another has rows for is not reported there, which is not zero. */
const flagsOf = (cell: Cell, measure: Measure): string[] => cell.figures[measure]?.flags ?? ['not_reported']

/** A cell as JSON: what a flag does not name is exact. */
export function toRow(plan: Plan, cell: Cell): Row {
  const row: Row = {}
  // Dimensions stay, whatever fields are asked for: without its stage or level a number invites to be added up.
  for (const [i, name] of plan.frame.groups.entries()) row[name] = cell.key[i] as string
  const flags: Record<string, string[]> = {}
  for (const measure of wanted(plan)) {
    for (const column of columnsOf(plan, measure)) row[column] = numberOf(cell, measure, column)
    if (flagsOf(cell, measure).length > 0) flags[measure] = flagsOf(cell, measure)
  }
  row.flags = flags
  return row
}

/** The columns of CSV and NDJSON, in order: dimensions, each measure with its flags, then what is the same on each row. */
export function headerOf(plan: Plan): string[] {
  const groups = plan.frame.groups.filter(name => !isConstant(name))
  const measures = wanted(plan).flatMap(measure => {
    const [first, ...more] = columnsOf(plan, measure)
    return first === measure
      ? [measure, `${measure}_flags`, ...more]
      : [`${measure}_flags`, ...columnsOf(plan, measure)]
  })
  return [...groups, ...measures, ...constantColumns]
}

const constantColumns = ['unit', 'year_basis', 'source', 'series', 'release', 'synthetic'] as const

export type FlatRow = Record<string, string | number | boolean | null | string[]>

/** A cell with these columns of CSV and NDJSON; `<measure>_flags` is a list. */
export function toRecord(plan: Plan, header: readonly string[], cell: Cell): FlatRow {
  const { release } = plan.frame.chosen
  const { flags: _, ...row } = toRow(plan, cell)
  const values = {
    ...row,
    ...Object.fromEntries(wanted(plan).map(measure => [`${measure}_flags`, flagsOf(cell, measure)])),
    unit: plan.unit,
    year_basis: plan.frame.clock.year_basis,
    source: release.source,
    series: release.series,
    release: release.release,
    synthetic: release.synthetic
  } as FlatRow
  return Object.fromEntries(header.map(name => [name, values[name] ?? null]))
}
