import { column, raw, type Sql, sql } from '../../../snapshot/sql/sql.ts'
import type { DurationEvent } from '../../../vocabulary/measures/case-statistics.ts'
import { groupOf, isOnTheMerits, outcomes } from '../../../vocabulary/outcome.ts'
import { isWord } from '../../rows/words.ts'
import { type Branch, measuredTypes, named, noDay, place } from './branch.ts'
import { type Tables, tableSql } from './tables.ts'

/** Decisions of a stage that also meet a condition. */
export const decisionsAt = ({ decisions }: Tables, stage: string, more: Sql): Sql =>
  sql`(select * from ${tableSql(decisions)} where ${isWord(decisions, 'decision_stage', [stage])} and ${more})`

const onTheMerits = outcomes.filter(isOnTheMerits)
const closures = outcomes.filter(outcome => groupOf(outcome) === 'closed')

/** What a row of a decision says of the end, by what the event is. */
function endOf(
  { decisions, decided }: Tables,
  event: DurationEvent
): Pick<Branch, 'ended' | 'lost' | 'not_open' | 'has_event'> {
  if (event === 'any_completion')
    return { ended: decided, lost: noDay, not_open: place('no_date'), has_event: raw('true') }
  const [isMerits, isClosure] = [
    isWord(decisions, 'outcome', onTheMerits),
    isWord(decisions, 'outcome', closures)
  ]
  return {
    ended: sql`case when ${isMerits} then ${decided} end`,
    lost: sql`case when ${isClosure} then ${decided} end`,
    not_open: sql`case when ${isMerits} or ${isClosure} then ${place('no_date')} else ${place('unknown_outcome')} end`,
    has_event: sql`not ${isClosure}`
  }
}

/**
 * One observation for each kind of application of a case: its first decision with a date that is the event, else its
 * first with a date. An application that was decided once has just this one; of one that was decided again, that
 * decision is selected.
 */
export function decidedApplications(
  tables: Tables,
  types: readonly string[],
  event: DurationEvent
): Branch[] {
  const [only, ...others] = types
  const end = endOf(tables, event)
  const common = {
    stage: 'first_instance' as const,
    ...(only !== undefined && others.length === 0 ? { kind: only } : {}),
    application_type: column('application_type'),
    of: 'decisions' as const,
    where: isWord(tables.decisions, 'application_type', types),
    filed: column('filed_on'),
    ...end
  }
  const measured = isWord(tables.decisions, 'application_type', measuredTypes)
  const [decisions, type, of] = [
    column('application_decisions'),
    column('application_type'),
    column('case_id')
  ]
  const several = sql`${measured} and ${decisions} is distinct from 1 and ${of} is not null`
  const again = sql`(select * from ${decisionsAt(tables, 'first_instance', several)}
    qualify row_number() over (partition by ${of}, ${type}
      order by ${end.ended} nulls last, ${tables.decided} nulls last, ${column('filed_on')} nulls last, ${column('decision_id')}) = 1)`
  const once = decisionsAt(tables, 'first_instance', sql`${measured} and ${decisions} = 1`)
  return [
    { ...common, name: named('decided_once', event), rows: once },
    { ...common, name: named('decided_again', event), rows: again }
  ]
}

export const decidedAppeals = (tables: Tables, event: DurationEvent): Branch => ({
  name: named('appeals_decided', event),
  stage: 'appeal',
  kind: 'not_split',
  application_type: raw("'not_split'"),
  of: 'decisions',
  rows: decisionsAt(tables, 'appeal', raw('true')),
  where: raw('true'),
  filed: column('filed_on'),
  ...endOf(tables, event)
})
