import type { ReleaseEntry } from '../snapshot/card.ts'
import type { ReleaseSet } from '../snapshot/release-set.ts'
import type { Condition } from './condition.ts'
import { forSnapshot } from './condition.ts'
import { toPrecision } from './filters.ts'
import { type Pauses, pausesIn } from './return-pause.ts'

/** Ordered: a decision names the country. Executed: a person departed to it. Two things, never added. */
export type ReturnStatus = 'ordered' | 'executed'

/** Which rows of which table say it, by which date. */
const kept = {
  ordered: {
    table: 'decisions',
    date: 'decided_on',
    precision: 'decided_precision',
    unit: 'decisions',
    rows: "decision_stage = 'return_decision' and outcome_group = 'return_ordered' and country_of_return is not null"
  },
  executed: {
    table: 'returns',
    date: 'returned_on',
    precision: 'returned_precision',
    unit: 'returns',
    rows: 'duplicate_of is null'
  }
} as const

export interface BlockQuestion {
  nationality?: readonly string[] | undefined
  return_type?: readonly string[] | undefined
  returned_on_from?: string | undefined
  returned_on_to?: string | undefined
  pause_months: number
}

/** Whether a release says anything of this. */
export const has = ({ tables }: ReleaseEntry, status: ReturnStatus): boolean => {
  const card = tables[kept[status].table]
  return card !== undefined && card.rows > 0 && card.dimensions.includes('country_of_return')
}

function scope(status: ReturnStatus, question: BlockQuestion, country?: string) {
  const { date, rows } = kept[status]
  const { nationality, return_type, returned_on_from: from, returned_on_to: to } = question
  const conditions: Condition[] = [
    ...(country ? [{ kind: 'in' as const, column: 'country_of_return', values: [country] }] : []),
    ...(nationality ? [{ kind: 'in' as const, column: 'nationality', values: nationality }] : []),
    ...(return_type && status === 'executed'
      ? [{ kind: 'in' as const, column: 'return_type', values: return_type }]
      : []),
    ...(from ? [{ kind: 'from' as const, column: date, day: from }] : []),
    ...(to ? [{ kind: 'to' as const, column: date, day: to }] : [])
  ]
  const asked = forSnapshot(conditions)
  // People who were turned away at the border count only where they are asked for (domain.md §4).
  const usual = status === 'executed' && !return_type ? " and return_type <> 'refused_entry'" : ''
  return { text: `${rows}${usual} and ${asked.text}`, parameters: asked.parameters }
}

const head = ({ source, series, release, synthetic }: ReleaseEntry, status: ReturnStatus) => ({
  source,
  series,
  release,
  synthetic,
  unit: kept[status].unit
})

/** How many, by destination. */
export async function countsByCountry(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: ReturnStatus,
  question: BlockQuestion
) {
  const { text, parameters } = scope(status, question)
  const { columns, rows } = await set.query(
    `select country_of_return::varchar, count(*)::int from r${release.release_id}.${kept[status].table} where ${text} group by 1`,
    parameters
  )
  return Array.from({ length: rows }, (_, i) => ({
    country_of_return: String(columns[0]?.[i]),
    block: { ...head(release, status), value: Number(columns[1]?.[i]) }
  }))
}

interface Dated {
  day: string | null
  precision: string | null
  same_country: string | null
  value: number
}

/** All that one source says of one destination: how many, when, after which pause, and to how many it was foreign. */
export async function countryBlock(
  set: ReleaseSet,
  release: ReleaseEntry,
  status: ReturnStatus,
  country: string,
  question: BlockQuestion
) {
  const rows = await datedRows(set, release, status, country, question)
  const value = rows.reduce((sum, each) => sum + each.value, 0)
  const dated = rows.filter(({ day }) => day !== null)
  const known = dated.map(({ day, precision }) => toPrecision(day, precision) as string)
  const sum = (same: string) =>
    rows.filter(({ same_country }) => same_country === same).reduce((total, each) => total + each.value, 0)
  const [same, other] = [sum('true'), sum('false')]
  return {
    ...head(release, status),
    value,
    undated: value - dated.reduce((total, each) => total + each.value, 0),
    first_on: known[0] ?? null,
    last_on: known.at(-1) ?? null,
    series_by_period: byPeriod(dated),
    same_country: same,
    other_country: other,
    same_country_unknown: value - same - other,
    other_country_share: same + other > 0 ? other / (same + other) : null,
    ...(status === 'executed' ? pauseMembers(release, rows, question.pause_months) : noPause)
  }
}

async function datedRows(
  set: ReleaseSet,
  { release_id }: ReleaseEntry,
  status: ReturnStatus,
  country: string,
  question: BlockQuestion
): Promise<Dated[]> {
  const { table, date, precision } = kept[status]
  const { text, parameters } = scope(status, question, country)
  const { columns, rows } = await set.query(
    `select ${date}::varchar, ${precision}::varchar,
       case when nationality in ('UNK', 'OTHER', 'not_split') then null else (nationality::varchar = country_of_return::varchar)::varchar end,
       count(*)::int
     from r${release_id}.${table} where ${text} group by 1, 2, 3 order by 1 nulls last`,
    parameters
  )
  return Array.from({ length: rows }, (_, i) => ({
    day: (columns[0]?.[i] as string | null) ?? null,
    precision: (columns[1]?.[i] as string | null) ?? null,
    same_country: (columns[2]?.[i] as string | null) ?? null,
    value: Number(columns[3]?.[i])
  }))
}

/** By month; by year for what is known only to the year. */
function byPeriod(dated: readonly Dated[]): { period: string; value: number }[] {
  const periods = new Map<string, number>()
  for (const { day, precision, value } of dated) {
    const period = (day as string).slice(0, precision === 'year' ? 4 : 7)
    periods.set(period, (periods.get(period) ?? 0) + value)
  }
  return [...periods].map(([period, value]) => ({ period, value }))
}

const noPause = {
  longest_pause: null,
  resumed_on: null,
  resumed_in: null,
  not_told: 'An order is no departure: whether returns resumed is told by returns that were carried out.'
}

/** When returns began again, or why that cannot be told from this source. */
function pauseMembers(release: ReleaseEntry, rows: readonly Dated[], pauseMonths: number) {
  const reason = untellable(release, rows)
  const none = { longest_pause: null, resumed_on: null, resumed_in: null }
  if (reason !== null) return { ...none, not_told: reason }
  const { from, to } = release.coverage
  const days = [...new Set(rows.map(({ day }) => day as string))]
  // Around the time that a release covers there may be returns that it does not have.
  const covered = days.filter(day => from <= day && day <= to)
  const { longest, resumed_after }: Pauses = pausesIn(covered, pauseMonths)
  const among = covered.length < days.length ? ` from ${from} to ${to}, which is what the release covers` : ''
  const not_told = resumed_after
    ? null
    : `There is no pause of ${pauseMonths} months or more that has ended${among}.`
  return {
    longest_pause: longest,
    resumed_on: resumed_after?.first_after ?? null,
    resumed_in: null,
    not_told
  }
}

function untellable({ about, coverage }: ReleaseEntry, rows: readonly Dated[]): string | null {
  const vague = rows.filter(({ precision }) => precision === 'month' || precision === 'year')
  const undated = rows.filter(({ day }) => day === null)
  const count = (some: readonly Dated[]) => some.reduce((sum, each) => sum + each.value, 0)
  if (rows.length === 0) return 'No return to this country is in this release.'
  if (about.only_when_named)
    return 'These are single returns that were reported, not all there were: a time without one is no pause.'
  if (!coverage.complete) return 'The release does not cover every return, so a time without one is no pause.'
  if (vague.length > 0) return `Of ${count(vague)} returns the day is not known, only the month or the year.`
  return undated.length > 0 ? `Of ${count(undated)} returns the date is not known.` : null
}
