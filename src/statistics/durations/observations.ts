import type { Dimension } from '../../vocabulary/dimension.ts'
import { type CaseFrame, filtersSql, insideSql } from '../case-frame.ts'
import { groupSql, wordSql } from '../columns.ts'
import { allOf, anyOf, isOneOf, join, raw, type Sql, sql } from '../sql-text.ts'
import { observationsFor } from '../summaries/observations.ts'
import type { Worded } from '../words.ts'
import { type Branch, whyNotOpen } from './branches.ts'
import type { Tables } from './tables.ts'

/** What becomes of an observation. Told apart by number, which is faster. */
export const states = ['decided', 'open', ...whyNotOpen, 'negative_span', 'unknown_filtered'] as const
const placeOf = (state: (typeof states)[number]): number => states.indexOf(state)

/** Observations with a number of days: decided after so many, or open for so many. */
export const isSeen: Sql = raw(`state in (${placeOf('decided')}, ${placeOf('open')})`)

/** The groups that rows have columns for, in the order of the answer. */
export const groupsOf = ({ question }: CaseFrame): Dimension[] => [...(question.group_by ?? [])]

/** A question, and the observations that it is about. */
export interface Reading {
  open: CaseFrame
  tables: Tables
  branches: readonly Branch[]
}

/**
 * `with … cells as (…), seen as (…)`: of each cell its stage, kind of application and g0 … (the words of the groups),
 * and the observations of the question by cell, days and state (by its place in `states`), each with its number:
 * `decided` and `open` are observations with that many days, any other state is why they are none. Not `exact`, days
 * are their sign alone: enough to count cells by, and far fewer rows. A cell can be one that no observation is in.
 */
export function seenSql({ open, tables, branches }: Reading, exact = true): Sql {
  const read = branches.map(
    (branch, i) =>
      sql`b${raw(String(i))} as materialized (${rowsSql(asIn(open, tables[branch.of]), branch, exact)})`
  )
  // A few rows of each branch say which cells there are; all others are brought to them by what they are, not by words.
  const keys = branches.map(
    (branch, i) => sql`, k${raw(String(i))} as materialized (${keysSql(open, branch, i)})`
  )
  const places = raw(placesOf(open).join(', '))
  const cells = branches.map((_, i) => sql`select ${places} from k${raw(String(i))}`)
  const seen = branches.map((_, i) => observedSql(open, i))
  return sql`with ${join(read, ', ')}${join(keys, '')},
cells as materialized (select cast(row_number() over () as int) as cell, * from (${join(cells, '\nunion\n')})),
seen as (${join(seen, '\nunion all\n')})`
}

/** The question as it is put to one of the tables, by its words. */
const asIn = (open: CaseFrame, { chosen: { table, subject }, words }: Worded): CaseFrame => {
  const { words: _, ...frame } = open.frame
  return {
    ...open,
    frame: { ...frame, chosen: { ...frame.chosen, table, subject }, ...(words ? { words } : {}) }
  }
}

const placesOf = (open: CaseFrame): string[] => [
  'stage',
  'application_type',
  ...groupsOf(open).map((_, i) => `g${i}`)
]

const rawColumns = (open: CaseFrame): string[] => ['kind', ...groupsOf(open).map((_, i) => `r${i}`)]

/** The rows of a branch, grouped by what they have, which is fast. */
function rowsSql(open: CaseFrame, branch: Branch, exact: boolean): Sql {
  const { frame, as_at } = open
  const isFiled = frame.clock.date_basis === 'filed'
  const columns = groupsOf(open).map((name, i) => sql`${groupSql(frame, name)} as ${raw(`r${i}`)}`)
  const parts = [
    ...columns,
    sql`kind`,
    exact ? raw('days') : raw('sign(days) as days'),
    raw('ended, other, cast(sum(number) as bigint) as number')
  ]
  // Of what was decided in a period, what is not decided is no part.
  const scope = [filtersSql(open), insideSql(open, raw('p_from')), ...(isFiled ? [] : endedSql(branch))]
  const from = observationsFor(frame, branch, as_at, allOf([branch.where, filtersSql(open), ...columns]))
  return sql`select ${join(parts, ', ')} from (${from} where ${branch.where})
where ${allOf(scope)} group by all`
}

/** What the rows of a branch have, each once, and in which words: of two that are the same word, one cell. */
function keysSql(open: CaseFrame, { stage }: Branch, i: number): Sql {
  const { frame, question } = open
  const groups = groupsOf(open)
  const words = groups.map((name, at) => sql`${wordSql(frame, raw(`r${at}`), name)} as ${raw(`g${at}`)}`)
  const unknown =
    question.include_unknown === false
      ? anyOf(groups.map((_, at) => isOneOf(raw(`g${at}`), ['UNK', 'unknown'])))
      : raw('false')
  const columns = raw(rawColumns(open).join(', '))
  return sql`select *, ${unknown} as unknown from (
select ${join([raw(`*, '${stage}' as stage, cast(kind as varchar) as application_type`), ...words], ', ')}
from (select distinct ${columns} from b${raw(String(i))}))`
}

function observedSql(open: CaseFrame, i: number): Sql {
  const alike = rawColumns(open).map(name => raw(`b.${name} is not distinct from k.${name}`))
  // A row without a date is in no period, which has no word.
  const same = placesOf(open).map(name => raw(`k.${name} is not distinct from cells.${name}`))
  const reasons = whyNotOpen.map((why, at) => `when other = ${at} then ${placeOf(why)}`)
  return sql`select cell, days, cast(case ${raw(reasons.join(' '))} when days is null then ${raw(String(placeOf('no_date')))}
  when days < 0 then ${raw(String(placeOf('negative_span')))} when unknown then ${raw(String(placeOf('unknown_filtered')))}
  when ended then ${raw(String(placeOf('decided')))} else ${raw(String(placeOf('open')))} end as utinyint) as state, number
from b${raw(String(i))} b join (select cell, k.* from k${raw(String(i))} k join cells on ${allOf(same)}) k on ${allOf(alike)}`
}

/** An undated decision may have been in the period; what is open was decided in none. */
const endedSql = ({ not_open, stage }: Branch): Sql[] =>
  stage === 'return_decision' || not_open === undefined ? [raw('ended')] : []
