import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { hasWord, type WordedTable } from '../../snapshot/sql/enum-words.ts'
import { literal } from '../../snapshot/sql/literals.ts'
import { column, sql as duck, join, raw, type Sql } from '../../snapshot/sql/sql.ts'
import type { Membership } from '../../vocabulary/countries/groups/country-group.ts'

/** One condition of a list, in a form that can be written as SQL for either store. */
export type ListCondition =
  | { kind: 'in'; column: string; values: readonly (string | boolean)[] }
  | { kind: 'from'; column: string; day: string }
  /** By the last possible day: a date known to its month is only before a day if the whole month is. */
  | { kind: 'to'; column: string; day: string; precision?: string }
  /** A list column that holds at least one of these. */
  | { kind: 'holds'; column: string; values: readonly string[] }
  | { kind: 'absent'; column: string }
  /** The country is a member of a group on the last day of the date, which may be known to its month or year only. */
  | { kind: 'member'; column: string; date: string; precision?: string; members: readonly Membership[] }
  /** The row's period lies inside one of these spans. */
  | { kind: 'inside'; spans: readonly { from: string; to: string }[] }

/** All conditions as SQL for DuckDB, with the words that the table's ENUMs have. */
export const forSnapshot = (conditions: readonly ListCondition[], table: WordedTable): Sql =>
  conditions.length === 0
    ? raw('true')
    : join(
        conditions.map(condition => snapshotPart(condition, table)),
        ' and '
      )

function snapshotPart(condition: ListCondition, table: WordedTable): Sql {
  switch (condition.kind) {
    case 'in':
      return hasWord(table, condition.column, condition.values)
    case 'from':
      return duck`${column(condition.column)} >= ${condition.day}::date`
    case 'to':
      return endsBy(condition)
    case 'holds': {
      const values = condition.values.map(value => duck`${value}`)
      return duck`list_has_any(string_split(${column(condition.column)}::varchar, ','), [${join(values, ', ')}])`
    }
    case 'absent':
      return duck`${column(condition.column)} is null`
    case 'member':
      return isMember(condition, table)
    case 'inside': {
      const [start, end] = [column('period_from'), column('period_to')]
      return anyOf(
        condition.spans.map(({ from, to }) => duck`(${start} >= ${from}::date and ${end} <= ${to}::date)`)
      )
    }
  }
}

type MemberCondition = Extract<ListCondition, { kind: 'member' }>

/** Members by the span of their membership. */
function membersBySpan(
  members: readonly Membership[]
): [span: Omit<Membership, 'country'>, codes: string[]][] {
  const found = new Map<string, [Omit<Membership, 'country'>, string[]]>()
  for (const { country, ...span } of members) {
    const id = JSON.stringify(span)
    found.set(id, [span, [...(found.get(id)?.[1] ?? []), country]])
  }
  return [...found.values()]
}

function isMember({ column: name, date, precision, members }: MemberCondition, table: WordedTable): Sql {
  const day =
    precision === undefined
      ? column(date)
      : duck`case ${column(precision)} when 'year' then make_date(year(${column(date)}), 12, 31)
    when 'month' then last_day(${column(date)}) else ${column(date)} end`
  return anyOf(
    membersBySpan(members).map(([{ from, to }, codes]) =>
      allOf([
        hasWord(table, name, codes),
        ...(from === undefined ? [] : [duck`${day} >= ${from}::date`]),
        ...(to === undefined ? [] : [duck`${day} <= ${to}::date`])
      ])
    )
  )
}

/** A date that is known to its month or year only lies before a day if all of the month or year does. */
function endsBy({ column: name, day, precision }: { column: string; day: string; precision?: string }): Sql {
  const date = column(name)
  const before = duck`${date} <= ${day}::date`
  if (precision === undefined) return before
  const known = column(precision)
  const whole = (length: 'month' | 'year'): Sql => {
    const last = raw(`interval '1 ${length}' - interval '1 day'`)
    const start = duck`date_trunc(${literal(length)}, ${date})`
    return duck`(${known} is null or ${known} <> ${literal(length)} or cast(${start} + ${last} as date) <= ${day}::date)`
  }
  return duck`${before} and ${whole('month')} and ${whole('year')}`
}

/** One condition as SQL for Postgres. */
export function forPostgres(condition: ListCondition, columns: Record<string, AnyColumn>): SQL {
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
    case 'member':
      throw new Error('a list that is filtered by groups of countries is read from the snapshot')
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
