import { isOneOf } from '../../snapshot/sql/conditions.ts'
import { join, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { dimensionNames } from '../../vocabulary/measures/dimension.ts'
import { type Frame, hasColumn } from './columns.ts'
import { asTotalled, covers, overlaps, type Subtotal } from './subtotals.ts'

type Set = readonly string[]

/** The text of a set as rows have it in total_over. */
export const textOf = (set: Set): string => [...set].sort().join(',')

/** Rows of some sets give way where, in the same scope, there are rows of others. */
interface Step {
  leaves: Set[]
  before: Set[]
  /** Dimensions that may differ. */
  open: Set
  also?: Subtotal
}

/**
 * A total takes the place of all rows that it is the total of: those that are equal in every other dimension, for
 * the same time and unit, and are parts of it or totals over fewer dimensions. It does so withheld or not. A subtotal
 * that is left gives way to its own parts.
 *
 * The rows of `from` that stay, as more of its `with`, and the name under which they stand. Each step looks at what
 * the one before has left, the largest total first: what it covers, all totals under it would cover too, and mostly
 * nothing is left to look at. Windows over all rows took a hundred times as long.
 */
export function uncoveredSql(sets: readonly Set[], frame: Frame, from: string): { more: Sql; rows: string } {
  const largestFirst = sets.toSorted((a, b) => b.length - a.length)
  const steps = [...largestFirst.flatMap(set => coveredBy(set, sets)), ...twice(sets)]
  const name = (i: number): string => (i < 0 ? from : `left_${i}`)
  return {
    more: join(
      steps.map((step, i) => stepSql(step, frame, name(i - 1), name(i))),
      ''
    ),
    rows: name(steps.length - 1)
  }
}

function coveredBy(total: Set, sets: readonly Set[]): Step[] {
  const leaves = sets.filter(set => covers(total, set))
  return leaves.length === 0 ? [] : [{ leaves, before: [total], open: total }]
}

const twice = (sets: readonly Set[]): Step[] =>
  overlaps(sets).map(({ subtotal, subtotals, parts, over }) => ({
    leaves: subtotals,
    before: parts,
    open: [...over, subtotal.of],
    also: subtotal
  }))

function stepSql({ leaves, before, open, also }: Step, { chosen }: Frame, from: string, name: string): Sql {
  // A column that says the same on each row decides nothing.
  const kept = dimensionNames.filter(
    each =>
      hasColumn(chosen, each) && chosen.card.dimensions.includes(each) && !open.includes(asTotalled(each))
  )
  const same = [...kept, 'unit', 'p_from', 'p_to'].map(
    column => `t.${column} is not distinct from s.${column}`
  )
  if (also) same.push(`${also.alike('t')} = ${also.alike('s')}`)
  const isAmong = (table: string, sets: readonly Set[]): Sql =>
    isOneOf(raw(`${table}.total_over`), sets.map(textOf))
  return sql`${raw(name)} as materialized (
  select * from ${raw(from)} as s where not (${isAmong('s', leaves)} and exists (
    select 1 from ${raw(from)} as t where ${isAmong('t', before)} and ${raw(same.join(' and '))}
  ))
), `
}
