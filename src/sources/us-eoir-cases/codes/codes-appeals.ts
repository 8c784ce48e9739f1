import type { AppealedBy } from '../../../vocabulary/outcome.ts'
import type { Codes } from './codes.ts'

/** strAppealType: the appeals that are counted, in the spelling that is published and kept. */
export const appealTypes = {
  'Case Appeal': 'Case Appeal',
  'MTR BIA': 'MTR BIA',
  'Appeal of IJ MTR': 'Appeal of IJ MTR',
  'Circuit Court Remand': 'Circuit Court Remand'
} as const

/** strCaseType of the appeals that are counted. */
export const appealedCaseTypes: readonly string[] = ['RMV', 'DEP', 'EXC', 'AOC', 'WHO']

/** strBIADecision: what the Board of Immigration Appeals did with the appeal. */
export const boardDecisions: Codes = {
  DIS: ['appeal_dismissed', "Dismiss Appeal/Affirm IJ's Decision"],
  DVD: ['appeal_dismissed', 'Dismissed (Voluntary Departure Granted)'],
  D30: ['appeal_dismissed', 'Dismissed (Grant V/D 30 days)'],
  SAF: ['appeal_dismissed', 'Summary Affirmance'],
  SAV: ['appeal_dismissed', 'SUMMARY AFFIRMANCE/VD'],
  DSO: ['appeal_dismissed', 'Dismiss Soriano'],
  SAD: ['appeal_dismissed', 'Summary Dismissal (a) inad reason on appeal'],
  SDG: ['appeal_dismissed', 'Summary Dismissal (G) untimely or waived appeal'],
  SED: ['appeal_dismissed', 'Summary Dismissal (e) no brief'],
  SND: ['appeal_dismissed', 'SUMMARY DISMISSAL  - BOTH (a) & (e)'],
  SOD: ['appeal_dismissed', 'Summary Dismissal (o) Other'],
  SUD: ['appeal_dismissed', 'Summarily Dismiss'],
  DMO: ['appeal_dismissed', 'Dismissed as Moot'],
  DUT: ['appeal_dismissed', 'Dismiss as Untimely'],
  REJ: ['appeal_dismissed', 'Rejection'],
  NJU: ['appeal_dismissed', 'Lacks Jurisdiction -  BIA'],
  DEN: ['appeal_dismissed', 'Denied'],
  DNS: ['appeal_dismissed', 'Denied Soriano'],
  CFD: ['appeal_dismissed', 'Final Denial of EOIR 42B/40'],
  CFV: ['appeal_dismissed', 'Final Denial of 42B/40 - Granting VD'],
  FMD: ['appeal_dismissed', 'Franco Motion DEN; Remove/Ineligible Relief'],
  SUS: ['appeal_sustained', 'Sustain'],
  GRN: ['appeal_sustained', 'Granted'],
  GNR: ['appeal_sustained', 'Grant with no Remand'],
  GRS: ['appeal_sustained', 'Granted Soriano'],
  CGR: ['appeal_sustained', 'ANY CONDITIONAL GRANT OF RELIEF-EXCEPT CPC'],
  CPC: ['appeal_sustained', 'Conditional Grant--CPC Asylum'],
  CPG: ['appeal_sustained', 'Coercive Population Control'],
  CFG: ['appeal_sustained', 'Final Grant of EOIR 42B/40'],
  REM: ['remanded', 'Remand'],
  BCR: ['remanded', 'Background Check Remand'],
  TER: ['terminated', 'Termination'],
  TPD: ['terminated', 'Terminate-DHS PD'],
  // The record of the hearing went back to be completed: the appeal was not decided.
  ACR: ['not_adjudicated', 'ROP Returned to Court to correct deficiency'],
  ADR: ['not_adjudicated', 'Administrative Return'],
  WDL: ['withdrawn', 'Withdrawal of Appeal'],
  WPD: ['withdrawn', 'Withdrawal-DHS PD'],
  ADM: ['closed_administratively', 'Administratively Closed'],
  APD: ['closed_administratively', 'Administratively Closed-DHS PD'],
  CTM: ['closed_administratively', 'Administratively closed other than ABC'],
  ABC: ['closed_administratively', 'American Baptist Church Settlement'],
  SCC: ['closed_administratively', 'Suspension Cancellation CAP'],
  SUP: ['closed_administratively', 'Suspension Completion'],
  TPS: ['closed_administratively', 'Temporary Protected Status'],
  DED: ['closed_administratively', 'Deferred Enforced Departure'],
  // Neither sustained nor dismissed.
  BVD: ['closed_other', 'BIA GRANTS VOLUNTARY DEPARTURE EXCEPT WHEN CFV APPLIES'],
  OTH: ['closed_other', 'Other'],
  OTS: ['closed_other', 'Other Soriano'],
  CON: ['closed_other', 'Continued'],
  NAN: ['closed_other', 'NACARA NOTICE'],
  SNC: ['closed_other', 'SPECIAL NACARA CONTINUATION'],
  'S-L': ['closed_other', 'Streamlining'],
  MBD: ['closed_other', 'Moot Bond']
}

/** strFedCourtDecision. In practice only remands are recorded. */
export const courtDecisions: Codes = {
  REM: ['remanded', 'Remand'],
  DIS: ['appeal_dismissed', 'Dismiss'],
  SUS: ['appeal_sustained', 'Sustain'],
  FCD: ['unknown', 'Federal Court Decision #1']
}

/** strFiledBy: who appealed. */
export const filedBy = {
  A: { appealed_by: 'applicant', label: 'Alien' },
  I: { appealed_by: 'government', label: 'DHS' },
  B: { appealed_by: 'both', label: 'Both' },
  O: { appealed_by: 'other', label: 'Other' },
  P: { appealed_by: 'other', label: 'Petitioner' },
  T: { appealed_by: 'other', label: 'Applicant' },
  C: { appealed_by: 'other', label: 'Carrier' },
  E: { appealed_by: 'other', label: 'EOIR' },
  H: { appealed_by: 'other', label: 'ORR' }
} as const satisfies Record<string, { appealed_by: AppealedBy; label: string }>
