import { dayLiteral } from '../../../snapshot/sql/literals.ts'
import { column, join, raw, type Sql, sql } from '../../../snapshot/sql/sql.ts'
import type { caseWaitingTimes } from '../../../vocabulary/closed-lists.ts'
import { addMonths } from '../../../vocabulary/time/day.ts'

const since = column('waiting_since')

export type CaseWaitingTime = (typeof caseWaitingTimes)[number]

/** The whole months after which a longer band begins, shortest first. */
const edges = [
  [6, '6_to_12_months'],
  [12, '1_to_2_years'],
  [24, '2_to_3_years'],
  [36, '3_to_5_years'],
  [60, '5_years_or_more']
] as const satisfies readonly (readonly [number, CaseWaitingTime])[]

/** The bands in order. Rows are grouped by the index of a band, which is faster than by its word. */
const bands = [
  'UNK',
  'under_6_months',
  ...edges.map(([, band]) => band)
] as const satisfies readonly CaseWaitingTime[]

/**
 * The band of waiting_since at the end of a day, as its index in `bands`; bandWordSql gives its word. A case has waited
 * n months when it has waited since the same day of the month n months before, or longer: on 31 August, a case that
 * waits since 28 February has reached six months.
 */
export function bandSql(as_at: string): Sql {
  const longest = edges
    .toReversed()
    .map(
      ([months, band]) =>
        sql`when ${since} <= ${dayLiteral(addMonths(as_at, -months))} then ${raw(String(bands.indexOf(band)))}`
    )
  return sql`case when ${since} is null then 0 ${join(longest, ' ')} else 1 end`
}

/** The word of a band. */
export const bandWordSql = (band: Sql): Sql =>
  sql`case ${band} ${raw(bands.map((word, i) => `when ${i} then '${word}'`).join(' '))} end`

/** Whether the row is in one of these bands. */
export const isInBandSql = (as_at: string, wanted: readonly string[]): Sql =>
  sql`${bandSql(as_at)} in (${raw(['-1', ...wanted.flatMap(bandsOf)].join(', '))})`

/** The places of the bands that a word stands for; published figures have one word for all from six months on. */
const bandsOf = (word: string): number[] =>
  word === '6_months_or_more'
    ? edges.map(([, band]) => bands.indexOf(band))
    : bands.flatMap((band, at) => (band === word ? [at] : []))

/** Days waited at the end of a day; null where it is not known since when. */
export const waitingDaysSql = (as_at: string): Sql => sql`(${dayLiteral(as_at)} - ${since})`
