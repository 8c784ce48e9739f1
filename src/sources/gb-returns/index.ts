import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { gbReturnsCodeLists } from './codes.ts'
import { gbReturnsLayouts } from './tables.ts'

/** Returns from the United Kingdom, by nationality or by destination, by quarter. */
export const gbReturnsSource: Source = {
  about: about as unknown as About,
  code_lists: gbReturnsCodeLists,
  layouts: gbReturnsLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
