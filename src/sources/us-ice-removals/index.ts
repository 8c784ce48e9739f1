import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { iceRemovalsCodeLists } from './codes.ts'
import { removalFiles } from './release-files.ts'

/** Departures that US Immigration and Customs Enforcement carried out or confirmed, from its FOIA releases. */
export const iceRemovalsSource: Source = {
  about: about as unknown as About,
  code_lists: iceRemovalsCodeLists,
  layouts: [],
  case_layouts: [removalFiles],
  // Departure dates are nearly clean. KOREA, which is two countries, and a few other names stay unknown.
  expectations: {
    rejected_at_most: 1000,
    rows_shrink_at_most: 0.02,
    unknown_codes_at_most: 10_000,
    impossible_dates_at_most: 0.01
  }
}
