import { forSnapshot } from '../queries/lists/condition.ts'
import { toPrecision } from '../queries/lists/filters.ts'
import { memberConditions } from '../queries/lists/members.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { allOf } from '../snapshot/sql/conditions.ts'
import { hasOtherWord, hasWord, wordedTable } from '../snapshot/sql/enum-words.ts'
import { literal } from '../snapshot/sql/literals.ts'
import { column, join, raw, type Sql, sql, statementOf } from '../snapshot/sql/sql.ts'
import { dissolvedStates, noOneCountry } from '../vocabulary/countries/same-country.ts'
import { type BlockQuestion, head, type OrderedOrExecuted } from './question.ts'
import { sameCountrySplit } from './same-country.ts'

/** The table, rows and date that each status is counted from. */
export const recordTables = {
  ordered: {
    table: 'decisions',
    date: 'decided_on',
    precision: 'decided_precision',
    unit: 'decisions',
    words: { decision_stage: 'return_decision', outcome_group: 'return_ordered' },
    rows: sql`${column('country_of_return')} is not null`
  },
  executed: {
    table: 'returns',
    date: 'returned_on',
    precision: 'returned_precision',
    unit: 'returns',
    words: {},
    rows: sql`${column('duplicate_of')} is null`
  }
} as const

/** Whether a release has rows in the table that a status is counted from: decisions, or returns. */
export const hasRecords = ({ tables }: ReleaseEntry, status: OrderedOrExecuted): boolean =>
  (tables[recordTables[status].table]?.rows ?? 0) > 0

/** Whether these records have a country of return. */
export const has = ({ tables }: ReleaseEntry, status: OrderedOrExecuted): boolean =>
  tables[recordTables[status].table]?.dimensions.includes('country_of_return') ?? false

/** The rows that a question is about, as `from … where …`. */
export function scope(
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  question: BlockQuestion & { country?: string }
): Sql {
  const { table: name, date, words, rows } = recordTables[status]
  const { memberships = {} } = question
  const { country, nationality, return_type, returned_on_from: from, returned_on_to: to } = question
  const table = wordedTable(release, name)
  const conditions = [
    ...Object.entries(words).map(([column, word]) => hasWord(table, column, [word])),
    ...(country ? [hasWord(table, 'country_of_return', [country])] : []),
    ...(nationality ? [hasWord(table, 'nationality', nationality)] : []),
    // Refused entries count only where the request filters by return_type (docs/rules/domain.md §4.6).
    ...(status === 'executed'
      ? [
          return_type
            ? hasWord(table, 'return_type', return_type)
            : hasOtherWord(table, 'return_type', 'refused_entry')
        ]
      : []),
    forSnapshot(memberConditions(name, memberships), table),
    ...(from ? [sql`${column(date)} >= ${from}::date`] : []),
    ...(to ? [sql`${column(date)} <= ${to}::date`] : []),
    rows
  ]
  return sql`from ${raw(`r${release.release_id}.${name}`)} where ${allOf(conditions)}`
}

const [nationality, country] = [column('nationality'), column('country_of_return')]
const isIn = (codes: readonly string[]): Sql => {
  const list = join(codes.map(literal), ', ')
  return sql`(${nationality} in (${list}) or ${country} in (${list}))`
}
/** isSameCountry of the vocabulary, in SQL. */
export const sameSql = sql`case when ${isIn(noOneCountry)} then null
  when ${nationality}::varchar = ${country}::varchar then 'true'
  when ${isIn(dissolvedStates)} then null else 'false' end`

const basis = column('country_of_return_basis')
/** Of how many rows the destination is inferred; null where none says what it rests on. Orders never say it. */
export const inferredSql = (status: OrderedOrExecuted): Sql =>
  status === 'ordered'
    ? raw('null::int')
    : sql`case when count(${basis}) > 0 then count(*) filter (where ${basis}::varchar = 'inferred') end::int`
/** A number that may be null, as DuckDB gives it. */
export const numberOrNull = (value: unknown): number | null => (value == null ? null : Number(value))

/** Number of records by destination. */
export async function countsByCountry(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  question: BlockQuestion
) {
  const { unit } = recordTables[status]
  const { text, values } = statementOf(
    sql`select word::varchar, n, inferred
from (select ${country} as word, count(*)::int as n, ${inferredSql(status)} as inferred ${scope(release, status, question)} group by 1)`
  )
  const { columns, rows } = await set.query(text, values)
  return Array.from({ length: rows }, (_, i) => ({
    country_of_return: String(columns[0]?.[i]),
    block: head(release, unit, Number(columns[1]?.[i]), [], numberOrNull(columns[2]?.[i]))
  }))
}

/** Number of records of one destination by nationality, with the first and the last day. */
export async function countsByNationality(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  destination: string,
  question: BlockQuestion
) {
  const { unit } = recordTables[status]
  const [date, precision] = [column(recordTables[status].date), column(recordTables[status].precision)]
  const { text, values } = statementOf(
    sql`select ${nationality}::varchar, count(*)::int,
  min(${date})::varchar, arg_min(${precision}, ${date})::varchar,
  max(${date})::varchar, arg_max(${precision}, ${date})::varchar, ${inferredSql(status)}
${scope(release, status, { ...question, country: destination })} group by 1`
  )
  const { columns, rows } = await set.query(text, values)
  const cell = (column: number, i: number) => (columns[column]?.[i] as string | null) ?? null
  return Array.from({ length: rows }, (_, i) => ({
    nationality: String(columns[0]?.[i]),
    block: {
      ...head(release, unit, Number(columns[1]?.[i]), [], numberOrNull(columns[6]?.[i])),
      first_on: toPrecision(cell(2, i), cell(3, i)),
      last_on: toPrecision(cell(4, i), cell(5, i)),
      first_in: null,
      last_in: null
    }
  }))
}

/** The sum of the numbers that there are; null where there is none. */
export const sumOrNull = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce((sum, each) => (each === null ? sum : (sum ?? 0) + each), null)

/** Executed returns of one nationality: to the country of nationality, to another one, or unknown. */
export async function nationalsIn(
  set: ReleaseSet,
  release: ReleaseEntry,
  nationals: string,
  question: BlockQuestion
) {
  const scoped = scope(release, 'executed', { ...question, nationality: [nationals] })
  const { text, values } = statementOf(
    sql`select ${sameSql}, count(*)::int, ${inferredSql('executed')} ${scoped} group by 1`
  )
  const { columns, rows } = await set.query(text, values)
  const counts = Array.from({ length: rows }, (_, i) => Number(columns[1]?.[i]))
  const sum = (same: string | null) =>
    counts.filter((_, i) => (columns[0]?.[i] ?? null) === same).reduce((total, each) => total + each, 0)
  const value = counts.reduce((total, each) => total + each, 0)
  const inferred = sumOrNull(Array.from({ length: rows }, (_, i) => numberOrNull(columns[2]?.[i])))
  return {
    ...head(release, 'returns', value, [], inferred),
    ...sameCountrySplit(sum('true'), sum('false'), sum(null))
  }
}
