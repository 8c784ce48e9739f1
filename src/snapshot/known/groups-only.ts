import { countryByCode } from '../../vocabulary/countries/country.ts'
import { filterTold } from '../../vocabulary/labels/codes-told.ts'
import { inTwoForms, type TwoForms, twoFormsInOne } from '../../vocabulary/labels/texts/two-forms.ts'
import type { ReleaseEntry, SnapshotTable } from '../card.ts'

const isPlace = (code: string): boolean =>
  ['current', 'dissolved', 'user-assigned'].includes(countryByCode(code)?.status ?? 'special')

/**
 * Why a table with a column of destinations has no figure of any country: it tells groups of them, which are named by
 * the filters that give them. undefined where a row names a country, or no group is told.
 */
export function groupsOfDestinationsOnly(
  { stored }: Pick<ReleaseEntry, 'stored'>,
  table: SnapshotTable
): TwoForms | undefined {
  const words = stored?.words[table]
  const wordsOf = (name: string): string[] =>
    [...(words?.get(name) ?? [])].filter(word => word !== 'not_split').sort()
  if (!words?.has('country_of_return') || wordsOf('country_of_return').some(isPlace)) return undefined
  const groups = ['same_country', 'return_subtype'].flatMap(name =>
    wordsOf(name).map(word => filterTold(name, word))
  )
  return groups.length === 0
    ? undefined
    : inTwoForms('groups_of_destinations_only', { groups: twoFormsInOne(groups, ', ') })
}

/** Whether a question names a country of return, or a group of such countries. */
export const namesDestination = ({
  country_of_return = [],
  country_of_return_group = []
}: {
  country_of_return?: readonly string[] | undefined
  country_of_return_group?: readonly string[] | undefined
}): boolean => country_of_return.some(isPlace) || country_of_return_group.length > 0
