import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { irbLayouts } from './claims-by-country.ts'
import { irbCodeLists } from './codes.ts'

/** Refugee claims decided by the Immigration and Refugee Board of Canada, by country of alleged persecution. */
export const irbSource: Source = {
  about: about as unknown as About,
  code_lists: irbCodeLists,
  layouts: irbLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.2, unknown_codes_at_most: 0 }
}
