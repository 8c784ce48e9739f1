import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { layouts } from './claims-by-country.ts'
import { codeLists } from './codes.ts'

/** Refugee claims decided by the Immigration and Refugee Board of Canada, by country of alleged persecution. */
export const source: Source = {
  about: about as unknown as About,
  code_lists: codeLists,
  layouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.2, unknown_codes_at_most: 0 }
}
