/** The range that a reader must not be able to exclude for a withheld number. */
export interface Range {
  /** The number may be as low as this, or lower. */
  low: number
  /** The number may be as high as this, or higher. */
  high: number
}

/** The same number in an earlier edition; null where it was withheld, undefined where there was none. */
export type Former = number | null | undefined

/** What a cell's own number requires, whatever the numbers of other cells are. */
export interface Requirement {
  is_withheld: boolean
  /** For small numbers. Other withheld numbers only need a range of `min_cell`. */
  range?: Range
}

/**
 * A number from 1 to below `min_cell` is withheld, with a range from 0 to `min_cell` or more. So is a number that
 * differs by less than `min_cell` from the one in the edition before: the small difference could be read off the two
 * editions. A number that was withheld once stays withheld.
 */
export function requirementOf(value: number, former: Former, min_cell: number): Requirement {
  const ranges: Range[] = []
  if (value > 0 && value < min_cell) ranges.push({ low: 0, high: min_cell })
  if (typeof former === 'number' && value !== former && Math.abs(value - former) < min_cell)
    ranges.push(awayFrom(former, value, min_cell))
  if (ranges.length === 0) return { is_withheld: former === null }
  return {
    is_withheld: true,
    range: {
      low: Math.min(...ranges.map(({ low }) => low)),
      high: Math.max(...ranges.map(({ high }) => high))
    }
  }
}

/** The range from the former number to one that differs from it by `min_cell`, on the side of the new number. */
function awayFrom(former: number, value: number, min_cell: number): Range {
  const low = value > former ? former : Math.max(0, former - min_cell)
  return { low, high: Math.max(former, low + min_cell) }
}
