import { type LocalText, said } from '../../labels/texts/texts.ts'
import {
  type CountryGroupDimension,
  type Dimension,
  groupedCountries,
  isCountryGroup
} from '../../measures/dimension.ts'
import { Problem } from '../../problem.ts'
import {
  builtInGroups,
  type CountryGroup,
  groupsNamed,
  isMemberOn,
  membersWithin,
  sharedBy
} from './country-group.ts'
import { unknownGroup } from './suggest.ts'

/** The groups of countries that a question names, by parameter. */
export type Memberships = Readonly<Partial<Record<CountryGroupDimension, readonly CountryGroup[]>>>

/** The groups of countries of a service; without its own, those that are built in. */
export interface WithGroups {
  country_groups?: readonly CountryGroup[]
}

/** The part of a question that can name groups. */
interface NamesGroups {
  filters?: Readonly<Partial<Record<Dimension, readonly string[]>>>
  group_by?: readonly Dimension[]
}

/** The values of a filter, in which the name of a set of groups is replaced by the groups. */
export const withoutSets = (name: string, values: readonly string[]): readonly string[] =>
  isCountryGroup(name) ? groupsNamed(values) : values

/** The entries of memberships, each with the dimension of the countries. */
export const eachMembership = (
  memberships: Memberships = {}
): { name: CountryGroupDimension; of: Dimension; groups: readonly CountryGroup[] }[] =>
  (Object.keys(groupedCountries) as CountryGroupDimension[]).flatMap(name => {
    const groups = memberships[name]
    return groups === undefined ? [] : [{ name, of: groupedCountries[name], groups }]
  })

/**
 * Finds the groups that a question names. Throws unknown-code for one that is not here, and a Problem for a grouping
 * without a filter that names its groups, or by groups that share a country: their rows would be added up.
 */
export function membershipsOf(
  { country_groups = builtInGroups }: WithGroups,
  { filters = {}, group_by = [] }: NamesGroups
): Memberships {
  const found: Partial<Record<CountryGroupDimension, readonly CountryGroup[]>> = {}
  for (const name of Object.keys(groupedCountries) as CountryGroupDimension[]) {
    const ids = filters[name]
    if (ids === undefined && group_by.includes(name)) throw withoutNames(name)
    if (ids === undefined) continue
    const groups = ids.map(
      id => country_groups.find(group => group.id === id) ?? unknownGroup(name, id, country_groups)
    )
    if (group_by.includes(name)) refuseShared(name, groups)
    found[name] = groups
  }
  return found
}

const withoutNames = (name: CountryGroupDimension): Problem =>
  new Problem('unsupported-combination', said('groups_unnamed', { name }), [
    { parameter: name, code: 'unsupported-combination', did_you_mean: ['UN_REGIONS', 'UN_SUBREGIONS'] }
  ])

function refuseShared(name: CountryGroupDimension, groups: readonly CountryGroup[]): void {
  for (const [i, one] of groups.entries())
    for (const other of groups.slice(i + 1)) {
      const shared = sharedBy(one, other)
      if (shared.length > 0)
        throw new Problem(
          'unsupported-combination',
          said('groups_share', { one: one.id, other: other.id, codes: firstOf(shared), name }),
          [{ parameter: name, code: 'unsupported-combination' }]
        )
    }
}

const firstOf = (codes: readonly string[]): LocalText =>
  codes.length <= 5
    ? codes.join(', ')
    : said('and_more', { codes: codes.slice(0, 5).join(', '), n: codes.length - 5 })

/** Whether a country is in any of the groups on the last day of a period. */
export const isAmong = (groups: readonly CountryGroup[], code: string, day: string): boolean =>
  groups.some(group => isMemberOn(group, code, day))

/** The countries that are in any of the groups on some day of a span, sorted. */
export const countriesAmong = (
  groups: readonly CountryGroup[],
  days: { from: string; to: string } = { from: '', to: '9999' }
): string[] =>
  [...new Set(groups.flatMap(group => membersWithin(group, days).map(({ country }) => country)))].sort()
