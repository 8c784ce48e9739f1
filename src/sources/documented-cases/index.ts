import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { documentedCasesCodeLists } from './codes.ts'
import { documentedCases, starterCases } from './file.ts'

/** Single cases reported by the press, counsel or a court, each event with who reported it and how certain it is. */
export const documentedCasesSource: Source = {
  about: about as About,
  code_lists: documentedCasesCodeLists,
  layouts: [documentedCases, starterCases],
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.5, unknown_codes_at_most: 0 }
}
