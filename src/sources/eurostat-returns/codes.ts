import { said } from '../../vocabulary/labels/texts/texts.ts'
import { sharedLists } from '../eurostat/codes.ts'
import type { CodeList } from '../source.ts'

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
  ...sharedLists('eurostat-returns')
]
