import { countriesAmong, eachMembership, isAmong } from '../../vocabulary/countries/groups/memberships.ts'
import type { Dimension, groupedCountries } from '../../vocabulary/measures/dimension.ts'
import type { Frame } from '../rows/columns.ts'
import type { Holdings, MissingFigure } from './lack.ts'
import type { PeriodSpan } from './series-periods.ts'

type Place = (typeof groupedCountries)[keyof typeof groupedCountries]
type Key = readonly string[]

/** The countries that the cells of an answer add, by the groups that the question names. */
export interface GroupMembers {
  /** Whether a cell adds the figures of a country in a period; true where no group is named. */
  isIn(place: Place, code: string, key: Key, from: string): boolean
  /** The countries of the groups in a cell and a period; undefined where no group is named, or each cell has one country. */
  countries(place: Place, key: Key, from: string): string[] | undefined
}

/** `groups`: the dimensions of keys. A country is in a group in a period if it is on its last day. */
export function groupMembers(
  { memberships }: Pick<Frame, 'memberships'>,
  groups: readonly Dimension[],
  periods: readonly PeriodSpan[]
): GroupMembers {
  const lastDays = new Map(periods.map(({ from, to }) => [from, to]))
  const lastDay = (from: string): string => lastDays.get(from) ?? from
  const named = eachMembership(memberships)
  const groupsIn = (place: Place, key: Key) => {
    const found = named.find(({ of }) => of === place)
    if (found === undefined) return undefined
    const at = groups.indexOf(found.name)
    return at < 0 ? found.groups : found.groups.filter(({ id }) => id === key[at])
  }
  return {
    isIn: (place, code, key, from) => {
      const own = groupsIn(place, key)
      return own === undefined || isAmong(own, code, lastDay(from))
    },
    countries: (place, key, from) => {
      const own = groups.includes(place) ? undefined : groupsIn(place, key)
      const day = lastDay(from)
      return own && countriesAmong(own, { from: day, to: day })
    }
  }
}

/**
 * Members of the groups that a cell adds and that do not tell a period, although the table has figures of theirs
 * (`known`). One that it never has is none of its reporters.
 */
export const untoldMembers =
  (
    members: GroupMembers,
    tells: Holdings['tells'],
    places: readonly Place[],
    known: (place: Place, key: Key) => ReadonlySet<string>
  ): ((key: Key, from: string) => MissingFigure[]) =>
  (key, from) =>
    places.flatMap((dimension): MissingFigure[] => {
      const values = members
        .countries(dimension, key, from)
        ?.filter(code => known(dimension, key).has(code) && !tells(key, from, dimension, code))
      if (values === undefined || values.length === 0) return []
      return [{ key, from, kind: 'unit', dimension, values, reporter: '', nationality: '' }]
    })
