import type { ReleaseEntry } from '../../snapshot/card.ts'
import type { ReleaseSet } from '../../snapshot/release-set.ts'
import type { Dimension } from '../../vocabulary/dimension.ts'
import { type CaseFrame, filtersSql, insideSql, tableSql } from '../case-frame.ts'
import { groupSql, wordSql } from '../columns.ts'
import { allOf, isOneOf, join, raw, type Sql, sql } from '../sql-text.ts'
import { isWord } from '../words.ts'
import type { DurationQuestion, DurationStage } from './question.ts'

/** A kind of observation: which rows, from when, until when. */
interface Branch {
  stage: DurationStage
  of: 'cases' | 'decisions'
  application_type: Sql
  rows: Sql
  filed: Sql
  /** null where it is not decided. */
  ended: Sql
  /** Why a row without an end is none that is still open; null where it is open. */
  not_open?: Sql
}

const measuredTypes = ['asylum', 'withholding', 'torture_convention'] as const

/**
 * `with seen as (…)`: observations of the question by stage, kind of application, g0 … (the words of the groups),
 * days and state, each with its number: `decided` and `open` are observations with that many days, any other state
 * is why they are none (`no_date`, `negative_span`, `ended_otherwise`, `unknown_filtered`). Not `exact`, days are
 * their sign alone: enough to count cells by, and far fewer rows.
 */
export function seenSql(
  open: CaseFrame,
  asked: DurationQuestion,
  kinds: readonly string[],
  exact = true
): Sql {
  const branches = branchesOf(open, asked, kinds).map(branch => branchSql(open, branch, exact))
  return sql`with decided_before as materialized (${decidedBeforeSql(open)}), seen as materialized (${join(branches, '\nunion all\n')})`
}

/** The groups that rows have columns for, in the order of the answer. */
export const groupsOf = ({ question }: CaseFrame): Dimension[] => [...(question.group_by ?? [])]

/** Whether the question lets any observation of these stages through. */
function branchesOf(open: CaseFrame, asked: DurationQuestion, kinds: readonly string[]): Branch[] {
  const wants = (type: string): boolean => asked.application_types?.includes(type) ?? true
  const types = measuredTypes.filter(wants)
  const withOpen = open.frame.clock.date_basis === 'filed'
  const branches: Branch[] = []
  if (asked.stages.includes('first_instance') && types.length > 0) {
    branches.push(...decidedApplications(open, types))
    if (withOpen) branches.push(...types.map(type => openApplications(open, type)))
  }
  if (asked.stages.includes('appeal') && wants('not_split')) {
    branches.push(decidedAppeals(open))
    if (withOpen) branches.push(openAppeals(open))
  }
  if (asked.stages.includes('return_decision') && wants('not_split')) branches.push(casesOf(open, kinds))
  return branches
}

const decisionAt = (open: CaseFrame, stage: string, more: Sql): Sql =>
  sql`(select * from ${tableSql(open, 'decisions')} where decision_stage = ${raw(`'${stage}'`)} and ${more})`

/**
 * One observation for each kind of application of a case: its first decision with a date. An application that was
 * decided once is its own; where it was decided again, the first is looked for.
 */
function decidedApplications(open: CaseFrame, types: readonly string[]): Branch[] {
  const of =
    types.length < measuredTypes.length
      ? isOneOf(raw('application_type'), types)
      : raw("application_type <> 'not_split'")
  const common = {
    stage: 'first_instance' as const,
    application_type: raw('application_type'),
    of: 'decisions' as const,
    filed: raw('filed_on'),
    ended: raw(dayOfDecision),
    not_open: raw("'no_date'")
  }
  const again = sql`(select * from ${decisionAt(open, 'first_instance', sql`${of} and application_decisions is distinct from 1 and case_id is not null`)}
    qualify row_number() over (partition by case_id, application_type
      order by ${raw(dayOfDecision)} nulls last, filed_on nulls last, decision_id) = 1)`
  return [
    { ...common, rows: decisionAt(open, 'first_instance', sql`${of} and application_decisions = 1`) },
    { ...common, rows: again }
  ]
}

/** A month or a year is no day to count to. */
const dayOfDecision = "case when decided_precision = 'day' then decided_on end"

/** Still open, and never decided before: an application that is decided again has had its first decision. */
function openApplications(open: CaseFrame, type: string): Branch {
  const since = `open_${type}_since`
  return {
    stage: 'first_instance',
    application_type: raw(`'${type}'`),
    of: 'cases',
    rows: sql`(select * from ${tableSql(open)} where ${raw(since)} is not null
      and case_id not in (select case_id from decided_before where application_type = ${raw(`'${type}'`)}))`,
    filed: raw(since),
    ended: raw('cast(null as date)')
  }
}

/** Decisions in the few cases that hold open applications and passed a first instance, on a day or without one. */
function decidedBeforeSql(open: CaseFrame): Sql {
  const since = measuredTypes.map(type => `open_${type}_since is not null`).join(' or ')
  return sql`select case_id, application_type from ${tableSql(open, 'decisions')}
  where decision_stage = 'first_instance' and case_id in (select case_id from ${tableSql(open)}
    where (contains(cast(pathway as varchar), 'first_instance') or protection_outcome is not null) and (${raw(since)}))`
}

const decidedAppeals = (open: CaseFrame): Branch => ({
  stage: 'appeal',
  application_type: raw("'not_split'"),
  of: 'decisions',
  rows: decisionAt(open, 'appeal', raw('true')),
  filed: raw('filed_on'),
  ended: raw(dayOfDecision),
  not_open: raw("'no_date'")
})

const openAppeals = (open: CaseFrame): Branch => ({
  stage: 'appeal',
  application_type: raw("'not_split'"),
  of: 'cases',
  rows: sql`(select * from ${tableSql(open)} where open_appeal_since is not null)`,
  filed: raw('open_appeal_since'),
  ended: raw('cast(null as date)')
})

/** Cases of the kinds that are ended by a return decision, whether it came yet or not. */
const casesOf = (open: CaseFrame, kinds: readonly string[]): Branch => ({
  stage: 'return_decision',
  application_type: raw("'not_split'"),
  of: 'cases',
  rows: sql`(select * from ${tableSql(open)} where ${kinds.length > 0 ? isWord(open.frame, 'case_type', kinds) : raw('false')})`,
  filed: raw('filed_on'),
  ended: raw('first_return_decided_on'),
  not_open: raw("case when case_status in ('pending', 'appeal_pending') then null else 'ended_otherwise' end")
})

/** The kinds of case that this release has return decisions of: no other is ended by one. */
export const kindsSql = (open: CaseFrame): Sql =>
  sql`select distinct coalesce(cast(case_type as varchar), 'UNK') as kind from ${tableSql(open, 'decisions')}
where decision_stage = 'return_decision'`

/** Whether any record of the release says when something began: one does soon, or none at all. */
export async function hasFilingDates(
  set: Pick<ReleaseSet, 'query'>,
  { release_id, tables }: ReleaseEntry
): Promise<boolean> {
  if (!tables.cases?.rows) return false
  const starts = ['filed_on', 'open_appeal_since', ...measuredTypes.map(type => `open_${type}_since`)]
  const has = (table: string, column: string): string =>
    `exists (select 1 from r${release_id}.${table} where ${column} is not null)`
  const found = await set.query(
    `select ${has('cases', `coalesce(${starts.join(', ')})`)} or ${tables.decisions?.rows ? has('decisions', 'filed_on') : false}`
  )
  return found.columns[0]?.[0] === true
}

/** The words that are known are those of the table of cases. */
const unworded = (open: CaseFrame): CaseFrame => ({ ...open, frame: { ...open.frame, words: undefined } })

/** Groups by what the rows have, which is fast, and turns it into words and states afterwards. */
function branchSql(open: CaseFrame, branch: Branch, exact: boolean): Sql {
  const { frame, as_at, question } = open
  const isFiled = frame.clock.date_basis === 'filed'
  const dated = isFiled ? branch.filed : branch.ended
  const groups = groupsOf(open)
  const columns = groups.map((name, i) => sql`${groupSql(frame, name)} as ${raw(`r${i}`)}`)
  const words = groups.map((name, i) => sql`${wordSql(frame, raw(`r${i}`), name)} as ${raw(`g${i}`)}`)
  // Of what was decided in a period, what is not decided is no part.
  const scope = [
    filtersSql(branch.of === 'cases' ? open : unworded(open)),
    insideSql(open, dated),
    ...(isFiled ? [] : endedSql(branch))
  ]
  const unknown =
    question.include_unknown === false
      ? groups.map((_, i) => sql`when ${raw(`g${i}`)} in ('UNK', 'unknown') then 'unknown_filtered'`)
      : []
  const days = sql`cast(coalesce(${branch.ended}, cast(${as_at} as date)) - ${branch.filed} as int)`
  const whole = [raw('stage, application_type'), ...groups.map((_, i) => raw(`g${i}`))]
  return sql`select ${join([...whole, raw('days')], ', ')}, case
    when coalesce(other, '') <> '' then other when days is null then 'no_date'
    when days < 0 then 'negative_span' ${join(unknown, ' ')} when ended then 'decided' else 'open' end as state, number
  from (select ${raw(`'${branch.stage}' as stage`)}, cast(kind as varchar) as application_type,
    ${join([...words, raw('days, ended, other, number')], ', ')}
    from (select ${join(
      [
        ...columns,
        sql`${branch.application_type} as kind`,
        exact ? sql`${days} as days` : sql`sign(${days}) as days`,
        sql`${branch.ended} is not null as ended`,
        sql`case when ${branch.ended} is null then ${branch.not_open ?? raw('cast(null as varchar)')} end as other`,
        raw('count(*) as number')
      ],
      ', '
    )}
      from (select *, ${dated} as p_from from ${branch.rows}) where ${allOf(scope)} group by all))`
}

/** An undated decision may have been in the period; what is open was decided in none. */
const endedSql = ({ ended, not_open, stage }: Branch): Sql[] =>
  stage === 'return_decision' || not_open === undefined ? [sql`${ended} is not null`] : []
