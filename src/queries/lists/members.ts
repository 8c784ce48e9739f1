import type { SnapshotTable } from '../../snapshot/card.ts'
import {
  countriesAmong,
  eachMembership,
  type Memberships,
  membershipsOf,
  type WithGroups,
  withoutSets
} from '../../vocabulary/countries/groups/memberships.ts'
import { groupedCountries } from '../../vocabulary/measures/dimension.ts'
import { rangeFields } from '../../vocabulary/records/record.ts'
import type { ListCondition } from './condition.ts'

/** The groups of countries that a query names. Throws unknown-code for one that is not here. */
export function membershipsIn(set: WithGroups, query: object): Memberships {
  const given = Object.entries(query).filter(([name]) => Object.hasOwn(groupedCountries, name))
  return membershipsOf(set, {
    filters: Object.fromEntries(given.map(([name, values]) => [name, withoutSets(name, values)]))
  })
}

/** The dates on which membership is decided: the last day of a published period, else the date of the list. */
const dates = {
  published_counts: { date: 'period_to', grain: 'count' },
  decisions: { date: 'decided_on', grain: 'decision' },
  cases: { date: 'filed_on', grain: 'case' },
  returns: { date: 'returned_on', grain: 'return' },
  events: { date: 'occurred_on', grain: 'event' }
} as const satisfies Record<SnapshotTable, object>

/** The conditions of rows whose countries are members of the groups on their day. */
export function memberConditions(table: SnapshotTable, memberships: Memberships): ListCondition[] {
  const { date, grain } = dates[table]
  const precision = rangeFields(grain).find(({ name }) => name === date)?.precision
  return eachMembership(memberships).map(({ of, groups }) => ({
    ...{ kind: 'member' as const, column: of, date, members: groups.flatMap(({ members }) => members) },
    ...(precision === undefined ? {} : { precision })
  }))
}

/** The countries of groups, in the place of those that a query does not name. */
export function namedPlaces<Reach extends { nationality?: unknown; country_of_asylum?: unknown }>(
  reach: Reach,
  memberships: Memberships
): Reach {
  const found = { ...reach }
  for (const { of, groups } of eachMembership(memberships))
    if ((of === 'nationality' || of === 'country_of_asylum') && found[of] === undefined)
      Object.assign(found, { [of]: countriesAmong(groups) })
  return found
}
