import { type Counted, cellIn, type Margin, placeOf } from './margins.ts'

/** Places at which a reader cannot rule out that there are records. */
export interface PossiblePlaces {
  count: number
  /** The index of each among all places. */
  places: number[]
  /** For each place one cell of each margin: `cells[place * margins + margin]`. */
  cells: Int32Array
}

/** There are more possible places than the limit. */
export class TooManyPlaces extends Error {
  override name = 'TooManyPlaces'
}

/**
 * All places none of whose cells is a published zero: a published zero shows that every place counted in it is empty.
 * `isOpen`: whether a cell is not a published zero. Throws TooManyPlaces above `limit`.
 */
export function possiblePlaces(
  { sizes, margins, offsets }: Counted,
  isOpen: (cell: number) => boolean,
  limit: number
): PossiblePlaces {
  const decidedAt = sizes.map((_, axis) =>
    margins.flatMap((margin, i) => (lastAxis(margin) === axis ? [{ margin, i }] : []))
  )
  const always = margins.flatMap((margin, i) => (margin.axes.length === 0 ? [{ margin, i }] : []))
  const found: number[][] = []
  const places: number[] = []
  const values: number[] = []
  const own: number[] = margins.map(() => 0)
  const enter = (decided: typeof always): boolean =>
    decided.every(({ margin, i }) => {
      const cell = (offsets[i] as number) + cellIn(margin, values)
      own[i] = cell
      return isOpen(cell)
    })
  const walk = (axis: number): void => {
    if (axis === sizes.length) {
      if (found.length === limit) throw new TooManyPlaces(`more than ${limit} places`)
      found.push([...own])
      places.push(placeOf(sizes, values))
      return
    }
    for (let value = 0; value < (sizes[axis] as number); value++) {
      values[axis] = value
      if (enter(decidedAt[axis] ?? [])) walk(axis + 1)
    }
  }
  if (enter(always)) walk(0)
  return { count: found.length, places, cells: Int32Array.from(found.flat()) }
}

const lastAxis = ({ axes }: Margin): number => Math.max(-1, ...axes.map(({ axis }) => axis))
