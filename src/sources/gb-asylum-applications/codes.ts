import type {
  applicantTypes,
  splitBooleans,
  waitingPlaces,
  waitingTimes
} from '../../vocabulary/closed-lists.ts'
import { ages, homeOfficeEntries, sexLabels } from '../publishers/home-office/labels.ts'
import type { CodeList } from '../source.ts'

export const applyingAs = {
  'Main applicant': 'main_applicant',
  Dependant: 'dependant'
} as const satisfies Record<string, (typeof applicantTypes)[number]>

/** Unaccompanied asylum-seeking children. */
export const applyingAlone = {
  UASC: 'true',
  'Non-UASC': 'false',
  'Total (pre-2006)': 'not_split'
} as const satisfies Record<string, (typeof splitBooleans)[number]>

/** What is awaited. */
export const awaited = {
  'Pending initial decision': 'first_instance',
  'Pending further review': 'further_review'
} as const satisfies Record<string, (typeof waitingPlaces)[number]>

/** How long it is awaited. */
export const awaitedFor = {
  '6 months or less': 'under_6_months',
  'More than 6 months': '6_months_or_more',
  'N/A - Further review': 'UNK'
} as const satisfies Record<string, (typeof waitingTimes)[number]>

export const gbApplicationsCodeLists: CodeList[] = [
  {
    scheme: 'gb-asylum-claims',
    entries: [
      ...homeOfficeEntries('Age', 'age_group', ages),
      ...homeOfficeEntries('Sex', 'sex', sexLabels),
      ...homeOfficeEntries('Applicant type', 'applicant_type', applyingAs),
      ...homeOfficeEntries('UASC', 'unaccompanied', applyingAlone)
    ]
  },
  {
    scheme: 'gb-asylum-awaiting',
    entries: [
      ...homeOfficeEntries('Application stage', 'waiting_at', awaited),
      ...homeOfficeEntries('Duration', 'waiting_time', awaitedFor)
    ]
  }
]
