import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { CellStatus } from '../vocabulary/cell-status.ts'
import type { Dimension } from '../vocabulary/dimension.ts'
import type { Measure } from '../vocabulary/measure.ts'
import { existsFor } from './abilities.ts'
import { absenceOf } from './absence.ts'
import type { CaveatNote } from './caveats.ts'
import type { Cell } from './cells.ts'
import { isRate, isUnit } from './check-question.ts'
import { isRecords } from './chosen.ts'
import { constantOf, type Frame, isConstant } from './columns.ts'
import { axesOf, cellsIn, type Spanned } from './grid.ts'
import { cellsThere, type Estimate, estimate } from './guard.ts'
import { estimateGrid, guardGrid } from './guard-grid.ts'
import type { Plan } from './plan.ts'
import type { Question } from './question.ts'
import type { RateFigure } from './rates.ts'
import type { Reach } from './reach.ts'
import type { Figure } from './sums.ts'

/** What the grid of a question about some dimensions is spanned by, beside the cells that have rows. */
export function spannedBy(
  dimensions: readonly string[],
  { question, frame }: { question: Question; frame: Pick<Frame, 'chosen' | 'clock'> },
  occurring: Spanned['occurring']
): Spanned {
  const { chosen, clock } = frame
  const { coverage } = chosen.release
  return {
    dimensions,
    occurring,
    asked: name => {
      if (isConstant(name as Dimension)) return [constantOf(chosen, name as Dimension)]
      const values = question.filters?.[name as Dimension]
      return question.include_unknown === false ? values?.filter(value => !isUnknown(value)) : values
    },
    year_basis: clock.year_basis,
    from: clock.from ?? coverage.from,
    to: clock.to ?? coverage.to,
    areFigures: !isRecords(chosen)
  }
}

const isUnknown = (value: string): boolean => value === 'UNK' || value === 'unknown'

/**
 * The cells of an answer and those of its grid that have no rows (fill=grid), which are zero or not told: see
 * absenceOf. Throws query-too-large where the grid has too many.
 */
export function filled(plan: Plan, reach: Reach, cells: readonly Cell[]): Cell[] {
  const { groups } = plan.frame
  if (plan.measures.length === 0) return [...cells]
  const occurring = cells.map(({ key }) => key)
  const axes = axesOf(spannedBy(groups, plan, occurring))
  guardGrid(axes, groups, occurring)
  const there = new Set(occurring.map(textOf))
  const absence = absenceOf(groups, plan.frame, reach, occurring)
  const added: Cell[] = []
  for (const key of cellsIn(axes, groups))
    if (!there.has(textOf(key))) added.push({ key, figures: figuresOf(plan, key, absence(key)) })
  return [...cells, ...added]
}

/** How large the answer would be with its grid; `isEmpty` where nothing is in scope. */
export async function estimateFilled(
  set: Pick<ReleaseSet, 'query'>,
  plan: Plan,
  isEmpty: boolean
): Promise<Estimate> {
  const { groups } = plan.frame
  const counted = await estimate(set, plan)
  if (!counted.fits || plan.measures.length === 0) return counted
  const occurring = isEmpty ? [] : await cellsThere(set, plan)
  return estimateGrid(axesOf(spannedBy(groups, plan, occurring)), groups, occurring)
}

const textOf = (key: readonly string[]): string => key.join('\u0000')

function figuresOf(plan: Plan, key: readonly string[], why: CellStatus | undefined): Cell['figures'] {
  return Object.fromEntries(plan.measures.map(measure => [measure, figureOf(plan, measure, key, why)]))
}

function figureOf(
  plan: Plan,
  measure: Measure,
  key: readonly string[],
  why: CellStatus | undefined
): Figure | RateFigure {
  if (isRate(measure)) {
    const flag = canHave(plan, measure, key) ? (why ?? 'low_n') : 'not_applicable'
    return { value: null, flags: [flag], n: flag === 'low_n' ? 0 : null, low: null, high: null }
  }
  // A total that is not printed is no total of zero.
  const flag = why ?? (isUnit(measure) ? undefined : 'not_reported')
  return flag === undefined ? { value: 0, flags: [] } : { value: null, flags: [flag] }
}

/** Whether rows with the words of a cell could have the rate. */
function canHave({ question, frame }: Plan, rate: Measure, key: readonly string[]): boolean {
  if (!isRate(rate)) return false
  const words = Object.fromEntries(frame.groups.map((name, i) => [name, [key[i] as string]]))
  const filters = { ...question.filters, ...words }
  return existsFor({ ...question, filters }, frame.chosen.series.rates[rate])
}

/** Beside cells that have no row and no number: why that is no zero. */
export const gridCaveats = (plan: Plan, added: readonly Cell[]): CaveatNote[] => {
  const untold = added.filter(({ figures }) =>
    Object.values(figures).some(({ flags }) => flags.includes('not_reported'))
  )
  return untold.length === 0 ? [] : [emptyCells(plan.frame.chosen.release.source, untold.length)]
}

/** That cells without rows are no zeros. */
export const emptyCells = (source: string, cells: number): CaveatNote => ({
  id: 'cells-without-rows',
  source,
  text: `Of the cells of this grid ${cells} have no row in the release. They are null, not_reported, and not zero: they lie outside what it covers, or the publisher leaves out what was not reported as it leaves out zeros.`
})
