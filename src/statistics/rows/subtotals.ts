import type { Dimension } from '../../vocabulary/measures/dimension.ts'

/**
 * Words of total_over that are no dimension: such a figure is the total of some values of one, and has a value of its
 * own there. Where these values are not told it stands for them; where they are, it is never added to them.
 */
export interface Subtotal {
  /** The dimension, whose total it is a part of. */
  of: Dimension
  /** In SQL, of a row of a table: the same for the subtotal and for the rows that it is the total of, and no other. */
  alike(table: string): string
}

export const subtotals: Readonly<Record<string, Subtotal>> = {
  // "Total positive decisions" beside the statuses that were granted.
  outcome_group: { of: 'outcome', alike: table => `${table}.effect` },
  // Everybody under 18 beside those under 14 and those from 14 to 17.
  under_18: {
    of: 'age_group',
    alike: table => `(cast(${table}.age_group as varchar) in ('0-13', '14-17', '0-17'))`
  }
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

/** Rows of subtotals that rows of parts would count again, and these sets of parts. */
export interface Overlap {
  subtotal: Subtotal
  subtotals: (readonly string[])[]
  parts: (readonly string[])[]
  /** Dimensions over which either is a total. */
  over: readonly string[]
}

/**
 * Where subtotals meet their parts: the parts of the same scope or totals over more of it, then parts of which the
 * subtotal is a total over more.
 */
export function overlaps(sets: readonly (readonly string[])[]): Overlap[] {
  const isWithin = (inner: readonly string[], outer: readonly string[]) =>
    inner.every(name => outer.includes(name))
  return Object.entries(subtotals).flatMap(([word, subtotal]) => {
    const without = (set: readonly string[]) => set.filter(name => name !== word)
    const own = sets.filter(set => set.includes(word))
    const parts = sets.filter(set => !set.includes(word) && !set.includes(subtotal.of))
    const found = [
      ...parts.map(part => ({
        over: part,
        parts: [part],
        subtotals: own.filter(set => isWithin(without(set), part))
      })),
      ...own.map(set => ({
        over: without(set),
        subtotals: [set],
        parts: parts.filter(part => part.length < set.length - 1 && isWithin(part, without(set)))
      }))
    ]
    return found
      .filter(each => each.parts.length > 0 && each.subtotals.length > 0)
      .map(each => ({ subtotal, ...each }))
  })
}

const outcomeDimensions: readonly string[] = ['outcome', 'outcome_group', 'effect']

/** The dimension whose total leaves this one open too: outcomes are told in three ways. */
export const asTotalled = (name: string): string => (outcomeDimensions.includes(name) ? 'outcome' : name)
