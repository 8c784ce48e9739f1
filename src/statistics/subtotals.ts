import type { Dimension } from '../vocabulary/dimension.ts'

/**
 * Words of total_over that are no dimension: such a figure is the total of some values of one, and has a value of its
 * own there. Where these values are not told it stands for them; where they are, it is never added to them.
 */
export interface Subtotal {
  /** The dimension, whose total it is a part of. */
  of: Dimension
  /** In SQL: the same for the subtotal and for the rows that it is the total of, and for no other. */
  alike: string
}

export const subtotals: Readonly<Record<string, Subtotal>> = {
  // "Total positive decisions" beside the statuses that were granted.
  outcome_group: { of: 'outcome', alike: 'effect' },
  // Everybody under 18 beside those under 14 and those from 14 to 17.
  under_18: { of: 'age_group', alike: "cast(age_group as varchar) in ('0-13', '14-17', '0-17')" }
}

const isSubtotal = (name: string): boolean => Object.hasOwn(subtotals, name)

/** Whether a total over these dimensions takes the place of rows that are totals over fewer. */
export function covers(total: readonly string[], set: readonly string[]): boolean {
  const isOver = (name: string): boolean =>
    total.includes(name) || total.includes(subtotals[name]?.of ?? name)
  // A subtotal never covers its parts: they tell more, and it is no total of the dimension.
  const keeps = total.every(name => !isSubtotal(name) || set.includes(name))
  return keeps && set.every(isOver) && total.some(name => !set.includes(name))
}

/** The sets of rows that a row of this set would count twice, by the word that makes it a subtotal. */
export function partsOf(
  set: readonly string[],
  sets: readonly (readonly string[])[]
): { subtotal: Subtotal; over: string[]; parts: (readonly string[])[] }[] {
  return set.filter(isSubtotal).map(word => {
    const over = set.filter(name => name !== word)
    const parts = sets.filter(each => each.every(name => over.includes(name)))
    return { subtotal: subtotals[word] as Subtotal, over, parts }
  })
}
