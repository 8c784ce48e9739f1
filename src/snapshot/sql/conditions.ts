import type { Bindable } from '../release-set.ts'
import { join, raw, type Sql, sql } from './sql.ts'

/** `column in (?, ?)`; no value at all is false. */
export const isOneOf = (column: Sql, values: readonly Bindable[]): Sql =>
  values.length === 0
    ? raw('false')
    : sql`${column} in (${join(
        values.map(value => sql`${value}`),
        ', '
      )})`

/** All of these hold; nothing to hold is true. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('true') : sql`(${join(conditions, ' and ')})`

/** One of these holds; of none, none does. */
export const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' or ')})`
