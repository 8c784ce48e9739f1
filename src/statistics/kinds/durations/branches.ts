import type { ReleaseEntry } from '../../../snapshot/card.ts'
import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { chosenTable, column, join, raw, type Sql, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import { ofRecords } from '../../rollups/records.ts'
import { isWord } from '../../rows/words.ts'
import type { DurationQuestion, DurationStage } from './question.ts'
import { type Tables, tableSql } from './tables.ts'

/**
 * A kind of observation: its rows, and the dates at which it begins and ends. `where` is the condition that the
 * question adds.
 */
export interface Branch {
  name: string
  stage: DurationStage
  of: 'cases' | 'decisions'
  /** The kind of application of all its rows; undefined where each row has its own. */
  kind?: string
  application_type: Sql
  rows: Sql
  where: Sql
  filed: Sql
  /** null where it is not decided. */
  ended: Sql
  /** The state of a row without an end that is not open, as its index in `states`; null where the row is open. */
  not_open?: Sql
}

/** The states of an observation. SQL uses their index, since numbers are compared faster than words. */
export const states = [
  'decided',
  'open',
  'no_date',
  'ended_otherwise',
  'negative_span',
  'unknown_filtered'
] as const
export type State = (typeof states)[number]
export const place = (state: State): Sql => raw(String(states.indexOf(state)))

const measuredTypes = ['asylum', 'withholding', 'torture_convention'] as const

/** Which observations a question is about. */
export interface ObservationScope extends Pick<DurationQuestion, 'stages' | 'application_types'> {
  /** Kinds of case that a return decision ends. */
  kinds: readonly string[]
  /** Whether open observations are included. None is among those decided in a period. */
  with_open: boolean
}

/** The branches that can have observations of the question. */
export function branchesOf(
  tables: Tables,
  { stages, application_types, kinds, with_open }: ObservationScope
): Branch[] {
  const wants = (type: string): boolean => application_types?.includes(type) ?? true
  const types = measuredTypes.filter(wants)
  const branches: Branch[] = []
  if (stages.includes('first_instance') && types.length > 0) {
    branches.push(...decidedApplications(tables, types))
    if (with_open) branches.push(...types.map(type => openApplications(tables, type)))
  }
  if (stages.includes('appeal') && wants('not_split')) {
    branches.push(decidedAppeals(tables))
    if (with_open) branches.push(openAppeals(tables))
  }
  if (stages.includes('return_decision') && wants('not_split')) branches.push(casesOf(tables, kinds))
  return branches
}

/** All branches, whatever the question. */
export const allBranches = (tables: Tables): Branch[] => [
  ...decidedApplications(tables, measuredTypes),
  ...measuredTypes.map(type => openApplications(tables, type)),
  decidedAppeals(tables),
  openAppeals(tables),
  casesOf(tables, [])
]

const decisionAt = ({ decisions }: Tables, stage: string, more: Sql): Sql =>
  sql`(select * from ${tableSql(decisions)} where ${isWord(decisions, 'decision_stage', [stage])} and ${more})`

/**
 * One observation for each kind of application of a case: its first decision with a date. An application that was
 * decided once has just this one; of one that was decided again, the first decision is selected.
 */
function decidedApplications(tables: Tables, types: readonly string[]): Branch[] {
  const [only, ...others] = types
  const common = {
    stage: 'first_instance' as const,
    ...(only !== undefined && others.length === 0 ? { kind: only } : {}),
    application_type: column('application_type'),
    of: 'decisions' as const,
    where: isWord(tables.decisions, 'application_type', types),
    filed: column('filed_on'),
    ended: tables.decided,
    not_open: place('no_date')
  }
  const measured = isWord(tables.decisions, 'application_type', measuredTypes)
  const [decisions, type, of] = [
    column('application_decisions'),
    column('application_type'),
    column('case_id')
  ]
  const several = sql`${measured} and ${decisions} is distinct from 1 and ${of} is not null`
  const again = sql`(select * from ${decisionAt(tables, 'first_instance', several)}
    qualify row_number() over (partition by ${of}, ${type}
      order by ${tables.decided} nulls last, ${column('filed_on')} nulls last, ${column('decision_id')}) = 1)`
  const once = decisionAt(tables, 'first_instance', sql`${measured} and ${decisions} = 1`)
  return [
    { ...common, name: 'decided_once', rows: once },
    { ...common, name: 'decided_again', rows: again }
  ]
}

/** Applications that are open and were never decided before. One that is open again already had its first decision. */
function openApplications(tables: Tables, type: string): Branch {
  const { cases, decisions } = tables
  const since = column(`open_${type}_since`)
  // Few waiting cases already have a decision. A join looks up the smaller set in the larger one.
  const decidedBefore = sql`select decided.case_id from ${decisionAt(tables, 'first_instance', isWord(decisions, 'application_type', [type]))} decided
    join (select case_id from ${tableSql(cases)} where ${since} is not null and ${tables.passedFirstInstance}) waiting
    on decided.case_id = waiting.case_id`
  return {
    name: `open_${type}`,
    stage: 'first_instance',
    kind: type,
    application_type: raw(`'${type}'`),
    of: 'cases',
    rows: sql`(select * from ${tableSql(cases)} where ${since} is not null and case_id not in (${decidedBefore}))`,
    where: raw('true'),
    filed: since,
    ended: raw('cast(null as date)')
  }
}

const decidedAppeals = (tables: Tables): Branch => ({
  name: 'appeals_decided',
  stage: 'appeal',
  kind: 'not_split',
  application_type: raw("'not_split'"),
  of: 'decisions',
  rows: decisionAt(tables, 'appeal', raw('true')),
  where: raw('true'),
  filed: column('filed_on'),
  ended: tables.decided,
  not_open: place('no_date')
})

const openAppeals = (tables: Tables): Branch => ({
  name: 'appeals_open',
  stage: 'appeal',
  kind: 'not_split',
  application_type: raw("'not_split'"),
  of: 'cases',
  rows: sql`(select * from ${tableSql(tables.cases)} where ${column('open_appeal_since')} is not null)`,
  where: raw('true'),
  filed: column('open_appeal_since'),
  ended: raw('cast(null as date)')
})

/** Cases of the types that a return decision ends, decided or not. */
function casesOf({ cases }: Tables, kinds: readonly string[]): Branch {
  const isOpen = isWord(cases, 'case_status', ['pending', 'appeal_pending'])
  return {
    name: 'cases_returned',
    stage: 'return_decision',
    kind: 'not_split',
    application_type: raw("'not_split'"),
    of: 'cases',
    rows: tableSql(cases),
    where: kinds.length > 0 ? isWord(cases, 'case_type', kinds) : raw('false'),
    filed: column('filed_on'),
    ended: column('first_return_decided_on'),
    not_open: sql`case when ${isOpen} then null else ${place('ended_otherwise')} end`
  }
}

/** The case types that have return decisions in this release. No other type is ended by one. */
export function kindsSql({ decisions }: Tables): Sql {
  const returned = isWord(decisions, 'decision_stage', ['return_decision'])
  return ofRecords(
    decisions.chosen,
    'decided_on',
    sql`select coalesce(cast(case_type as varchar), 'UNK') as kind
from (select distinct ${column('case_type')} from ${chosenTable.name} where ${returned})`
  )
}

/** Whether any record of the release has a filing date or another start date. The first such record ends the search. */
export async function hasFilingDates(
  set: Pick<ReleaseSet, 'query'>,
  { release_id, tables }: ReleaseEntry
): Promise<boolean> {
  if (!tables.cases?.rows) return false
  const starts = ['filed_on', 'open_appeal_since', ...measuredTypes.map(type => `open_${type}_since`)]
  const has = (table: string, date: Sql): Sql =>
    sql`exists (select 1 from ${raw(`r${release_id}.${table}`)} where ${date} is not null)`
  const inCases = has('cases', sql`coalesce(${join(starts.map(column), ', ')})`)
  const inDecisions = tables.decisions?.rows ? has('decisions', column('filed_on')) : raw('false')
  const { text } = statementOf(sql`select ${inCases} or ${inDecisions}`)
  const found = await set.query(text)
  return found.columns[0]?.[0] === true
}
