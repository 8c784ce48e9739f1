import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { asylumOfficeCodeLists } from './codes.ts'
import { foiaRows } from './foia-rows.ts'

/** Single decisions of US asylum officers on affirmative claims, from a FOIA release. */
export const asylumOfficeSource: Source = {
  about: about as About,
  code_lists: asylumOfficeCodeLists,
  layouts: [foiaRows],
  // In the whole release about 820 rows have an outcome whose exact text is not known yet.
  expectations: {
    rejected_at_most: 0,
    rows_shrink_at_most: 0,
    unknown_codes_at_most: 2000,
    impossible_dates_at_most: 0.01
  }
}
