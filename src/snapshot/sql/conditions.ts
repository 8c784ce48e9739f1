import type { Bindable } from '../release-set.ts'
import { join, raw, type Sql, sql } from './sql.ts'

/** `column in (?, ?)`; `false` for an empty list. */
export const isOneOf = (column: Sql, values: readonly Bindable[]): Sql =>
  values.length === 0
    ? raw('false')
    : sql`${column} in (${join(
        values.map(value => sql`${value}`),
        ', '
      )})`

/** The conditions joined by `and`; `true` for an empty list. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('true') : sql`(${join(conditions, ' and ')})`

/** The conditions joined by `or`; `false` for an empty list. */
export const anyOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' or ')})`
