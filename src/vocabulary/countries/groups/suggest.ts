import { inOneText, said, withMeant } from '../../labels/texts/texts.ts'
import { nearest, Problem } from '../../problem.ts'
import { fold } from '../country-name.ts'
import { type CountryGroup, groupSets } from './country-group.ts'

/** What people write for a group that has another id here. */
const written: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    ...{
      'european union': ['EU'],
      ue: ['EU'],
      eu27: ['EU'],
      eu28: ['EU'],
      'eu27 2020': ['EU'],
      eu15: ['EU']
    },
    ...{ europe: ['UN_EUROPE', 'EU'], europa: ['UN_EUROPE', 'EU'], ocde: ['OECD'] },
    ...{ america: ['UN_AMERICAS', 'UN_NORTHERN_AMERICA'], 'north america': ['UN_NORTHERN_AMERICA'] },
    ...{ 'north africa': ['UN_NORTHERN_AFRICA'], 'west africa': ['UN_WESTERN_AFRICA'] },
    ...{ 'east africa': ['UN_EASTERN_AFRICA'], 'middle east': ['UN_WESTERN_ASIA'] },
    ...{ 'latin america': ['UN_LATIN_AMERICA_AND_CARIBBEAN'], 'central africa': ['UN_MIDDLE_AFRICA'] }
  })
)

const plain = (text: string): string =>
  fold(text.replaceAll(/[_-]/g, ' ')).replace(/^(the|la|las|el|un) /, '')

/** Up to five groups that a text may mean: by id or name whatever the case, by a name in use, or by a similar id. */
export function suggestGroups(text: string, groups: readonly CountryGroup[]): string[] {
  const wanted = plain(text)
  const ids = [...groups.map(({ id }) => id), ...groupSets.map(({ id }) => id)]
  const same = ids.filter(id => plain(id) === wanted || id.toLowerCase() === text.toLowerCase())
  const named = groups.filter(({ names }) => Object.values(names).some(name => plain(name) === wanted))
  const known = written.get(wanted) ?? []
  const found = [...same, ...known, ...named.map(({ id }) => id)]
  // A short text is another group and no misspelling: G7 is not EU.
  const similar = found.length === 0 && text.length > 4 ? nearest(text, ids) : []
  return [...new Set([...found, ...similar])].slice(0, 5)
}

/** Throws unknown-code for a group that is not here, with the groups that may be meant. */
export function unknownGroup(parameter: string, id: string, groups: readonly CountryGroup[]): never {
  const meant = suggestGroups(id, groups)
  throw new Problem(
    'unknown-code',
    inOneText([
      withMeant(said('no_group_in', { name: parameter, id: id.slice(0, 100) }), meant),
      said('see_groups')
    ]),
    [{ parameter, code: 'unknown-code', ...(meant.length > 0 ? { did_you_mean: meant } : {}) }]
  )
}
