// Regions of UN M49, the present edition: each member at the finest level that has it.
import { type LocalText, said } from '../../labels/texts/texts.ts'
import regions from './un-regions.json' with { type: 'json' }
// Dated membership, from the accession lists of each union: see `source` and `edition` in the file.
import unions from './unions.json' with { type: 'json' }

/** A country in a group, from the first to the last day; open where a day is left out. */
export interface Membership {
  country: string
  from?: string
  to?: string
}

/** Countries that are counted together by the days of their membership. Its numbers are computed, never published. */
export interface CountryGroup {
  id: string
  /** The name inside a sentence: `the European Union`. */
  names: Readonly<Record<'en' | 'es' | 'fr', string>>
  source: LocalText
  /** What the membership is as of. */
  edition: LocalText
  note?: LocalText
  /** Whether the operator of this service made it. */
  is_own: boolean
  /** By country; one country may have several spans. */
  members: readonly Membership[]
}

/** Groups that share no member: together they are one split of the world. */
export interface GroupSet {
  id: string
  groups: readonly string[]
}

const m49 = { source: said('m49_source'), edition: said('m49_edition'), note: said('m49_note') }

/** The members of a region and of all regions in it. */
function countriesIn(id: string): string[] {
  const own = regions.find(region => region.id === id)?.members ?? []
  return [...own, ...regions.flatMap(({ id: part, parent }) => (parent === id ? countriesIn(part) : []))]
}

const ofUnions: CountryGroup[] = unions.map(union => ({ ...union, is_own: false }))
const ofRegions: CountryGroup[] = regions.map(({ id, names }) => ({
  ...{ id, names, ...m49, is_own: false },
  members: countriesIn(id)
    .sort()
    .map(country => ({ country }))
}))

/** The groups that every service has. */
export const builtInGroups: readonly CountryGroup[] = ofUnions.concat(ofRegions)

/** The level of UN M49 whose regions each set has. */
const levels = { UN_REGIONS: 'region', UN_SUBREGIONS: 'subregion' } as const

/** Names that stand for several groups in a request. */
export const groupSets: readonly GroupSet[] = Object.entries(levels).map(([id, level]) => ({
  id,
  groups: regions.flatMap(region => (region.level === level ? [region.id] : []))
}))

/** The ids of groups that a request names, the names of sets replaced by their groups. */
export const groupsNamed = (names: readonly string[]): string[] => [
  ...new Set(names.flatMap(name => groupSets.find(({ id }) => id === name)?.groups ?? [name]))
]

/** Whether a country is in the group on a day. */
export const isMemberOn = ({ members }: Pick<CountryGroup, 'members'>, code: string, day: string): boolean =>
  members.some(({ country, from = '', to = '9999' }) => country === code && from <= day && day <= to)

/** Memberships that hold on some day of a span. */
export const membersWithin = (
  { members }: Pick<CountryGroup, 'members'>,
  { from: first, to: last }: { from: string; to: string }
): Membership[] => members.filter(({ from = '', to = '9999' }) => from <= last && to >= first)

/** Countries that two groups have on the same day. */
export const sharedBy = (one: CountryGroup, other: CountryGroup): string[] => [
  ...new Set(
    one.members.flatMap(({ country, from = '', to = '9999' }) =>
      membersWithin(other, { from, to }).some(each => each.country === country) ? [country] : []
    )
  )
]
