import { setImmediate as betweenSteps } from 'node:timers/promises'
import { type KnownRanges, knownRanges } from './known-range.ts'
import type { Counted } from './margins.ts'
import { type PossiblePlaces, possiblePlaces } from './possible-places.ts'
import { type Former, type Range, requirementOf } from './requirements.ts'
import { type Goal, loadSolver, openSolver, type Solver } from './solver.ts'

export interface Policy {
  min_cell: number
  /** More places than this are refused: they would take too long. */
  most_places: number
  /** Withholds small numbers and nothing for their sake: for the test that shows what a reader then finds out. */
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
 * Chooses which numbers to withhold, over all margins together (docs/partner-sources.md). Whoever knows all that is
 * published, that counts are whole and not negative, and how the margins hang together, cannot exclude of a small
 * number that it is none or that it is `min_cell` or more, and cannot bound any withheld number more narrowly than by
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

/** Withholds more numbers until every one that is withheld is open by as much as the policy asks. */
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

/** Small numbers, the finest and smallest before the others: what they need often serves the next. */
function inOrder({ counted, withheld, ranges }: Work): number[] {
  const number = (cell: number) => counted.values[cell] as number
  return withheldCells(withheld)
    .filter(cell => ranges[cell])
    .sort((a, b) => weightOf(counted, a) - weightOf(counted, b) || number(a) - number(b) || a - b)
}

/** Withholds what has to be so that the cheaper of the goals can be reached. */
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

/** The last resort: where every number but the zeros is withheld, there may be any number of records anywhere. */
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
