import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { gbDecisionsCodeLists } from './codes.ts'
import { gbDecisionsLayouts } from './tables.ts'

/** Initial decisions on asylum claims in the United Kingdom, and appeals against them, by quarter. */
export const gbDecisionsSource: Source = {
  about: about as unknown as About,
  code_lists: gbDecisionsCodeLists,
  layouts: gbDecisionsLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
