import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { Bindable } from '../snapshot/release-set.ts'

/** One part of what a list is filtered by: said once, written for either store. */
export type Condition =
  | { kind: 'in'; column: string; values: readonly (string | boolean)[] }
  | { kind: 'from'; column: string; day: string }
  /** By the last day of what is known: a date known to its month is only before a day if the whole month is. */
  | { kind: 'to'; column: string; day: string; precision?: string }
  /** A list column that holds at least one of these. */
  | { kind: 'holds'; column: string; values: readonly string[] }
  | { kind: 'absent'; column: string }
  /** The row's period lies inside one of these spans. */
  | { kind: 'inside'; spans: readonly { from: string; to: string }[] }

/** Which columns DuckDB keeps as ENUMs (snapshot/materialise), with their words and types. */
export interface Enums {
  words: ReadonlyMap<string, readonly string[]> | undefined
  typeOf(column: string): string
}

/**
 * Every condition for DuckDB: text with one `?` a value, and the values. Words are compared as the ENUM has them, so
 * that whole blocks of rows are passed over.
 */
export function forSnapshot(
  conditions: readonly Condition[],
  enums?: Enums
): { text: string; parameters: Bindable[] } {
  const parts = conditions.map(condition => snapshotPart(condition, enums))
  return {
    text: parts.map(({ text }) => text).join(' and ') || 'true',
    parameters: parts.flatMap(part => part.parameters)
  }
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

function isOneOf(
  { column, values }: { column: string; values: readonly (string | boolean)[] },
  enums: Enums | undefined
): { text: string; parameters: Bindable[] } {
  const words = enums?.words?.get(column)
  if (!enums || !words) return { text: `${column} in (${marks(values)})`, parameters: [...values] }
  const there = values.filter(value => words.includes(String(value)))
  if (there.length === 0) return { text: 'false', parameters: [] }
  const casts = there.map(() => `cast(? as ${enums.typeOf(column)})`)
  return {
    text: casts.length === 1 ? `${column} = ${casts[0]}` : `${column} in (${casts.join(', ')})`,
    parameters: there
  }
}

function snapshotPart(
  condition: Condition,
  enums: Enums | undefined
): { text: string; parameters: Bindable[] } {
  switch (condition.kind) {
    case 'in':
      return isOneOf(condition, enums)
    case 'from':
      return { text: `${condition.column} >= ?::date`, parameters: [condition.day] }
    case 'to':
      return {
        text: [`${condition.column} <= ?::date`, ...wholePeriod(condition, '?::date')].join(' and '),
        parameters: condition.precision ? [condition.day, condition.day, condition.day] : [condition.day]
      }
    case 'holds':
      return {
        text: `list_has_any(string_split(${condition.column}::varchar, ','), [${marks(condition.values)}])`,
        parameters: [...condition.values]
      }
    case 'absent':
      return { text: `${condition.column} is null`, parameters: [] }
    case 'inside':
      return {
        text: `(${condition.spans.map(() => '(period_from >= ?::date and period_to <= ?::date)').join(' or ')})`,
        parameters: condition.spans.flatMap(({ from, to }) => [from, to])
      }
  }
}

/** What else holds of a date that is known to its month or year only, in SQL that both stores read. */
function wholePeriod({ column, precision }: { column: string; precision?: string }, day: string): string[] {
  if (!precision) return []
  const last = (length: string) =>
    `cast(date_trunc('${length}', ${column}) + interval '1 ${length}' - interval '1 day' as date) <= ${day}`
  return [
    `(${precision} is null or ${precision} <> 'month' or ${last('month')})`,
    `(${precision} is null or ${precision} <> 'year' or ${last('year')})`
  ]
}

/** One condition for Postgres. */
export function forPostgres(condition: Condition, columns: Record<string, AnyColumn>): SQL {
  const named = (name: string): SQL => sql`${columns[name]}`
  const list = (values: readonly unknown[]): SQL =>
    sql.join(
      values.map(value => sql`${value}`),
      sql`, `
    )
  switch (condition.kind) {
    case 'in':
      return sql`${named(condition.column)} in (${list(condition.values)})`
    case 'from':
      return sql`${named(condition.column)} >= ${condition.day}`
    case 'to':
      return postgresTo(condition, named)
    case 'holds':
      return sql`${named(condition.column)} && array[${list(condition.values)}]::text[]`
    case 'absent':
      return sql`${named(condition.column)} is null`
    case 'inside':
      return sql`(${sql.join(
        condition.spans.map(
          ({ from, to }) => sql`(${columns.period_from} >= ${from} and ${columns.period_to} <= ${to})`
        ),
        sql` or `
      )})`
  }
}

function postgresTo(
  { column, day, precision }: { column: string; day: string; precision?: string },
  named: (name: string) => SQL
): SQL {
  const before = sql`${named(column)} <= ${day}`
  if (!precision) return before
  const last = (length: string): SQL =>
    sql`cast(date_trunc(${sql.raw(`'${length}'`)}, ${named(column)}) + ${sql.raw(`interval '1 ${length}' - interval '1 day'`)} as date) <= ${day}`
  const known = named(precision)
  return sql`${before} and (${known} is null or ${known} <> 'month' or ${last('month')}) and (${known} is null or ${known} <> 'year' or ${last('year')})`
}
