import { isOneOf } from '../../snapshot/sql/conditions.ts'
import { join, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { type Dimension, dimensionNames } from '../../vocabulary/measures/dimension.ts'
import { maskSql, wholeMask } from '../holdings/part-masks.ts'
import { notReportedMark } from '../table/sums.ts'
import { type Frame, hasColumn } from './columns.ts'
import { asTotalled, covers, overlaps, type Subtotal } from './subtotals.ts'

type Set = readonly string[]

/** The text of a set as rows have it in total_over. */
export const textOf = (set: Set): string => [...set].sort().join(',')

/** One step: rows of the sets `leaves` are dropped where the same scope has rows of the sets `before`. */
interface Step {
  leaves: Set[]
  before: Set[]
  /** Dimensions that may differ. */
  open: Set
  also?: Subtotal
  /** The rows leave only where the parts of the subtotal are not all reported; in SQL, a mask of those of a row. */
  unless?: { parts: Set[]; mask: Sql; whole: number }
}

/**
 * Drops the rows that a total replaces: those that are equal to it in every other dimension, in time and in unit, and
 * are its parts or totals over fewer dimensions. A withheld total replaces them as well. A subtotal that is left is
 * dropped where its own parts exist; where the series declares its parts and not all are reported, the parts are dropped
 * instead, unless the question is about them.
 *
 * Gives the SQL of further tables of the `with` (`more`), and the name of the last one (`rows`). `from` names the table
 * to start from. Each step reads the result of the one before, the largest total first: it also drops what smaller
 * totals would drop, so that later steps mostly have no rows to check. Windows over all rows took a hundred times as
 * long.
 */
export function uncoveredSql(
  sets: readonly Set[],
  frame: Frame,
  { from, isAsked }: { from: string; isAsked(dimension: Dimension): boolean }
): { more: Sql; rows: string } {
  const largestFirst = sets.toSorted((a, b) => b.length - a.length)
  const steps = [...largestFirst.flatMap(set => coveredBy(set, sets)), ...twice(sets, frame, isAsked)]
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

function twice(sets: readonly Set[], frame: Frame, isAsked: (dimension: Dimension) => boolean): Step[] {
  return overlaps(sets).flatMap(({ subtotal, subtotals, parts, over }): Step[] => {
    const shared = { open: [...over, subtotal.of], also: subtotal }
    const replaced: Step = { ...shared, leaves: subtotals, before: parts }
    const declared = frame.chosen.series.reporting?.parts[subtotal.of]
    if (!Array.isArray(declared) || isAsked(subtotal.of)) return [replaced]
    const own = declared.filter(({ values }) => values.some(value => subtotal.isPart(value)))
    const unless = {
      parts,
      mask: maskSql({ dimension: subtotal.of, parts: own, is_named: false }),
      whole: wholeMask(own)
    }
    return [{ ...shared, leaves: parts, before: subtotals, unless }, replaced]
  })
}

function stepSql(
  { leaves, before, open, also, unless }: Step,
  { chosen }: Frame,
  from: string,
  name: string
): Sql {
  // A column with the same value on each row makes no difference.
  const compared = dimensionNames.filter(
    each =>
      hasColumn(chosen, each) && chosen.card.dimensions.includes(each) && !open.includes(asTotalled(each))
  )
  const columns = [...compared, 'unit', 'p_from', 'p_to']
  const same = columns.map(column => `t.${column} is not distinct from s.${column}`)
  if (also) same.push(`${also.alike('t')} = ${also.alike('s')}`)
  const isAmong = (table: string, sets: readonly Set[]): Sql =>
    isOneOf(raw(`${table}.total_over`), sets.map(textOf))
  return sql`${raw(name)} as materialized (
  select * from ${raw(from)} as s where not (${isAmong('s', leaves)} and exists (
    select 1 from ${raw(from)} as t where ${isAmong('t', before)} and ${raw(same.join(' and '))}
  )${
    unless
      ? sql` and not exists (
    select 1 from (
      select ${raw(columns.join(', '))} from ${raw(from)} as t
      where ${isAmong('t', unless.parts)} and mark & ${raw(String(notReportedMark))} = 0
      group by all having bit_or(${unless.mask}) & ${raw(`${unless.whole} = ${unless.whole}`)}
    ) as t where ${raw(columns.map(column => `t.${column} is not distinct from s.${column}`).join(' and '))}
  )`
      : raw('')
  })
), `
}
