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
        note: 'To whichever country: the old tables do not report destinations.'
      },
      {
        ...{ field: 'INDIC_MG', code: 'Persons returned to a third country' },
        ...{ label: 'Persons returned to a third country', dimension: null, value: null },
        note: 'Excluded, part_of_total. A third country is one outside the EU; it may or may not be that of citizenship.'
      }
    ]
  },
  ...sharedLists('eurostat-returns')
]
