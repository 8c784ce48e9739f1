import { setImmediate as betweenSteps } from 'node:timers/promises'
import { type KnownRanges, knownRanges } from './known-range.ts'
import type { Counted } from './margins.ts'
import { type PossiblePlaces, possiblePlaces } from './possible-places.ts'
import { type Former, type Range, requirementOf } from './requirements.ts'
import { type Goal, loadSolver, openSolver, type Solver } from './solver.ts'

export interface Policy {
  min_cell: number
  /** The limit of possible places: more would take too long. */
  most_places: number
  /**
   * Withholds small numbers only, without complementary suppression: for the test that shows what a reader can then
   * derive.
   */
  without_complements?: boolean
  /** Called between two steps; what it throws ends the work. */
  onStep?: () => void
}

export interface Protected {
  /** For each cell 1 where its number is withheld. */
  withheld: Uint8Array
  possible_places: number
}

/**
 * Chooses which numbers to withhold, over all margins together (docs/partner-sources.md). A reader is assumed to know
 * all published numbers, how the margins relate, and that counts are whole and not negative. Of a small number, such a
 * reader can exclude neither zero nor `min_cell` or more, and no withheld number can be bounded more narrowly than by
 * `min_cell`. Deterministic. Throws TooManyPlaces.
 */
export async function protect(
  counted: Counted,
  { min_cell, most_places, without_complements, onStep = () => {} }: Policy,
  former: (cell: number) => Former = () => undefined
): Promise<Protected> {
  const needs = Array.from(counted.values, (value, cell) => requirementOf(value, former(cell), min_cell))
  const withheld = Uint8Array.from(needs, ({ is_withheld }) => (is_withheld ? 1 : 0))
  const isOpen = (cell: number) => (counted.values[cell] as number) > 0 || withheld[cell] === 1
  const places = possiblePlaces(counted, isOpen, most_places)
  if (withheld.includes(1) && !without_complements) {
    const known = knownRanges(counted, places)
    const work = { counted, places, withheld, min_cell, ranges: needs.map(({ range }) => range), known }
    await complement(work, onStep)
  }
  return { withheld, possible_places: places.count }
}

interface Work {
  counted: Counted
  places: PossiblePlaces
  withheld: Uint8Array
  min_cell: number
  ranges: (Range | undefined)[]
  known: KnownRanges
}

/**
 * Complementary suppression: withholds more numbers until the range of every withheld number is as wide as the policy
 * requires.
 */
async function complement(work: Work, onStep: () => void): Promise<void> {
  const { counted, places, withheld, ranges, known, min_cell } = work
  const records = Int32Array.from(places.places, place => counted.records.get(place) ?? 0)
  const solver = openSolver(await loadSolver(), counted, places, records, costsOf(counted))
  try {
    for (const cell of withheldCells(withheld)) solver.free(cell)
    for (const cell of inOrder(work)) {
      await betweenSteps()
      onStep()
      const { low, high } = ranges[cell] as Range
      if (known.of(cell).low > low) settle(work, solver, [{ cell, at_most: low }])
      if (known.of(cell).high < high) settle(work, solver, [{ cell, at_least: high }])
    }
    for (let cell = nextNarrow(work); cell !== undefined; cell = nextNarrow(work)) {
      await betweenSteps()
      onStep()
      const { low, high } = known.of(cell)
      const down = high - min_cell
      const goals: Goal[] = [{ cell, at_least: low + min_cell }]
      settle(work, solver, down < 0 ? goals : [...goals, { cell, at_most: down }])
    }
  } finally {
    solver.close()
  }
}

/**
 * Numbers with a required range, those of the finest margins first, then by size: a filling found for one often serves
 * the next.
 */
function inOrder({ counted, withheld, ranges }: Work): number[] {
  const number = (cell: number) => counted.values[cell] as number
  return withheldCells(withheld)
    .filter(cell => ranges[cell])
    .sort((a, b) => weightOf(counted, a) - weightOf(counted, b) || number(a) - number(b) || a - b)
}

/** Withholds the numbers that must be withheld so that the cheaper of the goals can be reached. */
function settle(work: Work, solver: Solver, goals: readonly Goal[]): void {
  const { counted, withheld, known } = work
  const found = goals.flatMap(goal => solver.reach(goal) ?? [])
  const [best] = found.sort((a, b) => a.cost - b.cost)
  if (best === undefined) {
    withholdAll(work, solver)
    return
  }
  for (const [cell, number] of known.numbersOf(best.records).entries())
    if (number !== counted.values[cell] && withheld[cell] !== 1) {
      withheld[cell] = 1
      solver.free(cell)
    }
  known.add(best.records, cell => withheld[cell] === 1)
}

/**
 * Last resort: withholds every number of a possible place. Any number of records at any place is then consistent with
 * what is published.
 */
function withholdAll({ places, counted, withheld, min_cell, ranges, known }: Work, solver: Solver): void {
  for (const cell of new Set(places.cells)) {
    withheld[cell] = 1
    solver.free(cell)
  }
  const highest = Math.max(...counted.values, ...ranges.map(range => range?.high ?? 0))
  for (const count of [0, highest + min_cell])
    known.add(new Int32Array(places.count).fill(count), cell => withheld[cell] === 1)
}

function weightOf({ margins, offsets }: Counted, cell: number): number {
  const margin = offsets.findLastIndex(offset => offset <= cell)
  return margins[margin]?.weight ?? 1
}

/** What changing a number by one costs: more for totals, and more where the number is large. */
const costsOf =
  (counted: Counted) =>
  (cell: number): number =>
    weightOf(counted, cell) * (1 + Math.log2(1 + (counted.values[cell] as number)))

const withheldCells = (withheld: Uint8Array): number[] =>
  Array.from(withheld.keys()).filter(cell => withheld[cell] === 1)

function nextNarrow({ withheld, min_cell, known }: Work): number | undefined {
  return withheldCells(withheld).find(cell => {
    const { low, high } = known.of(cell)
    return high - low < min_cell
  })
}
