import type { CountFact } from '../../vocabulary/fact.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { sharedLists } from '../publishers/eurostat/codes.ts'
import type { CodeList } from '../source.ts'

interface DestinationGroup {
  label: string
  country_of_return: string
  same_country: NonNullable<CountFact['same_country']>
  /** What of returns to other countries it holds, in our words: Eurostat's labels were not seen. */
  return_subtype?: string
}

/**
 * Groups of destinations in `c_dest`. A group is the total of its destinations, whichever they are, and tells whether they
 * are the country of citizenship.
 */
export const groupsOfDestinations = {
  THRD_CTZ: { label: 'Third country of citizenship', country_of_return: 'not_split', same_country: 'true' },
  THRD_OTH: {
    label: 'Other third country',
    ...{ country_of_return: 'not_split', same_country: 'false', return_subtype: 'Other third country' }
  },
  EU27_2020_EFTA_FOR: {
    label: 'Country of the EU or EFTA',
    ...{ country_of_return: 'not_split', same_country: 'false', return_subtype: 'Country of the EU or EFTA' }
  },
  UNK: { label: 'Unknown', country_of_return: 'UNK', same_country: 'not_split' }
} as const satisfies Record<string, DestinationGroup>

/** The group of a code of `c_dest`; undefined for a country and for the total. */
export const destinationGroup = (code: string | undefined): DestinationGroup | undefined =>
  code !== undefined && Object.hasOwn(groupsOfDestinations, code)
    ? groupsOfDestinations[code as keyof typeof groupsOfDestinations]
    : undefined

/** Indicators of the old data explorer. Today's tables have a dimension of destinations instead. */
export const indicators = {
  'Total number of persons returned': {},
  // A subset of the total: returns to countries outside the EU, whether the country of citizenship or not.
  'Persons returned to a third country': { excluded: 'part_of_total' }
} as const satisfies Record<string, { excluded?: string }>

export const eurostatReturnsCodeLists: CodeList[] = [
  {
    scheme: 'eurostat-indic-mg',
    entries: [
      {
        ...{ field: 'INDIC_MG', code: 'Total number of persons returned' },
        ...{ label: 'Total number of persons returned', dimension: 'country_of_return', value: 'not_split' },
        note: said('to_any_country')
      },
      {
        ...{ field: 'INDIC_MG', code: 'Persons returned to a third country' },
        ...{ label: 'Persons returned to a third country', dimension: null, value: null },
        note: said('part_of_returns')
      }
    ]
  },
  {
    scheme: 'eurostat-c-dest',
    entries: Object.entries<DestinationGroup>(groupsOfDestinations).map(
      ([code, { label, country_of_return, same_country }]) => ({
        ...{ field: 'c_dest', code, label, dimension: 'same_country', value: same_country },
        note: said('group_of_destinations', { country_of_return })
      })
    )
  },
  ...sharedLists('eurostat-returns')
]
