import { type Dimension, groupedCountries, isCountryGroup } from '../../vocabulary/measures/dimension.ts'
import { groupOf, type Outcome, outcomeDefinitions } from '../../vocabulary/outcome.ts'

/**
 * Words of total_over that are no dimension. Such a figure is the total of some values of a dimension, with a value of
 * its own there. Where these values are not published it stands for them; where they are, it is never added to them.
 */
export interface Subtotal {
  /** The dimension that it is a subtotal of. */
  of: Dimension
  /** Its own value there, and the values that it is the total of. */
  value: string
  isPart(value: string): boolean
  /** SQL on a row of a table: equal for the subtotal and for its parts, and for no other row. */
  alike(table: string): string
}

const isFavourable = (value: string): boolean =>
  outcomeDefinitions[value as Outcome]?.effect === 'favourable' && groupOf(value as Outcome) !== 'fear_found'

export const subtotals: Readonly<Record<string, Subtotal>> = {
  // "Total positive decisions" beside the statuses that were granted.
  outcome_group: {
    of: 'outcome',
    value: 'protection_granted',
    isPart: value => value !== 'protection_granted' && isFavourable(value),
    alike: table => `${table}.effect`
  },
  // Everybody under 18 beside those under 14 and those from 14 to 17.
  under_18: {
    of: 'age_group',
    value: '0-17',
    isPart: value => value === '0-13' || value === '14-17',
    alike: table => `(cast(${table}.age_group as varchar) in ('0-13', '14-17', '0-17'))`
  }
}

const isSubtotal = (name: string): boolean => Object.hasOwn(subtotals, name)

/** Whether a total over the dimensions `total` replaces rows that are totals over the fewer dimensions `set`. */
export function covers(total: readonly string[], set: readonly string[]): boolean {
  const isOver = (name: string): boolean =>
    total.includes(name) || total.includes(subtotals[name]?.of ?? name)
  // A subtotal never replaces its parts: they have more detail, and it is no total of the dimension.
  const keeps = total.every(name => !isSubtotal(name) || set.includes(name))
  return keeps && set.every(isOver) && total.some(name => !set.includes(name))
}

/** Sets of subtotals, and the sets of parts with which they would be counted twice. */
export interface Overlap {
  subtotal: Subtotal
  subtotals: (readonly string[])[]
  parts: (readonly string[])[]
  /** Dimensions over which either is a total. */
  over: readonly string[]
}

/**
 * Where subtotals and their parts overlap: first with parts that are totals over the same dimensions or more, then with
 * parts that are totals over fewer.
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

/**
 * The dimension whose totals are also totals over this one: those over outcome are totals over outcome_group and
 * effect, those over a country totals over its groups.
 */
export const asTotalled = (name: string): string =>
  outcomeDimensions.includes(name) ? 'outcome' : isCountryGroup(name) ? groupedCountries[name] : name

/** Whether a value of a dimension is the subtotal that another value of it is a part of. */
export const isSubtotalOf = (dimension: string, subtotal: string, value: string): boolean =>
  Object.values(subtotals).some(
    each => each.of === dimension && each.value === subtotal && each.isPart(value)
  )
