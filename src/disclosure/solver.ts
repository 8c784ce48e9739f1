import load, { type Highs, type Model } from 'highs'
import type { Counted } from './margins.ts'
import type { PossiblePlaces } from './possible-places.ts'

/** The bound that the number of a cell is to reach. */
export interface Goal {
  cell: number
  at_least?: number
  at_most?: number
}

/** Another distribution of the records over the possible places. */
export interface Filling {
  /** The number of records at each possible place; whole numbers. */
  records: Int32Array
  cost: number
}

/** Looks for fillings by linear programming. Holds memory outside of the garbage collector until it is closed. */
export interface Solver {
  /**
   * The filling that reaches a goal with the least change of the numbers that are not free; undefined where none in
   * whole numbers is found.
   */
  reach(goal: Goal): Filling | undefined
  /** Lets a cell have any number from now on. */
  free(cell: number): void
  close(): void
}

/**
 * The limit of search nodes where no vertex of the program is in whole numbers. Not in seconds, since they differ by
 * machine.
 */
const mostNodes = 200
const tolerance = 1e-6

/**
 * The types of the package describe its CommonJS build, where the loader is a member too. The module loaded here has it
 * as the default export.
 */
const loader = load as unknown as typeof load.default

/** Loads the solver's code; it is part of the package and nothing is fetched. */
export const loadSolver = (): Promise<Highs> => loader()

/**
 * A linear program with a variable for each possible place and, for each number that is not zero, a row `records − more
 * + less = number`. It minimises the cost of `more` and `less`.
 */
export function openSolver(
  highs: Highs,
  { values, margins }: Counted,
  places: PossiblePlaces,
  /** How many records there are at each possible place. */
  records: Int32Array,
  costOf: (cell: number) => number
): Solver {
  const cells = [...new Set(places.cells)].sort((a, b) => a - b)
  const rowOf = new Map(cells.map((cell, row) => [cell, row]))
  const model = highs.createModel(
    program(highs, { values, cells, rowOf, places, width: margins.length, costOf })
  )
  model.options.set({ output_flag: false, mip_max_nodes: mostNodes, mip_rel_gap: 0.3, random_seed: 1 })
  const isFree = new Set<number>()
  const bound = (cell: number, lower: number, upper: number, max_deviation = 0) => {
    const row = rowOf.get(cell) as number
    model.changeRowBounds(row, lower, upper)
    const from = places.count + 2 * row
    const both = { kind: 'range' as const, from, to: from + 1 }
    model.changeColsBounds(both, [0, 0], [max_deviation, max_deviation])
  }
  const settle = (cell: number) => {
    const value = values[cell] as number
    if (isFree.has(cell)) bound(cell, -highs.infinity, highs.infinity)
    else bound(cell, value, value, highs.infinity)
  }
  return {
    reach({ cell, at_least = -highs.infinity, at_most = highs.infinity }) {
      bound(cell, at_least, at_most)
      try {
        return run(highs, model, records)
      } finally {
        settle(cell)
      }
    },
    free(cell) {
      isFree.add(cell)
      settle(cell)
    },
    close: () => model.dispose()
  }
}

interface Parts {
  values: Int32Array
  cells: number[]
  rowOf: Map<number, number>
  places: PossiblePlaces
  width: number
  costOf: (cell: number) => number
}

function program({ infinity }: Highs, { values, cells, rowOf, places, width, costOf }: Parts) {
  const columns = places.count + 2 * cells.length
  const starts = [0]
  const indices: number[] = []
  const entries: number[] = []
  for (let place = 0; place < places.count; place++) {
    for (const cell of places.cells.subarray(place * width, (place + 1) * width)) {
      indices.push(rowOf.get(cell) as number)
      entries.push(1)
    }
    starts.push(indices.length)
  }
  const costs = new Float64Array(columns)
  for (const [row, cell] of cells.entries())
    for (const sign of [-1, 1]) {
      costs[starts.length - 1] = costOf(cell)
      indices.push(row)
      entries.push(sign)
      starts.push(indices.length)
    }
  const numbers = Float64Array.from(cells, cell => values[cell] as number)
  return {
    ...{ numCols: columns, numRows: cells.length },
    ...{ colCost: costs, colLower: new Float64Array(columns) },
    colUpper: new Float64Array(columns).fill(infinity),
    ...{ rowLower: numbers, rowUpper: numbers },
    matrix: {
      ...{ format: 'csc' as const, numRows: cells.length, numCols: columns },
      ...{
        starts: Int32Array.from(starts),
        indices: Int32Array.from(indices),
        values: Float64Array.from(entries)
      }
    }
  }
}

/**
 * The first solution of the linear program mostly has whole numbers. Otherwise it is solved in whole numbers: first
 * only at the places that the first solution changed, then at all places.
 */
function run(highs: Highs, model: Model, records: Int32Array): Filling | undefined {
  const count = records.length
  const first = solved(highs, model, count)
  if (first === undefined || first.isWhole) return first
  const all = { kind: 'range' as const, from: 0, to: count - 1 }
  const fixed = (value: number, place: number) => Math.abs(value - (records[place] as number)) < tolerance
  model.changeColsIntegrality(all, new Int32Array(count).fill(highs.constants.variableType.integer))
  model.changeColsBounds(
    all,
    Float64Array.from(first.exact, (value, place) => (fixed(value, place) ? (records[place] as number) : 0)),
    Float64Array.from(first.exact, (value, place) =>
      fixed(value, place) ? (records[place] as number) : highs.infinity
    )
  )
  const near = solved(highs, model, count)
  model.changeColsBounds(all, new Float64Array(count), new Float64Array(count).fill(highs.infinity))
  const found = near?.isWhole ? near : solved(highs, model, count)
  model.clearIntegrality()
  return found?.isWhole ? found : undefined
}

type Solved = Filling & { exact: Float64Array; isWhole: boolean }

function solved(highs: Highs, model: Model, count: number): Solved | undefined {
  const { modelStatus } = model.run()
  const { optimal, solutionLimit } = highs.constants.modelStatus
  if (modelStatus !== optimal && modelStatus !== solutionLimit) return undefined
  const exact = model.getSolution().colValue.subarray(0, count)
  return {
    exact,
    records: Int32Array.from(exact, Math.round),
    cost: model.getObjectiveValue(),
    isWhole: exact.every(value => Math.abs(value - Math.round(value)) < tolerance)
  }
}
