/** The least that a reader must not be able to exclude of a withheld number. */
export interface Range {
  /** It may be as low as this, or lower. */
  low: number
  /** It may be as high as this, or higher. */
  high: number
}

/** What an edition before this one said of the same number: a number, null where it was withheld. */
export type Former = number | null | undefined

/** What a cell's own number asks for, whatever stands in the others. */
export interface Requirement {
  is_withheld: boolean
  /** For small numbers; others that are withheld must only be open by `min_cell`. */
  range?: Range
}

/**
 * A number from 1 to below `min_cell` is withheld, and so that it may be none as well as `min_cell` or more. So is a
 * number that differs by less than `min_cell` from the one that the edition before published: whoever kept that one
 * would read the small number off the difference. What was withheld once stays withheld.
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

/** It may be what it was before, and it may differ by `min_cell`, to the side on which it does. */
function awayFrom(former: number, value: number, min_cell: number): Range {
  const low = value > former ? former : Math.max(0, former - min_cell)
  return { low, high: Math.max(former, low + min_cell) }
}
