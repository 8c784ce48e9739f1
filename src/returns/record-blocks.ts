import { toPrecision } from '../queries/lists/filters.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import { column, raw, sql, statementOf } from '../snapshot/sql/sql.ts'
import { returnTypes } from '../vocabulary/closed-lists.ts'
import { said } from '../vocabulary/labels/texts/texts.ts'
import type { PeriodFigure, TimelineBlock } from '../vocabulary/results/return-timeline.ts'
import type { DateRange } from '../vocabulary/time/date-range.ts'
import { lastDayOfMonth } from '../vocabulary/time/day.ts'
import { inferredSql, numberOrNull, recordTables, sameSql, scope, sumOrNull } from './blocks.ts'
import type { Answering } from './days.ts'
import { type RecordPauses, recordPauses, type TellingRows, whyUnknown } from './pause.ts'
import { coveredPeriods, filled } from './periods.ts'
import { askedDays, type DatedReturns, head, type OrderedOrExecuted, returningCountry } from './question.ts'
import { sameCountrySplit } from './same-country.ts'

/** Records of one status in one release. */
export interface RecordsAsked extends Answering {
  status: OrderedOrExecuted
}

interface TypedReturns extends DatedReturns {
  return_type: string | null
  inferred: number | null
}

/** Types that do not say how a person departed: such a return may be of any type. */
export const untypedReturns: readonly (string | null)[] = ['not_stated', 'not_split']

/** The types asked for, and those that may hide one of them; undefined where none is named. */
export const withUntyped = (types: readonly string[] | undefined): readonly string[] | undefined =>
  types && [...new Set([...types, 'not_stated', 'not_split'])]

/**
 * All that each source says of one destination, each type of return apart: how many, when, which times without one,
 * and to how many it was foreign.
 */
export async function countryBlocks(set: ReleaseSet, records: readonly RecordsAsked[], destination: string) {
  const found = await Promise.all(
    records.map(async record => ({ record, rows: await datedRows(set, record, destination) }))
  )
  return found.flatMap(({ record, rows }) => {
    const wanted = record.question.return_type
    const types = [...new Set(rows.map(({ return_type }) => return_type))]
      .filter(type => type === null || (wanted?.includes(type) ?? true))
      .sort(byType)
    return types.map(type => {
      const tellings = found
        .filter(({ record: { status, chain } }) => status === record.status && chain === record.chain)
        .map(each => ({ record: each.record, telling: ofType(each.record, each.rows, type) }))
      const own = tellings.find(each => each.record === record)?.telling as ReturnType<typeof ofType>
      const others = tellings.filter(each => each.record !== record).map(({ telling }) => telling)
      return countryBlock(record, type, own, others)
    })
  })
}

const byType = (a: string | null, b: string | null): number => placeOfType(a) - placeOfType(b)
/** Where a type stands in the order of blocks. */
export const placeOfType = (type: string | null): number =>
  (returnTypes as readonly (string | null)[]).indexOf(type)

/** What a release has of one type, and in which months it does not tell the type of all. */
function ofType(record: RecordsAsked, rows: readonly TypedReturns[], type: string | null) {
  const untyped = rows.filter(
    ({ return_type, day }) => day !== null && return_type !== type && untypedReturns.includes(return_type)
  )
  return {
    ...record,
    rows: rows.filter(({ return_type }) => return_type === type),
    untold: new Set(untyped.map(({ day }) => (day as string).slice(0, 7)))
  }
}

/** `sharing`: what other releases have that share the days of the series with this one. */
function countryBlock(
  { status, release }: RecordsAsked,
  return_type: string | null,
  own: ReturnType<typeof ofType>,
  sharing: readonly TellingRows[]
) {
  const { rows } = own
  const value = rows.reduce((sum, each) => sum + each.value, 0)
  const dated = rows.filter(({ day }) => day !== null)
  const known = dated.map(({ day, precision }) => toPrecision(day, precision) as string)
  const sum = (same: string | null) =>
    rows.filter(({ same_country }) => same_country === same).reduce((total, each) => total + each.value, 0)
  const { gaps, open_gap, gaps_not_told, ...days } =
    status === 'executed' ? recordPauses([own, ...sharing]) : noPause
  const coverage = { ...askedDays(own.range, own.asked), complete: release.coverage.complete }
  const block = {
    ...head(release, recordTables[status].unit, value, [], sumOrNull(rows.map(({ inferred }) => inferred))),
    return_type,
    undated: value - dated.reduce((total, each) => total + each.value, 0),
    first_on: known[0] ?? null,
    last_on: known.at(-1) ?? null,
    first_in: null,
    last_in: null,
    coverage,
    series_by_period: byMonth(own, dated, coverage),
    // Records have no breaks in their series (docs/rules/domain.md §7.6).
    breaks: [],
    missing: [],
    ...sameCountrySplit(sum('true'), sum('false'), sum(null)),
    same_country_not_told: null,
    ...{ gaps, open_gap },
    longest_pause_in: null,
    resumed_in: null,
    ...days
  }
  const drawn: TimelineBlock = {
    ...block,
    return_status: status,
    ...{ period: 'month', country_of_asylum: returningCountry(release), gaps_not_told }
  }
  return { status, block, drawn }
}

async function datedRows(
  set: ReleaseSet,
  { release, status, question }: RecordsAsked,
  destination: string
): Promise<TypedReturns[]> {
  const [date, precision] = [column(recordTables[status].date), column(recordTables[status].precision)]
  // Orders have no type of return.
  const type = status === 'executed' ? sql`${column('return_type')}::varchar` : raw('null::varchar')
  const { text, values } = statementOf(
    sql`select ${date}::varchar, ${precision}::varchar, ${sameSql}, ${type}, count(*)::int, ${inferredSql(status)}
${scope(release, status, { ...question, country: destination, return_type: withUntyped(question.return_type) })}
group by 1, 2, 3, 4 order by 1 nulls last`
  )
  const { columns, rows } = await set.query(text, values)
  const word = (place: number, i: number): string | null => (columns[place]?.[i] as string | null) ?? null
  return Array.from({ length: rows }, (_, i) => ({
    day: word(0, i),
    precision: word(1, i),
    same_country: word(2, i),
    return_type: word(3, i),
    value: Number(columns[4]?.[i]),
    inferred: numberOrNull(columns[5]?.[i])
  }))
}

/**
 * By month; by year for what is known only to the year. A month that is not covered whole is partial, and one without
 * a row is 0 where the release has every return of it.
 */
function byMonth(own: TellingRows, dated: readonly DatedReturns[], { from, to }: DateRange): PeriodFigure[] {
  const periods = new Map<string, number>()
  for (const { day, precision, value } of dated) {
    const period = (day as string).slice(0, precision === 'year' ? 4 : 7)
    periods.set(period, (periods.get(period) ?? 0) + value)
  }
  const told = [...periods].map(([period, value]): PeriodFigure => {
    const isCut = firstDay(period) < from || lastDay(period) > to
    return { period, value, flags: isCut ? ['partial'] : [] }
  })
  return whyUnknown(own) === null && from <= to
    ? filled(told, coveredPeriods({ from, to }, 'month', 'calendar'), own.untold)
    : told
}

const firstDay = (period: string): string => `${period}-01-01`.slice(0, 10)
const lastDay = (period: string): string => {
  const [year = 0, month = 12] = period.split('-').map(Number)
  return lastDayOfMonth(year, month)
}

const anOrder = said('order_no_departure')
const noPause: RecordPauses = {
  gaps: [],
  open_gap: null,
  gaps_not_told: anOrder,
  longest_pause: null,
  resumed_on: null,
  not_told: anOrder
}
