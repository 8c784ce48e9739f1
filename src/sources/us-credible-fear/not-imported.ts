import { ReadingError } from '../../reading/reading-error.ts'
import type { Layout } from '../source.ts'

const refusal = (id: string, title: string, matches: Layout['matches'], why: string): Layout => ({
  id,
  title,
  series: 'by-nationality',
  matches,
  // biome-ignore lint/correctness/useYield: it refuses before the first row.
  rows: async function* (_stream, name) {
    throw new ReadingError('unreadable', `${why} Nothing was changed.`, { file: name })
  },
  map: () => ({ rejected: 'not_imported' }),
  coverage: {},
  refuses: true,
  starter: false,
  synthetic: false
})

/** A secondary source whose figures differ from DHS's own table: FY2016 has 91,969 in this file and 91,038 in DHS's. */
export const yearlyFile = refusal(
  'yearly-fy2006-2018',
  'Yearly figures FY2006–2018 (not imported)',
  head => head.replace(/^\uFEFF/, '').startsWith('fiscal_year,fear_not_found,fear_found,other,total'),
  'is the yearly file FY2006–2018. It is not imported: it is a secondary source whose figures differ from DHS’s own (FY2016: 91,969 against 91,038). Import the table by nationality (DoHSdata.csv).'
)
