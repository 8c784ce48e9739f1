import type { applicantTypes, splitBooleans } from '../../vocabulary/closed-lists.ts'
import { said } from '../../vocabulary/labels/texts/texts.ts'
import type { Outcome } from '../../vocabulary/outcome.ts'
import { ages, homeOfficeEntries, sexLabels } from '../publishers/home-office/labels.ts'
import type { CodeList } from '../source.ts'

/**
 * Case outcomes of initial decisions. `Withdrawn / …` names the outcome group too, since other groups may have the same
 * outcome.
 */
export const initialOutcomes = {
  'Refugee Permission': 'refugee_status_granted',
  'Temporary Refugee Permission': 'refugee_status_granted',
  'Humanitarian Protection': 'subsidiary_protection_granted',
  'Exceptional Leave to Remain': 'humanitarian_status_granted',
  'Discretionary Leave': 'humanitarian_status_granted',
  'UASC Leave': 'humanitarian_status_granted',
  'Calais Leave': 'humanitarian_status_granted',
  'Other Grants': 'humanitarian_status_granted',
  'Other Refusals': 'rejected',
  'Certified Refusal': 'rejected',
  'Non-Compliance Refusal': 'rejected',
  // The Home Office counts it as a refusal, though nothing is decided about the claim.
  '3rd Country Refusal': 'rejected_inadmissible',
  'Explicit Withdrawal': 'withdrawn',
  'Implicit Withdrawal': 'abandoned',
  'Non-Substantiated Withdrawal': 'abandoned',
  'Other Withdrawal': 'otherwise_closed',
  'Withdrawn / Total (pre-2010)': 'otherwise_closed',
  'Admin - Void': 'closed_administratively',
  'Admin - Suspended': 'closed_administratively',
  'Admin - Other': 'closed_other',
  'Admin - Deceased': 'closed_other'
} as const satisfies Record<string, Outcome>

export const appealOutcomes = {
  Allowed: 'appeal_sustained',
  Dismissed: 'appeal_dismissed',
  Withdrawn: 'withdrawn'
} as const satisfies Record<string, Outcome>

/** Resettled people arrived with a status: no claim of theirs was decided in the country. */
export const gbCaseTypes = { 'Asylum Case': 'counted', 'Resettlement Case': 'resettlement' } as const

export const applicants = {
  'Main applicant': 'main_applicant',
  Dependant: 'dependant'
} as const satisfies Record<string, (typeof applicantTypes)[number]>

/** Unaccompanied asylum-seeking children. */
export const unaccompanied = {
  UASC: 'true',
  'Non-UASC': 'false',
  'Total (pre-2006)': 'not_split'
} as const satisfies Record<string, (typeof splitBooleans)[number]>

export const gbDecisionsCodeLists: CodeList[] = [
  {
    scheme: 'gb-initial-decision-outcomes',
    entries: homeOfficeEntries('Case outcome', 'outcome', initialOutcomes)
  },
  { scheme: 'gb-appeal-outcomes', entries: homeOfficeEntries('Outcome', 'outcome', appealOutcomes) },
  {
    scheme: 'gb-asylum-case-types',
    entries: [
      {
        ...{ field: 'Case type', code: 'Resettlement Case', label: 'Resettlement Case' },
        ...{ dimension: null, value: null },
        note: said('resettlement_excluded')
      },
      { field: 'Case type', code: 'Asylum Case', label: 'Asylum Case', dimension: null, value: null }
    ]
  },
  {
    scheme: 'gb-asylum-applicants',
    entries: [
      ...homeOfficeEntries('Age', 'age_group', ages),
      ...homeOfficeEntries('Sex', 'sex', sexLabels),
      ...homeOfficeEntries('Applicant type', 'applicant_type', applicants),
      ...homeOfficeEntries('UASC', 'unaccompanied', unaccompanied)
    ]
  }
]
