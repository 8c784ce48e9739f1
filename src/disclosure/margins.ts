/** One table to be published from the records: its axes, and how finely each is grouped. */
export interface Margin {
  axes: {
    axis: number
    /** For each value of the axis, the group that it is counted in: months can be counted in years. */
    groups: readonly number[]
    size: number
  }[]
  /** The cost of withholding one of its numbers: a total costs more than its parts. */
  weight: number
}

/** Records counted by their values on all axes, and the numbers computed from them. */
export interface Counted {
  /** How many values each axis has. */
  sizes: readonly number[]
  margins: readonly Margin[]
  /** Where the cells of each margin begin among all cells. */
  offsets: readonly number[]
  /** The number in each cell of all margins. */
  values: Int32Array
  /** Place → number of its records. */
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

/** The index within a margin of the cell in which records with these values are counted. */
export const cellIn = ({ axes }: Margin, values: readonly number[]): number =>
  axes.reduce((cell, { axis, groups, size }) => cell * size + (groups[values[axis] as number] as number), 0)

/** The group on each axis that a cell of a margin stands for. */
export const groupsAt = ({ axes }: Margin, cell: number): number[] =>
  valuesAt(
    axes.map(({ size }) => size),
    cell
  )

/** Counts records in all margins. `records`: the number of records at each place. */
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
