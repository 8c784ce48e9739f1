import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import {
  populationAnswer,
  populationDownload,
  populationFootnotes,
  populationPage,
  populationTable
} from './tables.ts'

/** UNHCR's published stocks of asylum-seekers: those whose application is pending at the end of a year. */
export const unhcrPopulationSource: Source = {
  about: about as unknown as About,
  code_lists: [],
  layouts: [populationTable, populationAnswer, populationPage, populationDownload, populationFootnotes],
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0.02, unknown_codes_at_most: 0 }
}
