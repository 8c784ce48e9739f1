import type { CaveatNote } from '../../vocabulary/caveat-note.ts'
import type { CellStatus } from '../../vocabulary/cell-status.ts'
import { inTwoForms } from '../../vocabulary/labels/texts/two-forms.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { CountedRows, KindLayout, KindQuestion, Opened, Size } from '../kinds/kind.ts'
import { isRecords } from '../question/chosen.ts'
import { coveredOf } from '../question/covered.ts'
import { constantOf, isConstant } from '../rows/columns.ts'
import type { Estimate } from '../rows/guard.ts'
import { absenceOf } from './absence.ts'
import { type Axis, axesOf, cellsIn } from './grid.ts'
import { estimateGrid, guardGrid } from './guard-grid.ts'
import { isOfMembers } from './member-cells.ts'

type Words = ResultRow['words']
type Keys = readonly (readonly string[])[]

/** The axes of the grid of an answer (fill=grid). `occurring`: the cells that have rows. */
function gridOf(
  { question, frame: { chosen, clock } }: Opened,
  { own_filters = {} }: KindQuestion,
  dimensions: readonly string[],
  occurring: Keys
): Axis[] {
  const { coverage } = chosen.release
  return axesOf({
    dimensions,
    occurring,
    asked: name => {
      if (isConstant(name as Dimension)) return [constantOf(chosen, name as Dimension)]
      const values = question.filters?.[name as Dimension] ?? own_filters[name]
      return question.include_unknown === false ? values?.filter(value => !isUnknown(value)) : values
    },
    year_basis: clock.year_basis,
    from: clock.from ?? coverage.from,
    to: clock.to ?? coverage.to,
    areFigures: !isRecords(chosen)
  })
}

const isUnknown = (value: string): boolean => value === 'UNK' || value === 'unknown'

/** How large an answer would be, including its grid with fill=grid. */
export async function estimateOf(
  opened: Opened,
  asked: KindQuestion,
  { dimensions, measures }: KindLayout,
  { estimate, cells }: Size
): Promise<Estimate> {
  if (opened.question.fill !== 'grid' || !estimate.fits || measures.length === 0) return estimate
  const occurring = await cells()
  return estimateGrid(gridOf(opened, asked, dimensions, occurring), dimensions, occurring)
}

/** The size of an answer with these cells and without a grid. */
export const estimateCells = (dimensions: readonly string[], cells: Keys): Estimate =>
  estimateGrid([{ names: dimensions, values: cells }], dimensions, cells)

/** Throws query-too-large, before anything is counted, where the grid of the cells that have rows has too many. */
export function guardGridOf(
  opened: Opened,
  asked: KindQuestion,
  { dimensions, measures }: KindLayout,
  occurring: Keys
): void {
  if (measures.length > 0) guardGrid(gridOf(opened, asked, dimensions, occurring), dimensions, occurring)
}

/**
 * The rows of an answer and, with fill=grid, a row for each cell of the grid that has none. `empty` gives its numbers:
 * zero, or null with a reason (absenceOf). Throws query-too-large where the grid has too many cells.
 */
export function withGrid(
  opened: Opened,
  asked: KindQuestion,
  { dimensions, measures }: KindLayout,
  { rows, absence }: Pick<CountedRows, 'rows' | 'absence'>,
  empty: (why: CellStatus | undefined, words: Words) => Pick<ResultRow, 'numbers' | 'flags'>
): { rows: ResultRow[]; caveats: CaveatNote[] } {
  const { question, frame, reach } = opened
  if (question.fill !== 'grid' || measures.length === 0) return { rows, caveats: [] }
  const occurring = rows.map(({ words }) => dimensions.map(name => words[name] as string))
  const axes = gridOf(opened, asked, dimensions, occurring)
  guardGrid(axes, dimensions, occurring)
  const there = new Set(occurring.map(textOf))
  const isOfMember = isOfMembers(opened, dimensions)
  const whyEmpty = absenceOf(dimensions, frame, reach, absence)
  const added: ResultRow[] = []
  for (const key of cellsIn(axes, dimensions)) {
    if (there.has(textOf(key)) || !isOfMember(key)) continue
    const words: Words = {}
    for (const [i, name] of dimensions.entries()) words[name] = key[i] as string
    added.push({ words, ...empty(whyEmpty(words), words) })
  }
  return { rows: [...rows, ...added], caveats: emptyCells(frame.chosen.release.source, added) }
}

const textOf = (key: readonly string[]): string => key.join('\u0000')

/** The caveat of cells that have no row and no number: why they are not zero. */
function emptyCells(source: string, added: readonly ResultRow[]): CaveatNote[] {
  const unreported = added.filter(({ flags }) =>
    Object.values(flags).some(each => each.includes('not_reported'))
  )
  if (unreported.length === 0) return []
  return [
    {
      id: 'cells-without-rows',
      source,
      ...inTwoForms('cells_without_rows', { n: unreported.length })
    }
  ]
}

/** Why there is no number at all: it stands alone, since `partial` is of a number, or of the n below a floor. */
const isReason = (flag: string): boolean =>
  flag === 'suppressed' || flag === 'not_reported' || flag === 'not_applicable'

/**
 * Rows with their final flags. A number of a cell that the release does not cover whole is partial. A measure without
 * rows in a cell where another measure has rows is not reported there, which is not zero.
 */
export function completed(
  { frame, reach }: Opened,
  { dimensions, measures }: KindLayout,
  rows: readonly ResultRow[]
): ResultRow[] {
  const covered = coveredOf(dimensions, frame, reach)
  const names = measures.flatMap(({ name, rate }) => (rate?.n_share ? [name, rate.n_share] : [name]))
  return rows.map(row => {
    const { words, numbers, flags } = row
    const isPartial = covered(words) !== 'whole'
    const lacking = names.filter(name => numbers[name] === undefined)
    if (!isPartial && lacking.length === 0) return row
    const marked: ResultRow['flags'] = {}
    for (const name of names) {
      const own = flags[name] ?? []
      if (lacking.includes(name)) marked[name] = ['not_reported']
      else if (isPartial && !own.some(isReason))
        marked[name] = [...own.filter(flag => flag !== 'partial'), 'partial']
      else if (own.length > 0) marked[name] = own
    }
    return { ...row, numbers: lacking.length > 0 ? inOrder(numbers, measures) : numbers, flags: marked }
  })
}

function inOrder(numbers: ResultRow['numbers'], measures: KindLayout['measures']): ResultRow['numbers'] {
  const columns = measures.flatMap(({ name, rate }) => (rate ? [name, ...Object.values(rate)] : [name]))
  return Object.fromEntries(columns.map(name => [name, numbers[name] ?? null]))
}
