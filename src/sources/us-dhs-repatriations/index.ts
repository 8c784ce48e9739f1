import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { repatriationCodeLists } from './codes.ts'
import { repatriationLayouts } from './tables.ts'

/** Departures from the United States that its Department of Homeland Security carried out, by type or by nationality. */
export const repatriationsSource: Source = {
  about: about as unknown as About,
  code_lists: repatriationCodeLists,
  layouts: repatriationLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
