/** One table of numbers that is to be published of records: which axes it tells, and how finely. */
export interface Margin {
  axes: {
    axis: number
    /** For each value of the axis the group that it is counted in: months can be counted in years. */
    groups: readonly number[]
    size: number
  }[]
  /** How dear it is to withhold one of its numbers: a total is dearer than its parts. */
  weight: number
}

/** Records that are alike in all axes, counted, and the numbers that are made of them. */
export interface Counted {
  /** How many values each axis has. */
  sizes: readonly number[]
  margins: readonly Margin[]
  /** Where the cells of each margin begin among all cells. */
  offsets: readonly number[]
  /** The number in each cell of all margins. */
  values: Int32Array
  /** Place → how many records stand there. */
  records: ReadonlyMap<number, number>
}

/** The place of records with these values among all combinations of values. */
export const placeOf = (sizes: readonly number[], values: readonly number[]): number =>
  values.reduce((place, value, axis) => place * (sizes[axis] as number) + value, 0)

/** The values that a place stands for. */
export function valuesAt(sizes: readonly number[], place: number): number[] {
  const values: number[] = []
  let rest = place
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    const size = sizes[axis] as number
    values[axis] = rest % size
    rest = Math.floor(rest / size)
  }
  return values
}

/** The cell of a margin, from 0 in each, in which records with these values are counted. */
export const cellIn = ({ axes }: Margin, values: readonly number[]): number =>
  axes.reduce((cell, { axis, groups, size }) => cell * size + (groups[values[axis] as number] as number), 0)

/** The groups by which a cell of a margin is told from the others. */
export const groupsAt = ({ axes }: Margin, cell: number): number[] =>
  valuesAt(
    axes.map(({ size }) => size),
    cell
  )

/** Counts records, given as how many stand at each place, in all margins. */
export function countCells(
  sizes: readonly number[],
  margins: readonly Margin[],
  records: ReadonlyMap<number, number>
): Counted {
  const offsets: number[] = []
  let cells = 0
  for (const { axes } of margins) {
    offsets.push(cells)
    cells += axes.reduce((product, { size }) => product * size, 1)
  }
  const values = new Int32Array(cells)
  for (const [place, count] of records) {
    const at = valuesAt(sizes, place)
    for (const [i, margin] of margins.entries()) {
      const cell = (offsets[i] as number) + cellIn(margin, at)
      values[cell] = (values[cell] as number) + count
    }
  }
  return { sizes, margins, offsets, values, records }
}
