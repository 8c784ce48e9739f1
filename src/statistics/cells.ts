import type { CellStatus } from '../vocabulary/cell-status.ts'
import { defaultMinN, type Measure, type RateName } from '../vocabulary/measure.ts'
import { isRate, isUnit } from './check-question.ts'
import { constantOf, isConstant } from './columns.ts'
import { coveredOf } from './covered.ts'
import type { Plan } from './plan.ts'
import { partsOf, type RateFigure, type RateParts, rateOf } from './rates.ts'
import type { Reach } from './reach.ts'
import { declaredRates, type Part, type Scanned } from './scan.ts'
import type { Family } from './selection.ts'
import { addUp, type Figure, figureOf, flagOrder, sumOf } from './sums.ts'

/** One cell of an answer: the values of its dimensions, in the order of the groups, and its figures. */
export interface Cell {
  key: string[]
  /** A measure that has no rows here, where another has, is left out. */
  figures: Partial<Record<Measure, Figure | RateFigure>>
}

export interface Cells {
  cells: Cell[]
  /** Of each rate: what its rule leaves out, over all cells. */
  left_out: Partial<Record<RateName, Figure>>
}

type PartsOfCells = Map<string, Part[]>

/** Every cell that has rows: no more are made, none is dropped. */
export function cellsOf(plan: Plan, reach: Reach, { families }: Scanned): Cells {
  const { count, rate, published_total } = families
  const rows: Record<Family, PartsOfCells> = {
    count: byCell(count),
    rate: rate === count ? new Map() : byCell(rate),
    published_total: byCell(published_total)
  }
  if (rate === count) rows.rate = rows.count
  const totals = rows.published_total
  const ids = totals.size > 0 ? new Set([...totals.keys(), ...rows.count.keys()]) : rows.count.keys()
  const cells = Array.from(ids, (id): Cell => {
    const [first] = totals.get(id) ?? rows.count.get(id) ?? []
    return { key: keyOf(plan, (first as Part).words), figures: figuresOf(plan, rows, id) }
  })
  markPartial(plan, reach, cells)
  return { cells, left_out: leftOut(plan, families.rate ?? []) }
}

function byCell(parts: readonly Part[] = []): PartsOfCells {
  const cells: PartsOfCells = new Map()
  for (const part of parts) {
    if (part.state !== 'cell') continue
    const id = part.words.join('\u0000')
    const others = cells.get(id)
    if (others) others.push(part)
    else cells.set(id, [part])
  }
  return cells
}

/** The words of all groups, those that are the same on each row included. */
export function keyOf({ frame }: Plan, words: string[]): string[] {
  if (words.length === frame.groups.length) return words
  let stored = 0
  return frame.groups.map(name =>
    isConstant(name) ? constantOf(frame.chosen, name) : (words[stored++] as string)
  )
}

function figuresOf(plan: Plan, rows: Record<Family, PartsOfCells>, id: string): Cell['figures'] {
  const figures: Cell['figures'] = {}
  for (const measure of plan.measures) {
    const found = rows[isRate(measure) ? 'rate' : isUnit(measure) ? 'count' : 'published_total'].get(id)
    if (isRate(measure)) {
      const parts = found && ratePartsOf(plan, measure, found)
      figures[measure] = rateOf(parts, plan.question.min_n ?? defaultMinN)
    } else if (found) figures[measure] = figureOf(sumOf(addUp(found.map(({ sum }) => sum))))
  }
  return figures
}

function ratePartsOf(plan: Plan, rate: RateName, parts: readonly Part[]): RateParts | undefined {
  const place = declaredRates(plan).indexOf(rate)
  if (place < 0) return undefined
  const rows = parts.flatMap(({ outcome, sum, rates }) => {
    const is = rates[place]
    return outcome && is ? [{ outcome, sum, is }] : []
  })
  return partsOf(rate, rows)
}

/** A figure is partial where the release does not cover all that its cell is about (covered). */
function markPartial({ frame, measures }: Plan, reach: Reach, cells: Cell[]): void {
  const covered = coveredOf(frame.groups, frame, reach)
  for (const cell of cells)
    if (covered(cell.key) !== 'whole')
      for (const measure of measures) {
        const figure = cell.figures[measure]
        if (figure) cell.figures[measure] = { ...figure, flags: withFlag(figure.flags, 'partial') }
      }
}

const withFlag = (flags: readonly CellStatus[], flag: CellStatus): CellStatus[] =>
  flagOrder.filter(each => each === flag || flags.includes(each))

function leftOut(plan: Plan, parts: readonly Part[]): Cells['left_out'] {
  const placed = parts.filter(({ state }) => state === 'cell')
  return Object.fromEntries(
    declaredRates(plan).map(rate => {
      const found = ratePartsOf(plan, rate, placed)
      return [rate, found && figureOf(found.left_out)]
    })
  )
}
