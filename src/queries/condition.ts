import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { type Asked, allOf, type EnumWords } from './enum-words.ts'

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

/** Every condition for DuckDB, whose columns may be ENUMs: text with one `?` a value, and the values. */
export const forSnapshot = (conditions: readonly Condition[], words: EnumWords): Asked =>
  allOf(conditions.map(condition => snapshotPart(condition, words)))

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

function snapshotPart(condition: Condition, words: EnumWords): Asked {
  switch (condition.kind) {
    case 'in':
      return words.isOneOf(condition.column, condition.values)
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
