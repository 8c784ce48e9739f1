import { type Asked, allOf, enumWords } from '../queries/enum-words.ts'
import { toPrecision } from '../queries/filters.ts'
import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { lastDayOfMonth } from '../vocabulary/day.ts'
import type { Answering } from './days.ts'
import { recordPause, type Telling } from './pause.ts'
import { type BlockQuestion, type DatedReturns, head, type OrderedOrExecuted } from './question.ts'
import { noOneCountry, sameCountrySplit } from './same-country.ts'

/** Which rows of which table say it, by which date. */
const kept = {
  ordered: {
    table: 'decisions',
    date: 'decided_on',
    precision: 'decided_precision',
    unit: 'decisions',
    words: { decision_stage: 'return_decision', outcome_group: 'return_ordered' },
    rows: 'country_of_return is not null'
  },
  executed: {
    table: 'returns',
    date: 'returned_on',
    precision: 'returned_precision',
    unit: 'returns',
    words: {},
    rows: 'duplicate_of is null'
  }
} as const

/** Whether a release has records of this: of orders that name a country, or of departures. */
export const hasRecords = ({ tables }: ReleaseEntry, status: OrderedOrExecuted): boolean =>
  (tables[kept[status].table]?.rows ?? 0) > 0

/** Whether they tell the country. */
export const has = ({ tables }: ReleaseEntry, status: OrderedOrExecuted): boolean =>
  tables[kept[status].table]?.dimensions.includes('country_of_return') ?? false

/** The rows that a question is about, as `from … where …`. */
function scope(
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  question: BlockQuestion & { country?: string }
): Asked {
  const { table, date, words: usual, rows } = kept[status]
  const { country, nationality, return_type, returned_on_from: from, returned_on_to: to } = question
  const words = enumWords(release, table)
  const types = return_type
    ? words.isOneOf('return_type', return_type)
    : words.isOther('return_type', 'refused_entry')
  const { text, parameters } = allOf([
    ...Object.entries(usual).map(([column, word]) => words.isOneOf(column, [word])),
    ...(country ? [words.isOneOf('country_of_return', [country])] : []),
    ...(nationality ? [words.isOneOf('nationality', nationality)] : []),
    // People who were turned away at the border count only where they are asked for (docs/rules/domain.md §4.6).
    ...(status === 'executed' ? [types] : []),
    ...(from ? [{ text: `${date} >= ?::date`, parameters: [from] }] : []),
    ...(to ? [{ text: `${date} <= ?::date`, parameters: [to] }] : []),
    { text: rows, parameters: [] }
  ])
  return { text: `from r${release.release_id}.${table} where ${text}`, parameters }
}

const quoted = noOneCountry.map(word => `'${word}'`).join(', ')
const sameSql = `case when nationality in (${quoted}) or country_of_return in (${quoted}) then null
  else (nationality::varchar = country_of_return::varchar)::varchar end`

/** How many, by destination. */
export async function countsByCountry(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  question: BlockQuestion
) {
  const { unit } = kept[status]
  const { text, parameters } = scope(release, status, question)
  const { columns, rows } = await set.query(
    `select word::varchar, n from (select country_of_return as word, count(*)::int as n ${text} group by 1)`,
    parameters
  )
  return Array.from({ length: rows }, (_, i) => ({
    country_of_return: String(columns[0]?.[i]),
    block: head(release, unit, Number(columns[1]?.[i]))
  }))
}

/** How many to one destination, by nationality, with the first and the last day. */
export async function countsByNationality(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  country: string,
  question: BlockQuestion
) {
  const { date, precision, unit } = kept[status]
  const { text, parameters } = scope(release, status, { ...question, country })
  const { columns, rows } = await set.query(
    `select nationality::varchar, count(*)::int, min(${date})::varchar, arg_min(${precision}, ${date})::varchar,
       max(${date})::varchar, arg_max(${precision}, ${date})::varchar ${text} group by 1`,
    parameters
  )
  const cell = (column: number, i: number) => (columns[column]?.[i] as string | null) ?? null
  return Array.from({ length: rows }, (_, i) => ({
    nationality: String(columns[0]?.[i]),
    block: {
      ...head(release, unit, Number(columns[1]?.[i])),
      first_on: toPrecision(cell(2, i), cell(3, i)),
      last_on: toPrecision(cell(4, i), cell(5, i)),
      first_in: null,
      last_in: null
    }
  }))
}

/** People of one nationality who departed: to their own country, or to another. */
export async function nationalsIn(
  set: ReleaseSet,
  release: ReleaseEntry,
  nationality: string,
  question: BlockQuestion
) {
  const { text, parameters } = scope(release, 'executed', {
    ...question,
    nationality: [nationality]
  })
  const { columns, rows } = await set.query(`select ${sameSql}, count(*)::int ${text} group by 1`, parameters)
  const counts = Array.from({ length: rows }, (_, i) => Number(columns[1]?.[i]))
  const sum = (same: string | null) =>
    counts.filter((_, i) => (columns[0]?.[i] ?? null) === same).reduce((total, each) => total + each, 0)
  const value = counts.reduce((total, each) => total + each, 0)
  return { ...head(release, 'returns', value), ...sameCountrySplit(sum('true'), sum('false'), sum(null)) }
}

/** All that each source says of one destination: how many, when, after which pause, and to how many it was foreign. */
export async function countryBlocks(set: ReleaseSet, records: readonly Records[], country: string) {
  const found = await Promise.all(
    records.map(async record => ({
      ...record,
      rows: await datedRows(set, record.release, record.status, country, record.question)
    }))
  )
  return found.map(each => ({
    status: each.status,
    block: countryBlock(
      each,
      found.filter(other => other !== each && other.status === each.status && other.chain === each.chain)
    )
  }))
}

/** Records of one status in one release. */
export interface Records extends Answering {
  status: OrderedOrExecuted
}

/** `sharing`: what other releases have that share the days of the series with this one. */
function countryBlock(own: Records & Telling, sharing: readonly Telling[]) {
  const { release, status, rows } = own
  const value = rows.reduce((sum, each) => sum + each.value, 0)
  const dated = rows.filter(({ day }) => day !== null)
  const known = dated.map(({ day, precision }) => toPrecision(day, precision) as string)
  const sum = (same: string | null) =>
    rows.filter(({ same_country }) => same_country === same).reduce((total, each) => total + each.value, 0)
  return {
    ...head(release, kept[status].unit, value),
    undated: value - dated.reduce((total, each) => total + each.value, 0),
    first_on: known[0] ?? null,
    last_on: known.at(-1) ?? null,
    first_in: null,
    last_in: null,
    series_by_period: byPeriod(dated, release),
    ...sameCountrySplit(sum('true'), sum('false'), sum(null)),
    same_country_not_told: null,
    longest_pause_in: null,
    resumed_in: null,
    ...(status === 'executed' ? recordPause([own, ...sharing]) : noPause)
  }
}

async function datedRows(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: OrderedOrExecuted,
  country: string,
  question: BlockQuestion
): Promise<DatedReturns[]> {
  const { date, precision } = kept[status]
  const { text, parameters } = scope(release, status, { ...question, country })
  const { columns, rows } = await set.query(
    `select ${date}::varchar, ${precision}::varchar, ${sameSql}, count(*)::int ${text}
     group by 1, 2, 3 order by 1 nulls last`,
    parameters
  )
  return Array.from({ length: rows }, (_, i) => ({
    day: (columns[0]?.[i] as string | null) ?? null,
    precision: (columns[1]?.[i] as string | null) ?? null,
    same_country: (columns[2]?.[i] as string | null) ?? null,
    value: Number(columns[3]?.[i])
  }))
}

/** By month; by year for what is known only to the year. A month that the release does not cover whole is partial. */
function byPeriod(dated: readonly DatedReturns[], { coverage: { from, to } }: ReleaseEntry) {
  const periods = new Map<string, number>()
  for (const { day, precision, value } of dated) {
    const period = (day as string).slice(0, precision === 'year' ? 4 : 7)
    periods.set(period, (periods.get(period) ?? 0) + value)
  }
  return [...periods].map(([period, value]) => {
    const isCut = firstDay(period) < from || lastDay(period) > to
    return { period, value, flags: isCut ? ['partial' as const] : [] }
  })
}

const firstDay = (period: string): string => `${period}-01-01`.slice(0, 10)
const lastDay = (period: string): string => {
  const [year = 0, month = 12] = period.split('-').map(Number)
  return lastDayOfMonth(year, month)
}

const noPause = {
  longest_pause: null,
  resumed_on: null,
  not_told: 'An order is no departure: whether returns resumed is told by returns that were carried out.'
}
