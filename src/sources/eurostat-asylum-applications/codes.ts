import type { CountFact } from '../../vocabulary/fact.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import { type EurostatMeaning, eurostatEntries, sharedLists } from '../publishers/eurostat/codes.ts'
import type { CodeList } from '../source.ts'

type History = NonNullable<CountFact['applicant_history']>

/** Today's codes, which are also in the keys of figures. */
export const applicantCodes = {
  TOTAL: { total: 'applicant_history', label: 'Asylum applicant' },
  FRST: { value: 'first_time', label: 'First time applicant' },
  SUBSQ: { value: 'repeat', label: 'Subsequent applicant' }
} as const satisfies Record<string, EurostatMeaning<History>>
export type ApplicantCode = keyof typeof applicantCodes

/** The codes of the dimension until it was named `applicant`. */
export const formerApplicantCodes = {
  ASY_APP: 'TOTAL',
  NASY_APP: 'FRST'
} as const satisfies Record<string, ApplicantCode>

const served: Record<string, EurostatMeaning> = {
  ...applicantCodes,
  ...Object.fromEntries(
    Object.entries(formerApplicantCodes).map(([former, code]) => [former, applicantCodes[code]])
  )
}

export const eurostatApplicationsCodeLists: CodeList[] = [
  {
    scheme: 'eurostat-applicant',
    entries: eurostatEntries('applicant', 'applicant_history', served, {
      TOTAL: said('who_asks_again'),
      ASY_APP: said('who_asks_again')
    })
  },
  ...sharedLists('eurostat-applications')
]
