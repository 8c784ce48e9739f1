import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { eurostatReturnsCodeLists } from './codes.ts'
import { eurostatReturnsLayouts } from './tables.ts'

/** Persons returned from European countries after an order to leave, as Eurostat publishes what those report. */
export const eurostatReturnsSource: Source = {
  about: about as unknown as About,
  code_lists: eurostatReturnsCodeLists,
  layouts: eurostatReturnsLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
