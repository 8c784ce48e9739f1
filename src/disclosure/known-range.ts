import type { Counted } from './margins.ts'
import type { PossiblePlaces } from './possible-places.ts'
import type { Range } from './requirements.ts'

/**
 * The range of values that a reader cannot exclude for each number. It is proven by fillings, each of which gives every
 * published number exactly. The solver is not trusted.
 */
export interface KnownRanges {
  of(cell: number): Range
  /** The number of each cell in a filling. */
  numbersOf(records: Int32Array): Int32Array
  /**
   * Widens the ranges by a filling. Throws where the filling is invalid: a negative count, or a number that differs
   * from the published one.
   */
  add(records: Int32Array, isWithheld: (cell: number) => boolean): void
}

export function knownRanges({ values, margins }: Counted, places: PossiblePlaces): KnownRanges {
  // The records themselves are the first filling.
  const low = values.slice()
  const high = values.slice()
  const width = margins.length
  const numbersOf = (records: Int32Array): Int32Array => {
    const numbers = new Int32Array(values.length)
    for (let place = 0; place < places.count; place++) {
      const count = records[place] as number
      if (count === 0) continue
      for (const cell of places.cells.subarray(place * width, (place + 1) * width))
        numbers[cell] = (numbers[cell] as number) + count
    }
    return numbers
  }
  return {
    of: cell => ({ low: low[cell] as number, high: high[cell] as number }),
    numbersOf,
    add(records, isWithheld) {
      if (records.some(count => count < 0)) throw new Error('a filling has fewer records than none')
      for (const [cell, number] of numbersOf(records).entries()) {
        if (number !== values[cell] && !isWithheld(cell))
          throw new Error(`a filling gives ${number} where another number is published`)
        low[cell] = Math.min(low[cell] as number, number)
        high[cell] = Math.max(high[cell] as number, number)
      }
    }
  }
}
