import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { eurostatApplicationsCodeLists } from './codes.ts'
import { eurostatApplicationsLayouts } from './tables.ts'

/** Eurostat's applicants for asylum by year and by month, and how many are pending at the end of a month. */
export const eurostatApplicationsSource: Source = {
  about: about as unknown as About,
  code_lists: eurostatApplicationsCodeLists,
  layouts: eurostatApplicationsLayouts,
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
