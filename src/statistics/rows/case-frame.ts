import type { ReleaseSet } from '../../snapshot/release-set.ts'
import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { dayLiteral } from '../../snapshot/sql/literals.ts'
import { chosenTable, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import { type CaveatNote, noteOf } from '../../vocabulary/caveat-note.ts'
import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { DateBasis } from '../../vocabulary/time/period.ts'
import type { Opened } from '../kinds/kind.ts'
import { type Subject, subjects } from '../kinds/subject.ts'
import { filtersIn } from '../question/question.ts'
import { ofRecords } from '../rollups/records.ts'
import { caveatsOfNothing } from '../table/caveats.ts'
import { finding } from './finding.ts'
import { areMembersSql, datedMemberships } from './member.ts'
import { openScope } from './scope.ts'
import { areInScope, isWord } from './words.ts'

type Asking = Pick<ReleaseSet, 'query'>

/** A question about cases, and the release that answers it. */
export type CaseFrame = Opened

/**
 * The subject of statistics on cases that have measures of their own (vocabulary/case-statistics), for the common
 * stages.
 */
export const caseSubject = (
  path: string,
  title: string,
  { groups, filters }: { groups: readonly string[]; filters: readonly string[] },
  date_bases: readonly [DateBasis, ...DateBasis[]] = ['filed']
): Subject => ({
  ...subjects.cases,
  path,
  title,
  date_bases,
  groups: groups.filter(isStored),
  filters: filters.filter(isStored)
})
/** waiting_time is derived from the day of the release, and not stored. */
const isStored = (name: string): name is Dimension => name !== 'waiting_time'

/**
 * The filters of a question as one condition on rows. `day`: the day on which countries have to be in the groups that it
 * names; left out, any day. A row without this day stays, since it may have been in a group: it is left out as no_date.
 */
export function filtersSql({ question, frame }: CaseFrame, day?: Sql): Sql {
  const members = day && areMembersSql(frame, day)
  return allOf([
    ...filtersIn(question).map(([name, values]) => isWord(frame, name, values)),
    ...(members ? [anyOf([sql`${day} is null`, members])] : [])
  ])
}

/** Whether a row without a date is in no cell: the question has a period, or groups that countries joined or left. */
export const needsDate = ({ frame: { clock, memberships } }: CaseFrame): boolean =>
  clock.from !== undefined || clock.to !== undefined || datedMemberships(memberships).length > 0

/** Excludes rows with a date outside the requested period. Rows without a date stay, since they may lie in it. */
export function insideSql({ frame: { clock } }: CaseFrame, date: Sql): Sql {
  const bounds = [
    ...(clock.from === undefined ? [] : [sql`${date} >= ${dayLiteral(clock.from)}`]),
    ...(clock.to === undefined ? [] : [sql`${date} <= ${dayLiteral(clock.to)}`])
  ]
  return bounds.length === 0 ? raw('true') : sql`(${date} is null or ${allOf(bounds)})`
}

/**
 * The caveats that touch cases in scope. One for several values that are added up (`adds_up`) applies where one of them
 * is in scope and the filters leave its dimension open.
 */
export async function caseCaveats(set: Asking, open: CaseFrame, isEmpty: boolean): Promise<CaveatNote[]> {
  const { frame, question } = open
  const { release } = frame.chosen
  if (isEmpty) return caveatsOfNothing(frame.chosen, question)
  const candidates = release.about.caveats.flatMap(caveat => {
    const scope = openScope(caveat.scope, question, frame)
    return scope === false || (caveat.when === 'adds_up' && scope.length === 0) ? [] : [{ caveat, scope }]
  })
  const sought = candidates.filter(({ scope }) => scope.length > 0)
  const found = await finding(
    set,
    sought.map(({ scope }) => {
      const touched = sql`${filtersSql(open)} and ${areInScope(frame, scope)}`
      return ofRecords(
        frame.chosen,
        'filed_on',
        sql`select 1 from ${chosenTable.name} where ${touched} limit 1`
      )
    })
  )
  return candidates
    .filter(each => each.scope.length === 0 || found[sought.indexOf(each)])
    .map(({ caveat }) => noteOf(caveat, release.source))
}
