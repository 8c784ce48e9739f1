import type { ReleaseEntry } from '../../../snapshot/card.ts'
import type { ReleaseSet } from '../../../snapshot/release-set.ts'
import { chosenTable, column, join, raw, type Sql, sql, statementOf } from '../../../snapshot/sql/sql.ts'
import { durationEvents } from '../../../vocabulary/measures/case-statistics.ts'
import { ofRecords } from '../../rollups/records.ts'
import { isWord } from '../../rows/words.ts'
import { type Branch, measuredTypes } from './branch.ts'
import { casesOf, filingsOf, notDecided, waitingAppeals } from './case-branches.ts'
import { decidedAppeals, decidedApplications } from './decided-branches.ts'
import type { DurationQuestion } from './question.ts'
import type { Tables } from './tables.ts'

/** Which observations a question is about. */
export interface ObservationScope extends Pick<DurationQuestion, 'stages' | 'application_types' | 'event'> {
  /** Kinds of case that a return decision ends. */
  kinds: readonly string[]
  /** Whether observations without a decision are included. None is among those decided in a period. */
  with_undecided: boolean
}

/** The branches that can have observations of the question. */
export function branchesOf(
  tables: Tables,
  { stages, application_types, event, kinds, with_undecided }: ObservationScope
): Branch[] {
  const wants = (type: string): boolean => application_types?.includes(type) ?? true
  const types = measuredTypes.filter(wants)
  const branches: Branch[] = []
  if (stages.includes('first_instance') && types.length > 0) {
    branches.push(...decidedApplications(tables, types, event))
    if (with_undecided) branches.push(...types.map(type => notDecided(tables, type)))
  }
  if (stages.includes('appeal') && wants('not_split')) {
    branches.push(decidedAppeals(tables, event))
    if (with_undecided) branches.push(waitingAppeals(tables))
  }
  if (stages.includes('return_decision') && wants('not_split')) branches.push(casesOf(tables, kinds, event))
  return branches
}

/** All branches, whatever the question. */
export const allBranches = (tables: Tables): Branch[] => [
  ...durationEvents.flatMap(event => [
    ...decidedApplications(tables, measuredTypes, event),
    decidedAppeals(tables, event),
    casesOf(tables, [], event)
  ]),
  ...measuredTypes.map(type => notDecided(tables, type)),
  waitingAppeals(tables)
]

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
  const starts = [
    ...['filed_on', 'open_appeal_since'].map(column),
    ...measuredTypes.flatMap(type => Object.values(filingsOf(type)))
  ]
  const has = (table: string, date: Sql): Sql =>
    sql`exists (select 1 from ${raw(`r${release_id}.${table}`)} where ${date} is not null)`
  const inCases = has('cases', sql`coalesce(${join(starts, ', ')})`)
  const inDecisions = tables.decisions?.rows ? has('decisions', column('filed_on')) : raw('false')
  const { text } = statementOf(sql`select ${inCases} or ${inDecisions}`)
  const found = await set.query(text)
  return found.columns[0]?.[0] === true
}
