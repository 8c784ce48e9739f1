import type { Counted } from './margins.ts'
import type { PossiblePlaces } from './possible-places.ts'
import type { Range } from './requirements.ts'

/**
 * What a reader cannot exclude of each number, as far as it is proven: by fillings, each of which gives every
 * published number exactly. Nothing here trusts the solver.
 */
export interface KnownRanges {
  of(cell: number): Range
  /** The number that a filling gives each cell. */
  numbersOf(records: Int32Array): Int32Array
  /** Throws where a filling is none: a negative count, or another number than one that is published. */
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
