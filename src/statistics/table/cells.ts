import { defaultMinN, type Measure, type RateName } from '../../vocabulary/measures/measure.ts'
import { columnsBeside } from '../../vocabulary/measures/rate-columns.ts'
import type { ResultRow } from '../../vocabulary/results/result-table.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isRate, isUnit } from '../question/check-question.ts'
import { constantOf, isConstant } from '../rows/columns.ts'
import { declaredRates, type Part, type Scanned } from '../rows/scan.ts'
import type { Family } from '../rows/selection.ts'
import { partsOf, type RateFigure, type RateParts, rateOf } from './rates.ts'
import { addUp, type Figure, figureOf, sumOf } from './sums.ts'

export interface Cells {
  rows: ResultRow[]
  /** Of each rate: what its rule leaves out, over all cells. */
  left_out: Partial<Record<RateName, Figure>>
}

/** The flags of rows whose numbers are all exact: most rows of many, which share it. */
const exact: ResultRow['flags'] = Object.freeze({})

type PartsOfCells = Map<string, Part[]>

/** Every cell that has rows, and no other. A measure without rows in a cell is absent there. */
export function countedCells(plan: Plan, { families }: Scanned): Cells {
  const { count, rate, published_total } = families
  const parts: Record<Family, PartsOfCells> = {
    count: byCell(count),
    rate: rate === count ? new Map() : byCell(rate),
    published_total: byCell(published_total)
  }
  if (rate === count) parts.rate = parts.count
  const totals = parts.published_total
  const ids = totals.size > 0 ? new Set([...totals.keys(), ...parts.count.keys()]) : parts.count.keys()
  const rows = Array.from(ids, (id): ResultRow => {
    const [first] = totals.get(id) ?? parts.count.get(id) ?? []
    return rowOf(plan, (first as Part).words, measure => parts[familyOf(measure)].get(id))
  })
  return { rows, left_out: leftOut(plan, families.rate ?? []) }
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

/** The words of all groups, including those that are the same on each row. */
export function keyOf({ frame }: Plan, words: string[]): string[] {
  if (words.length === frame.groups.length) return words
  let stored = 0
  return frame.groups.map(name =>
    isConstant(name) ? constantOf(frame.chosen, name) : (words[stored++] as string)
  )
}

const familyOf = (measure: Measure): Family =>
  isRate(measure) ? 'rate' : isUnit(measure) ? 'count' : 'published_total'

function rowOf(
  plan: Plan,
  storedWords: string[],
  partsOfCell: (measure: Measure) => Part[] | undefined
): ResultRow {
  const row: ResultRow = { words: {}, numbers: {}, flags: exact }
  const words = keyOf(plan, storedWords)
  for (const [i, name] of plan.frame.groups.entries()) row.words[name] = words[i] as string
  for (const measure of plan.measures) {
    const found = partsOfCell(measure)
    if (isRate(measure)) {
      const parts = found && ratePartsOf(plan, measure, found)
      addRate(row, measure, rateOf(parts, plan.question.min_n ?? defaultMinN))
    } else if (found) addFigure(row, measure, figureOf(sumOf(addUp(found.map(({ sum }) => sum)))))
  }
  return row
}

function addFigure(row: Omit<ResultRow, 'words'>, measure: string, { value, flags }: Figure): void {
  row.numbers[measure] = value
  if (flags.length === 0) return
  if (row.flags === exact) row.flags = {}
  row.flags[measure] = flags
}

/** A rate with n, its bounds and the part of the cell that n is, whether they are shown or not. */
export function addRate(row: Omit<ResultRow, 'words'>, rate: RateName, figure: RateFigure): void {
  addFigure(row, rate, figure)
  const { n, low, high, n_share } = columnsBeside(rate)
  row.numbers[n] = figure.n
  row.numbers[low] = figure.low
  row.numbers[high] = figure.high
  addFigure(row, n_share, figure.n_share)
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

function leftOut(plan: Plan, parts: readonly Part[]): Cells['left_out'] {
  const placed = parts.filter(({ state }) => state === 'cell')
  return Object.fromEntries(
    declaredRates(plan).map(rate => {
      const found = ratePartsOf(plan, rate, placed)
      return [rate, found && figureOf(found.left_out)]
    })
  )
}
