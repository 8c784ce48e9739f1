import { quoted } from '../../snapshot/sql/literals.ts'
import { column, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ReportingPart } from '../../vocabulary/measures/reporting.ts'
import { isSubtotalOf } from '../rows/subtotals.ts'

/**
 * What a figure needs of one dimension. Each part is one bit of a mask: a row has the bits of the parts that its value
 * stands for, a total has all of them.
 */
export interface PartNeed {
  dimension: Dimension
  parts: readonly ReportingPart[]
  /** Whether a filter names these values: each of them is asked for. */
  is_named: boolean
  /** The grouping (outcome_group, effect) whose word says which of the parts a cell needs; left out, all of them. */
  by_word?: Dimension
}

/** The bits of all parts. */
export const wholeMask = (parts: readonly unknown[]): number => 2 ** parts.length - 1

/** The bits of the parts that have a value of which this holds. */
export const maskOf = (parts: readonly ReportingPart[], isIn: (value: string) => boolean): number =>
  parts.reduce((mask, { values }, bit) => (values.some(isIn) ? mask | (1 << bit) : mask), 0)

/** The values of the parts of a mask. */
export const valuesOfMask = ({ parts }: PartNeed, mask: number): string[] =>
  parts.flatMap(({ values }, bit) => (mask & (1 << bit) ? values : []))

/** The mask of a row, in SQL. */
export function maskSql({ dimension, parts }: PartNeed): Sql {
  const values = new Set([...parts.flatMap(part => part.values), 'protection_granted', '0-17'])
  const cases = [...values].map(value => {
    const mask = maskOf(parts, each => each === value || isSubtotalOf(dimension, value, each))
    return `when ${quoted(value)} then ${mask}`
  })
  const named = sql`cast(${column(dimension)} as varchar)`
  return sql`case ${named} when 'not_split' then ${raw(`${wholeMask(parts)} ${cases.join(' ')} else 0 end`)}`
}
