import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { eoirCasesCodeLists } from './codes/code-lists.ts'
import { caseData } from './reading/layout.ts'

/** The cases of the US immigration courts, from the agency's monthly release of its whole database. */
export const eoirCasesSource: Source = {
  about: about as unknown as About,
  code_lists: eoirCasesCodeLists,
  layouts: [],
  case_layouts: [caseData],
  // Of some 47 million rows: about 200 are damaged, and some thousands name a case or proceeding that is not there.
  // A type of claim that is in no lookup (J) and letters that a case type does not have are counted as unknown.
  expectations: {
    rejected_at_most: 100_000,
    rows_shrink_at_most: 0.02,
    unknown_codes_at_most: 500_000,
    impossible_dates_at_most: 0.01
  }
}
