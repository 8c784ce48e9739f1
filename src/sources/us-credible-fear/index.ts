import type { About } from '../../vocabulary/about.ts'
import type { Source } from '../source.ts'
import about from './about.json' with { type: 'json' }
import { byNationality } from './by-nationality.ts'
import { credibleFearCodeLists } from './codes.ts'
import { filedLayouts } from './filed.ts'
import { yearlyFile } from './not-imported.ts'
import { resultLayouts } from './results.ts'
import { semiMonthlyReport } from './semi-monthly.ts'
import { starterFearTable } from './starter-table.ts'

/** US credible-fear screenings by nationality, by month and by half-month: the first check of whether a claim may be heard. */
export const credibleFearSource: Source = {
  about: about as About,
  code_lists: credibleFearCodeLists,
  layouts: [
    byNationality,
    starterFearTable,
    yearlyFile,
    semiMonthlyReport,
    ...resultLayouts,
    ...filedLayouts
  ],
  expectations: { rejected_at_most: 0, rows_shrink_at_most: 0, unknown_codes_at_most: 0 }
}
