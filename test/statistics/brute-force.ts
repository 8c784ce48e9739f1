import type { Pool } from 'pg'
import type { RateRule, SeriesAbout } from '../../src/vocabulary/about.ts'
import { outcomeGroups } from '../../src/vocabulary/outcome.ts'
import { cuts, gather } from './gather.ts'
import { type Judge, judgedCount, judgedRate, judging } from './naive-judge.ts'

/**
 * Answers the same questions in the most naive way that can be: rows as they stand in Postgres, one after the
 * other, in memory. It shares no code with the engine, and is slow.
 */
export interface Asked {
  filters: Record<string, string[]>
  group_by: string[]
  unit: string | undefined
  from: string | undefined
  to: string | undefined
  fiscal: boolean
  include_unknown: boolean
  total: boolean
  /** Records that repeat another are counted too. */
  include_duplicates: boolean
  /** A row without a date is in no cell, whatever the period. */
  needs_date?: boolean
}

export interface Fact {
  dims: Record<string, string>
  unit: string
  value: number | null
  status: string
  from: string | null
  to: string | null
  over: string[]
  repeats: boolean
  /** Of records that may be one: which one they are. */
  one?: string
}

/** The only decisions that are about an application. */
const applications = ['asylum', 'withholding', 'torture_convention']

export interface Sums {
  value: number | null
  flags: string[]
  /** Whether the count is a lower bound; undefined where it is not declared what a missing row means. */
  is_partial?: boolean
}

export interface Expected {
  units: Map<string, number>
  split_by: string[]
  cells: Map<string, Sums>
  left_out: Record<string, number | null>
  in_scope: number | null
  rates: Map<string, Record<string, Sums>>
}

/** What a country of return rests on. */
const basis = 'country_of_return_basis'

const dimensionsOf = {
  published_counts: [
    ...['decision_stage', 'source_level', 'authority', 'application_type', 'screening_type', 'appealed_by'],
    ...['nationality', 'country_of_asylum', 'sex', 'age_group', 'outcome', 'outcome_group', 'effect'],
    ...['country_of_return', 'return_type', 'return_subtype', 'unaccompanied', 'applicant_type'],
    'applicant_history'
  ],
  decisions: [
    ...['decision_stage', 'authority', 'application_type', 'screening_type', 'outcome', 'outcome_group'],
    ...['effect', 'nationality', 'country_of_return', 'claim_type', 'court', 'represented'],
    ...['represented_at_decision', 'in_absentia', 'appealed_by', 'appeal_type', 'case_type', 'custody', 'sex']
  ],
  cases: [
    ...[
      'nationality',
      'case_type',
      'claim_type',
      'protection_claim',
      'court',
      'custody',
      'represented',
      'sex'
    ],
    ...['case_status', 'case_outcome', 'case_outcome_kind', 'waiting_at', 'country_of_return', basis]
  ],
  returns: ['nationality', 'country_of_return', 'same_country', 'return_type', basis]
}
const nothingSaid: Record<string, string> = {
  ...{
    authority: 'not_split',
    country_of_return: 'not_designated',
    same_country: 'not_split',
    ...{ waiting_at: 'none', [basis]: 'not_stated' }
  }
}
const unitOf = { decisions: 'decisions', cases: 'cases', returns: 'returns', published_counts: '' }
const keyOf = {
  decisions: 'decision_id',
  cases: 'case_id',
  returns: 'return_id',
  published_counts: 'count_id'
}
const dateOf: Record<string, [date: string, precision: string]> = {
  decisions: ['decided_on', 'decided_precision'],
  cases: ['filed_on', ''],
  returns: ['returned_on', 'returned_precision']
}

/** All facts of a release. `filed` cases are dated by that day, else by the last decision. */
export async function factsOf(
  pool: Pool,
  release_id: number,
  table: keyof typeof dimensionsOf,
  date = dateOf[table],
  /** Of published figures: what they are about. */
  subject?: string
): Promise<Fact[]> {
  const isCount = table === 'published_counts'
  const own = isCount && subject ? `and subject = '${subject}'` : ''
  const { rows } = await pool.query(
    `select * from ${table} where release_id = $1 ${own} order by ${keyOf[table]}`,
    [release_id]
  )
  const [day = 'period_from', precision = ''] = date ?? []
  return rows.map(row => ({
    dims: {
      ...Object.fromEntries(
        dimensionsOf[table].map(name => [
          name,
          row[name] === null ? (nothingSaid[name] ?? 'UNK') : String(row[name])
        ])
      ),
      // A case can hold several: a filter takes those that hold one, and nothing is grouped by it.
      ...(table === 'cases' ? { application_type: row.application_types.join(' ') } : {})
    },
    unit: isCount ? row.unit : unitOf[table],
    value: isCount ? row.value : 1,
    status: row.status ?? 'ok',
    from: row[day],
    to: isCount ? row.period_to : lastDay(row[day], row[precision] ?? 'day'),
    over: row.total_over ?? [],
    repeats: (row.duplicate_of ?? null) !== null,
    ...(row.decision_stage === 'first_instance' && applications.includes(row.application_type)
      ? { one: `${row.case_id} ${row.application_type}` }
      : {})
  }))
}

function lastDay(day: string | null, precision: string | null): string | null {
  if (day === null || precision === 'day') return day
  if (precision === 'year') return `${day.slice(0, 4)}-12-31`
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0))
  return next.toISOString().slice(0, 10)
}

const totalled = (name: string): string => (['outcome_group', 'effect'].includes(name) ? 'outcome' : name)
const addable = ['ok', 'rounded', 'provisional']
const order = ['suppressed', 'not_reported', 'not_applicable', 'low_n', 'provisional', 'rounded', 'partial']

/** Rows that answer where these dimensions are not left open: no total over one, no part of a total that answers. */
function answering(facts: Fact[], touched: string[], beside: string[], total: boolean): Fact[] {
  const closed = new Set(touched.map(totalled))
  const open = facts.filter(
    ({ over }) => over.some(name => beside.includes(name)) === total && !over.some(name => closed.has(name))
  )
  const scope = (fact: Fact, over: string[]): string =>
    JSON.stringify([
      ...Object.entries(fact.dims).filter(([name]) => !over.includes(totalled(name))),
      ...[fact.unit, fact.from, fact.to, over]
    ])
  const sets = new Map(open.map(({ over }) => [JSON.stringify(over), over]))
  const totals = new Set(open.filter(({ over }) => over.length > 0).map(fact => scope(fact, fact.over)))
  const larger = (over: string[]): string[][] =>
    [...sets.values()].filter(set => set.length > over.length && over.every(name => set.includes(name)))
  return open.filter(fact => !larger(fact.over).some(set => totals.has(scope(fact, set))))
}

function addAll(facts: Fact[]): Sums {
  const statuses = order.filter(status => facts.some(fact => fact.status === status))
  const bad = statuses.filter(status => !addable.includes(status))
  if (facts[0]?.unit === 'applications' && facts[0].one !== undefined)
    return { value: new Set(facts.map(({ one }) => one)).size, flags: [] }
  if (bad.length > 0) return { value: null, flags: bad }
  return { value: facts.reduce((sum, { value }) => sum + (value ?? Number.NaN), 0), flags: statuses }
}

/** Rows that report nothing beside others that do are judged with what else is not told. */
const addTold = (facts: Fact[]): Sums => addAll(facts.filter(({ status }) => status !== 'not_reported'))

const neverAdded = ['decision_stage', 'application_type', 'screening_type']

type Rules = Record<
  string,
  {
    rule: RateRule
    numerator: readonly string[]
    outcomes: readonly string[] | undefined
    untellable: readonly string[]
    denominator: readonly string[] | 'all'
  }
>

const meets = ({ dims }: Fact, scope: Record<string, string[]>): boolean =>
  Object.entries(scope).every(([name, values]) => values.includes(dims[name] ?? ''))

type Series = Pick<SeriesAbout, 'totals_beside' | 'usually' | 'reporting'>

/** What the answer must be. `table`: all its rows, and the dimensions that it tells anything of. */
export function expect(
  facts: Fact[],
  asked: Asked,
  { totals_beside: beside, usually = [], reporting }: Series,
  rules: Rules,
  table: { facts: Fact[]; told: string[] }
): Expected {
  const inScope = facts
    .filter(fact =>
      Object.entries(asked.filters).every(([name, values]) =>
        (fact.dims[name] ?? '')
          .split(name === 'application_type' ? ' ' : '\n')
          .some(each => values.includes(each))
      )
    )
    .map(fact => (asked.unit === 'applications' && fact.one ? { ...fact, unit: 'applications' } : fact))
  // Published figures that tell nothing of a dimension have none to leave out by it.
  const isTold = (name: string) =>
    table.told.some(each => each === name) || !table.facts.some(({ dims }) => 'applicant_history' in dims)
  const usual = usually.filter(
    ({ dimension }) =>
      isTold(dimension) && !(dimension in asked.filters) && !asked.group_by.includes(dimension)
  )
  const named = [...Object.keys(asked.filters), ...asked.group_by, ...usual.map(({ dimension }) => dimension)]
  const isOut = ({ from, to }: Fact): boolean =>
    from !== null && ((asked.from ?? '') > (to as string) || (asked.to ?? '9') < from)
  const pickAll = (touched: string[], total = false) => answering(inScope, touched, beside, total)
  const pick = (touched: string[], total = false) => pickAll(touched, total).filter(fact => !isOut(fact))
  const periods = asked.group_by.filter(name => name in cuts)
  const label = (name: string, { from, to }: Pick<Fact, 'from' | 'to'>): string | undefined => {
    const [first, last] = [cuts[name]?.(from ?? '', asked.fiscal), cuts[name]?.(to ?? '', asked.fiscal)]
    return first === last ? first : undefined
  }
  const stateOf = (fact: Fact, groups: string[]): string => {
    if (fact.repeats && !asked.include_duplicates) return 'duplicate'
    const rule = usual.find(
      ({ rows, dimension, values }) => meets(fact, rows) && !values.includes(fact.dims[dimension] ?? '')
    )
    if (rule) return rule.reason
    const clocked = asked.needs_date || (asked.from ?? asked.to ?? periods[0])
    if (clocked && !(isWithin(fact) && periods.every(name => label(name, fact)))) return 'no_date'
    return isUnknown(fact, groups) ? 'unknown_filtered' : 'cell'
  }
  const isWithin = ({ from, to }: Pick<Fact, 'from' | 'to'>): boolean =>
    from !== null && from >= (asked.from ?? '') && (to as string) <= (asked.to ?? '9')
  const isUnknown = (fact: Fact, groups: string[]): boolean => {
    const unknown = groups.some(name => ['UNK', 'unknown'].includes(fact.dims[name] ?? ''))
    return unknown && !asked.include_unknown
  }

  const first = pick(named)
  const units = new Map<string, number>()
  for (const { unit } of first) units.set(unit, (units.get(unit) ?? 0) + 1)
  const unit = asked.unit ?? [...units.keys()][0]
  const seen = [...first, ...(Object.keys(rules).length > 0 ? pick([...named, 'outcome']) : [])].filter(
    fact => fact.unit === unit && stateOf(fact, asked.group_by) === 'cell'
  )
  const several = (rows: Fact[], name: string) => new Set(rows.map(({ dims }) => dims[name])).size > 1
  const restsOn = named.some(name => /^(country_of_return(_group)?|same_country)$/.test(name))
  const tellsBasis = table.facts.some(({ dims }) => (dims[basis] ?? 'not_stated') !== 'not_stated')
  const isOpen = !asked.group_by.includes(basis) && asked.filters[basis]?.length !== 1
  const split_by = [
    ...(restsOn && tellsBasis && isOpen ? [basis] : []),
    ...neverAdded.filter(
      name =>
        !asked.group_by.includes(name) && seen.some(({ dims }) => 'outcome' in dims) && several(seen, name)
    )
  ]
  const mixed = seen.filter(({ dims }) => dims.decision_stage === 'mixed')
  const levels = !asked.group_by.includes('source_level') && several(mixed, 'source_level')
  if (levels) split_by.push('source_level')

  const groups = [...asked.group_by, ...split_by]
  const wordOf = (fact: Fact, name: string): string | undefined => {
    if (name in cuts) return label(name, fact)
    if (name === 'source_level' && levels && fact.dims.decision_stage !== 'mixed') return 'not_split'
    return fact.dims[name]
  }
  const keyOf = (fact: Fact): string => JSON.stringify(groups.map(name => wordOf(fact, name)))
  const cellsOf = (rows: Fact[]) =>
    gather(
      rows.filter(fact => stateOf(fact, groups) === 'cell'),
      keyOf
    )
  const rows = pick([...named, ...split_by], asked.total).filter(fact => fact.unit === unit)
  const states = gather(rows, fact => stateOf(fact, groups))
  const judgeCells =
    reporting &&
    judging(
      { ...table, reporting, unit, groups, filters: asked.filters, wordOf },
      (span, labels) => isWithin(span) && periods.every((name, i) => label(name, span) === labels[i])
    )
  const add = judgeCells && !asked.total ? addTold : addAll
  const judgeOf = (touched: string[]): Judge | undefined =>
    judgeCells?.(pickAll(touched).filter(fact => fact.unit === unit && !isUnknown(fact, groups)))
  const judge = asked.total ? undefined : judgeOf([...named, ...split_by])
  const cells = new Map(
    [...cellsOf(rows)].map(([key, cell]) => [key, judgedCount(add(cell), judge?.(key, undefined))])
  )
  const isMerged = unit === 'applications' && rows.some(({ one }) => one !== undefined)
  const left_out = isMerged
    ? leftOutOnce(
        rows.map(fact => ({ one: fact.one, state: stateOf(fact, groups) })),
        [...cells.values()].reduce((sum, { value }) => sum + (value as number), 0),
        usual.map(({ reason }) => reason)
      )
    : Object.fromEntries(
        [...states.keys()]
          .sort()
          .flatMap(state => (state === 'cell' ? [] : [[state, add(states.get(state) ?? []).value]]))
      )
  const isUnreported = [...cells.values()].some(({ value }) => value === null)
  const in_scope = isUnreported ? null : add(rows).value
  const rateRows = cellsOf(pick([...named, ...split_by, 'outcome']).filter(fact => fact.unit === unit))
  const judgeRate = Object.keys(rules).length > 0 ? judgeOf([...named, ...split_by, 'outcome']) : undefined
  return {
    units,
    split_by,
    cells,
    left_out,
    in_scope,
    rates: new Map([...rateRows].map(([key, cell]) => [key, ratesOf(cell, rules, key, judgeRate)]))
  }
}

/**
 * Applications that stand in no cell with any of their decisions, each once: by the reason of the decision that comes
 * nearest to one. What stands in several cells is counted once in each, and taken off again.
 */
function leftOutOnce(
  decisions: { one: string | undefined; state: string }[],
  sum_of_cells: number,
  usual: string[]
): Record<string, number> {
  const nearestFirst = ['unknown_filtered', 'no_date', ...usual.reverse(), 'duplicate']
  const statesOf = new Map<string, string[]>()
  for (const { one = '', state } of decisions) statesOf.set(one, [...(statesOf.get(one) ?? []), state])
  const left_out: Record<string, number> = {}
  let in_cells = 0
  for (const states of statesOf.values()) {
    const reason = nearestFirst.find(each => states.includes(each)) as string
    if (states.includes('cell')) in_cells++
    else left_out[reason] = (left_out[reason] ?? 0) + 1
  }
  if (sum_of_cells > in_cells) left_out.counted_in_several_cells = in_cells - sum_of_cells
  return left_out
}

function ratesOf(cell: Fact[], rules: Rules, key: string, judge: Judge | undefined) {
  const add = judge ? addTold : addAll
  return Object.fromEntries(
    Object.entries(rules).map(([rate, { rule, numerator, outcomes, denominator, untellable }]) => {
      const own = cell.filter(fact => !rule.only_for || meets(fact, rule.only_for))
      const aside = own.filter(fact => rule.left_out && meets(fact, rule.left_out.rows))
      const kept = own.filter(fact => !aside.includes(fact))
      const of = (groups: readonly string[] | 'all') =>
        kept.filter(({ dims }) =>
          groups === 'all' ? dims.outcome_group !== 'pending' : groups.includes(dims.outcome_group ?? '')
        )
      const isUntellable = kept.some(
        ({ dims, value }) => untellable.includes(dims.outcome_group ?? '') && value !== 0
      )
      if (kept.length === 0 || isUntellable || kept.some(fact => rule.not_for && meets(fact, rule.not_for)))
        return [rate, { value: null, flags: ['not_applicable'] }]
      const n = add(of(denominator))
      const verdict = judge?.(
        key,
        denominator === 'all' ? outcomeGroups.filter(each => each !== 'pending') : denominator
      )
      if (n.value === null) return [rate, judgedRate(n, verdict)]
      const mark = aside.length > 0 && add(aside).value !== 0 ? ['left_out'] : []
      if (n.value < 25) return [rate, judgedRate({ value: null, flags: ['low_n', ...mark] }, verdict)]
      const counted = of(numerator).filter(({ dims }) => outcomes?.includes(dims.outcome ?? '') ?? true)
      return [
        rate,
        judgedRate({ value: (add(counted).value as number) / n.value, flags: [...n.flags, ...mark] }, verdict)
      ]
    })
  )
}
