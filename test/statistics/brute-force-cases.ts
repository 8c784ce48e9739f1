import type { Pool } from 'pg'
import { groupOn, isDatedGroup } from './naive-groups.ts'

/**
 * Answers what waits, how long it takes and which ways cases go in the most naive way that can be: rows as they
 * stand in Postgres, one after the other, in memory. It shares no code with the engine, and is slow.
 */
export type Row = Record<string, string | number | boolean | null>

export interface Court {
  cases: Row[]
  decisions: Row[]
  as_at: string
}

export async function courtOf(pool: Pool, release_id: number, as_at: string): Promise<Court> {
  const all = async (table: string, key: string) =>
    (await pool.query(`select * from ${table} where release_id = $1 order by ${key}`, [release_id]))
      .rows as Row[]
  return { cases: await all('cases', 'case_id'), decisions: await all('decisions', 'decision_id'), as_at }
}

export interface CourtAsked {
  filters: Record<string, string[]>
  group_by: string[]
  include_unknown: boolean
  min_n: number
  from?: string | undefined
  to?: string | undefined
  date_basis?: 'filed' | 'decided'
  event?: 'any_completion' | 'merits'
}

export type Told = Record<string, { value: number | null; flags: string[] }>
export interface Brute {
  cells: Map<string, Told>
  in_scope: number
  left_out: Record<string, number>
}

const word = (row: Row, name: string): string =>
  row[name] === null || row[name] === undefined
    ? ({ waiting_at: 'none', case_status: 'unknown' }[name] ?? 'UNK')
    : String(row[name])

/** `day`: the day on which the country of a row has to be in a group; a row without it may have been. */
const meets = (row: Row, filters: Record<string, string[]>, day: string | null): boolean =>
  Object.entries(filters).every(([name, values]) => {
    if (name === 'application_type')
      return values.some(value => (row.application_types as unknown as string[]).includes(value))
    if (name === 'nationality_group') return groupOn(values, word(row, 'nationality'), day) !== undefined
    return values.includes(word(row, name))
  })

const days = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** The same day so many months later; of a shorter month, its last. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Bands whose edges are whole months: reached when the day on which they began has come again. */
const bands: [months: number, band: string][] = [
  [60, '5_years_or_more'],
  [36, '3_to_5_years'],
  [24, '2_to_3_years'],
  [12, '1_to_2_years'],
  [6, '6_to_12_months'],
  [0, 'under_6_months']
]
const bandOf = (since: string | null, as_at: string): string =>
  since === null ? 'UNK' : (bands.find(([months]) => reached(since, months, as_at))?.[1] ?? 'under_6_months')

/** On the last day of a shorter month who began on a later day of a longer one has waited the whole month. */
function reached(since: string, months: number, as_at: string): boolean {
  const back = monthsAfter(as_at, -months)
  return since <= back
}

const isUnknown = (words: string[]): boolean => words.some(each => each === 'UNK' || each === 'unknown')

/** Nearest rank: the smallest value that at least this share of them is not above. */
function rank(sorted: number[], share: number): number | null {
  if (sorted.length === 0) return null
  let within = 0
  for (const value of sorted) {
    within++
    if (within >= share * sorted.length - 1e-9) return value
  }
  return null
}

const few = { value: null, flags: ['low_n'] }
const exact = (value: number | null) => ({ value, flags: [] })
const notApplicable = { value: null, flags: ['not_applicable'] }

/** Cases that wait on the day of the release. */
export function pendingBy({ cases, as_at }: Court, asked: CourtAsked): Brute {
  const cells = new Map<string, number[]>()
  const counts = new Map<string, number>()
  const left_out: Record<string, number> = {}
  let in_scope = 0
  const { waiting_time, ...filters } = asked.filters
  const queues = asked.filters.waiting_at
  const groups =
    asked.group_by.includes('waiting_at') || queues?.length === 1
      ? asked.group_by
      : [...asked.group_by, 'waiting_at']
  for (const row of cases) {
    if (row.waiting_at === null || !meets(row, filters, as_at)) continue
    const since = row.waiting_since as string | null
    const band = bandOf(since, as_at)
    if (waiting_time && !waiting_time.includes(band)) continue
    in_scope++
    const of = (name: string) => (name === 'waiting_time' ? band : word(row, name))
    if (!asked.include_unknown && isUnknown(asked.group_by.map(of))) {
      left_out.unknown_filtered = (left_out.unknown_filtered ?? 0) + 1
      continue
    }
    const key = JSON.stringify(groups.map(of))
    counts.set(key, (counts.get(key) ?? 0) + 1)
    cells.set(key, [...(cells.get(key) ?? []), ...(since === null ? [] : [days(since, as_at)])])
  }
  const told = [...cells].map(([key, waited]): [string, Told] => [
    key,
    {
      pending: exact(counts.get(key) ?? 0),
      waiting_days_median:
        waited.length < asked.min_n
          ? few
          : exact(
              rank(
                waited.sort((a, b) => a - b),
                0.5
              )
            )
    }
  ])
  return { cells: new Map(told), in_scope, left_out }
}

interface Observation {
  row: Row
  stage: string
  type: string
  filed: string | null
  ended: string | null
  /** When it ended without the event. */
  lost?: string | null
  /** Why it is none although it is not ended. */
  why?: string
  /** Whether a decision of a period may be it. */
  is_decision: boolean
}

const closures = ['abandoned', 'withdrawn', 'not_adjudicated', 'closed_administratively', 'not_prosecuted']
const isClosure = (outcome: unknown): boolean =>
  [...closures, 'otherwise_closed', 'closed_other'].includes(String(outcome))
const isMerits = (outcome: unknown): boolean =>
  !isClosure(outcome) && !['pending', 'unknown', 'not_split'].includes(String(outcome))

/** How a row of a decision ends what was filed. */
function endOf(row: Row, merits: boolean): Pick<Observation, 'ended' | 'lost' | 'why' | 'is_decision'> {
  const day = dayOf(row)
  if (!merits || isMerits(row.outcome)) return { ended: day, why: 'no_date', is_decision: true }
  return isClosure(row.outcome)
    ? { ended: null, lost: day, why: 'no_date', is_decision: false }
    : { ended: null, why: 'unknown_outcome', is_decision: true }
}

const types = ['asylum', 'withholding', 'torture_convention']
const later = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1
const dayOf = (row: Row): string | null =>
  row.decided_precision === 'day' ? (row.decided_on as string | null) : null

/** Everything that was filed, and when it ended. */
function* observations({ cases, decisions }: Court, filed: boolean, merits: boolean): Generator<Observation> {
  const own = new Map<string, Row[]>()
  for (const row of decisions) {
    if (row.decision_stage === 'appeal')
      yield {
        ...{ row, stage: 'appeal', type: 'not_split', filed: row.filed_on as string | null },
        ...endOf(row, merits)
      }
    if (row.decision_stage !== 'first_instance' || !types.includes(row.application_type as string)) continue
    const key = `${row.case_id} ${row.application_type}`
    own.set(key, [...(own.get(key) ?? []), row])
  }
  for (const rows of own.values()) {
    const [first] = rows.sort(
      (a, b) =>
        later(endOf(a, merits).ended, endOf(b, merits).ended) ||
        later(dayOf(a), dayOf(b)) ||
        later(a.filed_on as string | null, b.filed_on as string | null) ||
        Number(a.decision_id) - Number(b.decision_id)
    ) as [Row]
    yield {
      ...{ row: first, stage: 'first_instance', type: String(first.application_type) },
      ...{ filed: first.filed_on as string | null, ...endOf(first, merits) }
    }
  }
  const ending = new Set(
    decisions.filter(row => row.decision_stage === 'return_decision').map(row => row.case_type)
  )
  for (const row of cases) {
    if (filed)
      for (const type of types) {
        const common = { row, stage: 'first_instance', type, ended: null, is_decision: false }
        if (own.has(`${row.case_id} ${type}`)) continue
        const [open, lapsed] = [row[`open_${type}_since`], row[`lapsed_${type}_since`]] as (string | null)[]
        if (open) yield { ...common, filed: open }
        else if (lapsed)
          yield { ...common, filed: lapsed, lost: row.closed_on as string | null, why: 'no_date' }
      }
    const appealed = [row.open_appeal_since, ...(row.further_appeals_open_since as unknown as string[])]
    for (const since of filed ? appealed : [])
      if (since !== null)
        yield {
          ...{ row, stage: 'appeal', type: 'not_split', ended: null, is_decision: false },
          filed: since === 'unknown' ? null : String(since)
        }
    if (ending.has(row.case_type)) yield returnOf(row, merits)
  }
}

/** A case that a return decision ends. */
function returnOf(row: Row, merits: boolean): Observation {
  const ended = (merits ? row.first_return_decided_on : row.first_return_completed_on) as string | null
  const { return_outcome } = row
  const common = { row, stage: 'return_decision', type: 'not_split', filed: row.filed_on as string | null }
  const is = { ...common, ended, is_decision: ended !== null }
  if (ended !== null || ['pending', 'appeal_pending'].includes(row.case_status as string)) return is
  if (merits && return_outcome === 'unknown') return { ...is, why: 'unknown_outcome' }
  const isUndated = return_outcome !== null && (!merits || isMerits(return_outcome))
  return { ...is, lost: isUndated ? null : (row.closed_on as string | null), why: 'no_date' }
}

/** Days from filing to the end, of each stage and kind of application. */
export function durationsBy(court: Court, asked: CourtAsked, measures: string[]): Brute {
  const filed = asked.date_basis !== 'decided'
  const { decision_stage, application_type, ...filters } = asked.filters
  const split = [
    ...(!asked.group_by.includes('decision_stage') && (decision_stage?.length ?? 3) > 1
      ? ['decision_stage']
      : []),
    ...(!asked.group_by.includes('application_type') &&
    (decision_stage?.includes('first_instance') ?? true) &&
    application_type?.length !== 1
      ? ['application_type']
      : [])
  ]
  const groups = [...asked.group_by, ...split]
  const cells = new Map<string, { decided: number[]; open: number[]; lost: number[] }>()
  const left_out: Record<string, number> = {}
  let in_scope = 0
  for (const { row, stage, type, ...one } of observations(court, filed, asked.event === 'merits')) {
    if (decision_stage && !decision_stage.includes(stage)) continue
    if (application_type && !application_type.includes(type)) continue
    const dated = filed ? one.filed : one.ended
    if (!meets(row, filters, dated)) continue
    if (dated !== null && (dated < (asked.from ?? '') || dated > (asked.to ?? '9'))) continue
    // What is not ended was decided in no period.
    if (!filed && !one.is_decision) continue
    in_scope++
    const of = (name: string): string => {
      if (name === 'decision_stage') return stage
      if (name === 'application_type') return type
      if (name === 'year') return dated === null ? '' : dated.slice(0, 4)
      if (name === 'month') return dated === null ? '' : dated.slice(0, 7)
      return word(row, name)
    }
    const spent = one.filed === null ? null : days(one.filed, one.ended ?? one.lost ?? court.as_at)
    const state =
      one.ended === null && !one.lost && one.why !== undefined
        ? one.why
        : spent === null
          ? 'no_date'
          : spent < 0
            ? 'negative_span'
            : !asked.include_unknown && isUnknown(asked.group_by.map(of))
              ? 'unknown_filtered'
              : 'cell'
    if (state !== 'cell') {
      left_out[state] = (left_out[state] ?? 0) + 1
      continue
    }
    const key = JSON.stringify(groups.map(of))
    const cell = cells.get(key) ?? { decided: [], open: [], lost: [] }
    cell[one.ended !== null ? 'decided' : one.lost ? 'lost' : 'open'].push(spent as number)
    cells.set(key, cell)
  }
  const told = [...cells].map(([key, { decided, open, lost }]): [string, Told] => {
    decided.sort((a, b) => a - b)
    const all = decided.length + open.length + lost.length
    const quantile = (share: number) => (decided.length < asked.min_n ? few : exact(rank(decided, share)))
    const ofAll = (value: () => Told[string]) => (!filed ? notApplicable : all < asked.min_n ? few : value())
    const known: Told = {
      n: exact(decided.length),
      n_pending: filed ? exact(open.length) : notApplicable,
      n_ended_otherwise: filed ? exact(lost.length) : notApplicable,
      days_to_decision_p25: quantile(0.25),
      days_to_decision_median: quantile(0.5),
      days_to_decision_p75: quantile(0.75),
      days_to_decision_p90: quantile(0.9),
      share_pending: ofAll(() => exact(Math.round((open.length / all) * 1e6) / 1e6)),
      km_median: ofAll(() => {
        const median = kaplanMeier(decided, [...open, ...lost])
        return median === null ? notApplicable : exact(median)
      })
    }
    const names = ['n', 'n_pending', 'n_ended_otherwise', ...measures]
    return [key, Object.fromEntries(names.map(name => [name, known[name] as Told[string]]))]
  })
  return { cells: new Map(told), in_scope, left_out }
}

/** The first day by which half of all that were filed are decided; who is open still counts for as long as it waited. */
function kaplanMeier(decided: number[], open: number[]): number | null {
  let survival = 1
  for (const day of [...new Set(decided)].sort((a, b) => a - b)) {
    const at_risk = [...decided, ...open].filter(each => each >= day).length
    survival *= 1 - decided.filter(each => each === day).length / at_risk
    if (survival <= 0.5 + 1e-9) return day
  }
  return null
}

/** Cases on each link from their filing to where they stand: each case once on each. */
export function pathwaysBy(court: Court, asked: CourtAsked): Brute {
  const cells = new Map<string, number>()
  const order = ['screening_review', 'first_instance', 'return_decision', 'appeal', 'judicial_review']
  const own = new Map<unknown, Row[]>()
  for (const row of court.decisions)
    if (row.decided_on !== null) own.set(row.case_id, [...(own.get(row.case_id) ?? []), row])
  let in_scope = 0
  const left_out: Record<string, number> = {}
  const isGrouped = isDatedGroup(asked.filters.nationality_group ?? [])
  const isCut = asked.from !== undefined || asked.to !== undefined || isGrouped
  for (const row of court.cases) {
    const filed = row.filed_on as string | null
    if (!meets(row, asked.filters, filed)) continue
    if (filed !== null && (filed < (asked.from ?? '') || filed > (asked.to ?? '9'))) continue
    in_scope++
    if (filed === null && isCut) {
      left_out.no_date = (left_out.no_date ?? 0) + 1
      continue
    }
    const passed = (own.get(row.case_id) ?? []).sort(
      (a, b) =>
        later(a.decided_on as string, b.decided_on as string) ||
        order.indexOf(a.decision_stage as string) - order.indexOf(b.decision_stage as string)
    )
    const stages = passed
      .map(each => String(each.decision_stage))
      .filter((stage, i, list) => stage !== list[i - 1])
    const path = ['filed', ...stages, word(row, 'case_status')]
    const links = new Set(path.slice(1).map((to, i) => JSON.stringify([path[i], to])))
    for (const link of links) cells.set(link, (cells.get(link) ?? 0) + 1)
  }
  return {
    cells: new Map([...cells].map(([key, n]) => [key, { cases: exact(n) }])),
    in_scope,
    left_out
  }
}
