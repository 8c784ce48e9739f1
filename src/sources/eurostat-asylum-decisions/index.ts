import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { eurostatDecisionsCodeLists } from './codes.ts'
import { eurostatDecisionsLayouts } from './tables.ts'

/** Decisions on asylum applications in Europe, as Eurostat publishes what its countries report. */
export const eurostatDecisionsSource: Source = {
  about: about as unknown as About,
  code_lists: eurostatDecisionsCodeLists,
  layouts: eurostatDecisionsLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
