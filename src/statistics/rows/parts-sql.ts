import { chosenTable, column, join, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { dimensions } from '../../vocabulary/measures/dimension.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isRecords } from '../question/chosen.ts'
import type { CaveatCheck } from './caveat-checks.ts'
import { groupReader, groupSql, storedGroups } from './columns.ts'
import { type Family, inCell, isToldByDate, type Subset, selectionSql, statesOf } from './selection.ts'

/** What to read from the rows of a family of measures. */
export interface PartsAsked {
  family: Family
  /** Conditions of rates that each row must be checked for. With any rate, the outcome is read too. */
  flags: readonly { name: string; condition: Sql }[]
  rates: readonly unknown[]
  checks: CaveatCheck[]
  /** The number of cells above which no parts are read, only the number of cells; undefined for no limit. */
  most?: number | undefined
  subset?: Subset
  /** The id of the merged unit of a row, where several rows can be of the same. */
  key?: Sql
}

interface Named {
  name: string
  sql: Sql
}

const as = ({ name, sql: piece }: Named): Sql => sql`${piece} as ${raw(name)}`

/**
 * The parts of an answer (scan): rows grouped by their groups (g0, g1 …), state, outcome and conditions, with their
 * number (n), their sum (total) and their statuses (mark). Sorted by the groups, which costs less here than among
 * thousands of objects. Where there is a limit, `cells` is the number of cells, and of more cells than it only one part
 * is read: the rows are read once, and an answer that is too large is never sent.
 */
export function partsSql(plan: Plan, request: PartsAsked): Sql {
  const { question, frame, unit } = plan
  const isOfRecords = isRecords(frame.chosen)
  const seen = request.checks.map((check, i) => check.columns(`t${i}`))
  const alike = alikeIn(plan, request)
  const names = alike.map(({ name }) => name)
  const groups = storedGroups(frame).map((_, i) => `g${i}`)
  const own = [...(request.key ? [as({ name: 'one', sql: request.key })] : []), raw('number')]
  const placed = [
    ...alike.map(as),
    ...seen.flatMap(each => each.rows),
    ...(isOfRecords ? own : [raw('addend, mark')])
  ]
  const tally = isOfRecords ? recordTally(request.key) : figureTally
  const parts = [...names.map(raw), tally, ...seen.flatMap(each => each.sums)]
  const by = raw(names.length > 0 ? `group by ${names.join(', ')}` : 'having count(*) > 0')
  const order = raw(groups.length > 0 ? `order by ${groups.join(', ')}` : '')
  const rest = sql`, placed as (
  select ${join(placed, ', ')}
  from selected where ${isOfRecords ? raw('true') : sql`unit = ${unit}`}
), parts as ${raw(request.most === undefined ? '' : 'materialized ')}(
  select ${join(parts, ', ')} from placed ${by}
)${limited(plan, request)}
select ${sentParts(plan)}${request.most === undefined ? raw('') : raw(', (select n from within) as cells')} from parts ${order}${
    request.most === undefined ? raw('') : raw(' limit (select most from within)')
  }`
  return selectionSql(question, frame, request.family, rest, request.subset)
}

/** `, within as (…)`: the number of cells (n), and how many parts to read (most). */
function limited({ question, frame }: Plan, { most }: PartsAsked): Sql {
  if (most === undefined) return raw('')
  const stored = storedGroups(frame)
  const period = stored.findIndex(name => dimensions[name].kind === 'period')
  const groups = stored.length > 0 ? stored.map((_, i) => `g${i}`).join(', ') : '1'
  const isCell = isToldByDate(question, frame) ? raw(`g${period} is not null`) : inCell
  return sql`, within as (
  select cast(n as int) as n, case when n <= ${raw(String(most))} then ${raw(String(Number.MAX_SAFE_INTEGER))} else 1 end as most
  from (select count(*) as n from (select distinct ${raw(groups)} from parts where ${isCell}))
)`
}

/** The columns that parts are grouped by. */
function alikeIn({ question, frame }: Plan, { rates, flags }: PartsAsked): Named[] {
  return [
    ...storedGroups(frame).map((name, i) => ({ name: `g${i}`, sql: groupSql(frame, name) })),
    ...(isToldByDate(question, frame) ? [] : [{ name: 'state', sql: raw('state') }]),
    ...(rates.length > 0 ? [{ name: 'outcome', sql: column('outcome') }] : []),
    ...flags.map(({ name, condition }) => ({ name, sql: condition }))
  ]
}

/**
 * All columns of parts, with the groups as they are sent (GroupReader). Where only a date can be missing, the state
 * follows from the period.
 */
function sentParts({ question, frame }: Plan): Sql {
  const stored = storedGroups(frame)
  const sent = stored.map((name, i) =>
    as({ name: `g${i}`, sql: groupReader(frame, name).sent(raw(`g${i}`)) })
  )
  const all = sent.length > 0 ? sql`* replace (${join(sent, ', ')})` : raw('*')
  if (!isToldByDate(question, frame)) return all
  const period = stored.findIndex(name => dimensions[name].kind === 'period')
  const undated = statesOf(question, frame).indexOf('no_date')
  return sql`${all}, ${raw(`case when g${period} is null then ${undated} else 0 end as state`)}`
}

/** The tally of records: each record counts once. With a key, distinct keys are counted. */
const recordTally = (key: Sql | undefined): Sql =>
  sql`cast(${chosenTable.count} as int) as n, cast(${key ? raw('count(distinct one)') : chosenTable.count} as int) as total, 0 as mark`

const figureTally = raw(
  'cast(count(*) as int) as n, cast(coalesce(sum(addend), 0) as bigint) as total, cast(coalesce(bit_or(mark), 0) as int) as mark'
)
