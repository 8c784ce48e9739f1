import { allOf, anyOf } from '../../snapshot/sql/conditions.ts'
import { dayLiteral, literal } from '../../snapshot/sql/literals.ts'
import { join, raw, type Sql, sql } from '../../snapshot/sql/sql.ts'
import type { CountryGroup } from '../../vocabulary/countries/groups/country-group.ts'
import { eachMembership, type Memberships } from '../../vocabulary/countries/groups/memberships.ts'
import { type CountryGroupDimension, groupedCountries } from '../../vocabulary/measures/dimension.ts'
import { addDays } from '../../vocabulary/time/day.ts'
import { type DatedRows, recordDay } from './record-dates.ts'
import { isWord, type Worded } from './words.ts'

/** The rows of a question, and the groups of countries that it names. */
type GroupedRows = DatedRows & { memberships?: Memberships }

/** Countries by the span in which they are members. */
function spansOfGroups(groups: readonly CountryGroup[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { country, from = '', to = '' } of groups.flatMap(({ members }) => members)) {
    const id = `${from} ${to}`
    found.set(id, [...(found.get(id) ?? []), country])
  }
  return found
}

/** The condition that the country of a row is a member of one of the groups on a day; false where the day is null. */
export function isMemberSql(
  worded: Worded,
  name: CountryGroupDimension,
  groups: readonly CountryGroup[],
  day: Sql
): Sql {
  const conditions = [...spansOfGroups(groups)].map(([span, codes]) => {
    const [from = '', to = ''] = span.split(' ')
    return allOf([
      isWord(worded, groupedCountries[name], codes),
      ...(from === '' ? [] : [sql`${day} >= ${dayLiteral(from)}`]),
      ...(to === '' ? [] : [sql`${day} <= ${dayLiteral(to)}`])
    ])
  })
  return sql`coalesce(${anyOf(conditions)}, false)`
}

const isDated = (groups: readonly CountryGroup[]): boolean =>
  groups.some(({ members }) => members.some(({ from, to }) => from !== undefined || to !== undefined))

/** The groups of a question whose membership has days. */
export const datedMemberships = (memberships: Memberships | undefined) =>
  eachMembership(memberships).filter(({ groups }) => isDated(groups))

/** That all countries of a row are members on a day, for groups whose membership has days; undefined without such. */
export function areMembersSql(frame: Worded & { memberships?: Memberships }, day: Sql): Sql | undefined {
  const dated = datedMemberships(frame.memberships)
  return dated.length === 0
    ? undefined
    : allOf(dated.map(({ name, groups }) => isMemberSql(frame, name, groups, day)))
}

/** Whether a country joins or leaves one of the groups inside a month, which no rollup by month can tell. */
export const changesInMonths = (memberships: Memberships | undefined): boolean =>
  datedMemberships(memberships).some(({ groups }) =>
    groups.some(({ members }) =>
      members.some(
        ({ from = '-01', to }) =>
          !from.endsWith('-01') || (to !== undefined && !addDays(to, 1).endsWith('-01'))
      )
    )
  )

/** The last day of a row of statistics, on which membership is decided. */
export const memberDay = (frame: GroupedRows): Sql =>
  (changesInMonths(frame.memberships) ? recordDay(frame) : undefined) ?? raw('p_to')

/** The group of a row, as its id: of groups that share no country a row is in one at most. */
export const groupOfRow = (frame: GroupedRows & Worded, name: CountryGroupDimension): Sql =>
  sql`case ${join(
    (frame.memberships?.[name] ?? []).map(
      group => sql`when ${isMemberSql(frame, name, [group], memberDay(frame))} then ${literal(group.id)}`
    ),
    ' '
  )} end`
