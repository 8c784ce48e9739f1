import type { ReleaseSet } from '../../snapshot/release-set.ts'
import {
  builtInGroups,
  type CountryGroup,
  groupSets
} from '../../vocabulary/countries/groups/country-group.ts'
import { suggestGroups } from '../../vocabulary/countries/groups/suggest.ts'
import { inOneText, said, withMeant } from '../../vocabulary/labels/texts/texts.ts'
import { Problem } from '../../vocabulary/problem.ts'
import { wholeList } from '../whole-list.ts'

type Grouped = Pick<ReleaseSet, 'country_groups'>

const groupRow = ({ id, names, source, edition, note, is_own, members }: CountryGroup) => ({
  id,
  name_en: names.en,
  name_es: names.es,
  name_fr: names.fr,
  source,
  edition,
  note: note ?? null,
  is_own,
  sets: groupSets.filter(({ groups }) => groups.includes(id)).map(set => set.id),
  members: members.map(({ country, from, to }) => ({ country, from: from ?? null, to: to ?? null }))
})

/** Every group of countries: those that are built in, then the operator's own. */
export const allCountryGroups = ({ country_groups = builtInGroups }: Grouped) =>
  wholeList(country_groups.map(groupRow))

/** One group. Throws not-found, with the groups that may be meant. */
export function oneCountryGroup({ country_groups = builtInGroups }: Grouped, id: string) {
  const group = country_groups.find(each => each.id === id)
  if (group) return { data: groupRow(group) }
  const meant = suggestGroups(id, country_groups)
  throw new Problem(
    'not-found',
    inOneText([withMeant(said('no_group', { id: id.slice(0, 100) }), meant), said('see_groups')]),
    [{ parameter: 'group', code: 'not-found', ...(meant.length > 0 ? { did_you_mean: meant } : {}) }]
  )
}
