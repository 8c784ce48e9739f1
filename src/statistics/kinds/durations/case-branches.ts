import { column, raw, type Sql, sql } from '../../../snapshot/sql/sql.ts'
import type { DurationEvent } from '../../../vocabulary/measures/case-statistics.ts'
import { isOnTheMerits, type Outcome, outcomes } from '../../../vocabulary/outcome.ts'
import { isSaid, isWord } from '../../rows/words.ts'
import { type Branch, isOpenStill, named, never, noDay, place } from './branch.ts'
import { decisionsAt } from './decided-branches.ts'
import { type Tables, tableSql } from './tables.ts'

/** Columns of a case with the filing of its oldest application of a kind that has no decision. */
export const filingsOf = (type: string) => ({
  /** The case is open: the application waits. */
  open: column(`open_${type}_since`),
  /** The case ended: the application ended with it. */
  lapsed: column(`lapsed_${type}_since`)
})

/**
 * Applications of a kind in cases that have no decision on it: open, or ended with their case. One that is open again
 * already had its first decision.
 */
export function notDecided(tables: Tables, type: string): Branch {
  const { cases, decisions } = tables
  const { open, lapsed } = filingsOf(type)
  const isUndecided = sql`(${open} is not null or ${lapsed} is not null)`
  // Few of these cases already have a decision. A join looks up the smaller set in the larger one.
  const decidedBefore = sql`select decided.case_id from ${decisionsAt(tables, 'first_instance', isWord(decisions, 'application_type', [type]))} decided
    join (select case_id from ${tableSql(cases)} where ${isUndecided} and ${tables.passedFirstInstance}) waiting
    on decided.case_id = waiting.case_id`
  return {
    name: `undecided_${type}`,
    stage: 'first_instance',
    kind: type,
    application_type: raw(`'${type}'`),
    of: 'cases',
    rows: sql`(select * from ${tableSql(cases)} where ${isUndecided} and case_id not in (${decidedBefore}))`,
    where: raw('true'),
    filed: sql`coalesce(${open}, ${lapsed})`,
    ended: noDay,
    lost: sql`case when ${open} is null then ${column('closed_on')} end`,
    not_open: sql`case when ${open} is null then ${place('no_date')} end`,
    has_event: never
  }
}

/** Each appeal without a decision. One whose filing has no day is left out as no_date. */
export function waitingAppeals({ cases }: Tables): Branch {
  const [oldest, further] = [column('open_appeal_since'), column('further_appeals_open_since')]
  const days = sql`list_concat(
      case when ${oldest} is null then [] else [cast(${oldest} as varchar)] end,
      case when coalesce(cast(${further} as varchar), '') = '' then [] else string_split(cast(${further} as varchar), ',') end)`
  const one = raw('appeal_open_since')
  return {
    name: 'appeals_open',
    stage: 'appeal',
    kind: 'not_split',
    application_type: raw("'not_split'"),
    of: 'cases',
    rows: sql`(select *, unnest(${days}) as ${one} from ${tableSql(cases)}
      where ${oldest} is not null or cast(${further} as varchar) <> '')`,
    where: raw('true'),
    filed: sql`try_cast(${one} as date)`,
    ended: noDay,
    lost: noDay,
    not_open: isOpenStill,
    has_event: never
  }
}

/** Cases of the kinds that are ended by a return decision, whether it came yet or not. */
export function casesOf({ cases }: Tables, kinds: readonly string[], event: DurationEvent): Branch {
  const isOpen = isWord(cases, 'case_status', ['pending', 'appeal_pending'])
  const said = (...found: Outcome[]): Sql => sql`coalesce(${isSaid(cases, 'return_outcome', found)}, false)`
  const [isUnknown, isUndated] =
    event === 'merits'
      ? [said('unknown'), said(...outcomes.filter(isOnTheMerits))]
      : [never, sql`${column('return_outcome')} is not null`]
  const ended = column(event === 'merits' ? 'first_return_decided_on' : 'first_return_completed_on')
  return {
    name: named('cases_returned', event),
    stage: 'return_decision',
    kind: 'not_split',
    application_type: raw("'not_split'"),
    of: 'cases',
    rows: tableSql(cases),
    where: kinds.length > 0 ? isWord(cases, 'case_type', kinds) : never,
    filed: column('filed_on'),
    ended,
    lost: sql`case when ${isOpen} or ${isUnknown} or ${isUndated} then null else ${column('closed_on')} end`,
    not_open: sql`case when ${isOpen} then null when ${isUnknown} then ${place('unknown_outcome')} else ${place('no_date')} end`,
    has_event: sql`${ended} is not null`
  }
}
