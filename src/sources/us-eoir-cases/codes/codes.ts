import type { applicationTypes } from '../../../vocabulary/closed-lists.ts'
import type { Outcome } from '../../../vocabulary/outcome.ts'

// The judge's codes, by case type and field, in the agency's wording. A letter means nothing without both:
// X of DEC_CODE is a removal order, X of OTHER_COMP "zero bond"; E is a removal order under EXC and a form of
// protection under RMV and AOC. A letter that is not here is unknown: kept, counted, never put in a bucket.

/** What a published code becomes, and the agency's own words for it. */
export interface EoirMeaning {
  outcome: Outcome
  label: string
}
export type Codes = Readonly<Record<string, readonly [outcome: Outcome, label: string]>>

/** Case types whose proceedings are counted, and the stage of a judge's completion in each. */
export const stagesByCaseType = {
  CFR: 'screening_review',
  RFR: 'screening_review',
  RMV: 'return_decision',
  DEP: 'return_decision',
  EXC: 'return_decision',
  AOC: 'first_instance',
  WHO: 'first_instance'
} as const
export type CountedCaseType = keyof typeof stagesByCaseType

const reviewEndings: Codes = {
  L: ['closed_other', 'Lifted Detained Status'],
  O: ['closed_other', 'Other'],
  J: ['closed_other', 'Jurisdiction Transferred to the BIA'],
  U: ['closed_other', 'Dismissed by IJ']
}

const returnDecisions: Codes = {
  V: ['voluntary_departure_ordered', 'Voluntary Departure'],
  R: ['relief_granted', 'Relief Granted'],
  Q: ['relief_granted', 'Final Grant of EOIR 42B/SUSP'],
  T: ['terminated', 'Terminate'],
  I: ['terminated', 'Prosecutorial Discretion - Terminated'],
  U: ['dismissed', 'Dismissed by IJ'],
  W: ['withdrawn', 'Withdrawn'],
  O: ['closed_other', 'Other'],
  J: ['closed_other', 'Jurisdiction Transferred to the BIA']
}

const claimDecisions: Codes = {
  D: ['rejected', 'Deny'],
  E: ['withholding_granted', 'Grant-INA Withholding'],
  Z: ['torture_protection_granted', 'Grant-CAT Withholding'],
  H: ['torture_protection_granted', 'Grant-CAT Deferral'],
  A: ['abandoned', 'Abandonment'],
  W: ['withdrawn', 'Withdraw'],
  T: ['closed_other', 'Terminated'],
  U: ['closed_other', 'Dismissed by IJ'],
  O: ['closed_other', 'Other'],
  J: ['closed_other', 'Jurisdiction Transferred to the BIA']
}

/** DEC_CODE: the decision. It takes precedence over OTHER_COMP where a row has both. */
export const courtDecisionCodes = {
  CFR: {
    A: ['fear_not_found', 'Affirmed - DHS Decision and no Credible Fear'],
    V: ['fear_found', 'Vacate - DHS Decision and Credible Fear'],
    ...reviewEndings
  },
  RFR: {
    A: ['fear_not_found', 'Affirmed - DHS Decision and No Reasonable Fear'],
    V: ['fear_found', 'Vacate - DHS Decision and Reasonable Fear'],
    ...reviewEndings
  },
  RMV: {
    X: ['removal_ordered', 'Remove'],
    E: ['removal_ordered_withheld', 'Remove-INA Withholding Granted'],
    Z: ['removal_ordered_withheld', 'Remove-CAT Withholding Granted'],
    H: ['removal_ordered_withheld', 'Remove-CAT Deferral Granted'],
    ...returnDecisions
  },
  DEP: { D: ['removal_ordered', 'Deport'], ...returnDecisions },
  EXC: { E: ['removal_ordered', 'Exclude'], ...returnDecisions },
  AOC: {
    G: ['refugee_status_granted', 'Grant'],
    C: ['refugee_status_granted_conditionally', 'Conditional Grant'],
    ...claimDecisions
  },
  WHO: {
    G: ['complementary_protection_granted', 'Grant'],
    C: ['complementary_protection_granted', 'Conditional Grant'],
    ...claimDecisions
  }
} as const satisfies Record<CountedCaseType, Codes>

const reviewCompletions: Codes = {
  A: ['closed_administratively', 'Administrative Closing - Other'],
  B: ['closed_administratively', 'Administrative closing - Failure to Appear'],
  K: ['closed_administratively', 'Administrative Closure'],
  M: ['closed_administratively', 'In Court Prosecutorial Discretion - Admin Closure'],
  Y: ['closed_administratively', 'Prosecutorial Discretion - Admin Close'],
  O: ['closed_other', 'Other Administrative Completion'],
  F: ['not_prosecuted', 'Failure to Prosecute (DHS cases only)']
}

const returnCompletions: Codes = {
  ...reviewCompletions,
  H: ['closed_administratively', 'Haitian'],
  P: ['closed_administratively', 'Temporary Protected Status']
}

/** OTHER_COMP: how a proceeding was closed without a decision on what it was about. */
export const completionCodes = {
  CFR: reviewCompletions,
  RFR: reviewCompletions,
  RMV: returnCompletions,
  DEP: returnCompletions,
  EXC: returnCompletions,
  AOC: reviewCompletions,
  WHO: reviewCompletions
} as const satisfies Record<CountedCaseType, Codes>

/** OTHER_COMP of all case types that decides nothing, and the reason under which such a row is left out. */
export const undecidedCompletions = {
  C: { reason: 'venue_change', label: 'Change of Venue' },
  T: { reason: 'transfer', label: 'Transfer' },
  // Undocumented, and read as the record of a bond: such a proceeding is ignored throughout.
  X: { reason: 'zero_bond', label: 'ZERO BOND' }
} as const

/** APPL_CODE: the applications that ask for protection. There is no code for withholding but ASYW. */
export const applicationCodes = {
  ASYL: { type: 'asylum', label: 'ASYLUM' },
  ASYW: { type: 'withholding', label: 'ASYLUM WITHHOLDING' },
  WCAT: { type: 'torture_convention', label: 'WITHHOLDING-CONVENTION AGAINST TORTURE' }
} as const satisfies Record<string, { type: (typeof applicationTypes)[number]; label: string }>
export type ApplicationCode = keyof typeof applicationCodes

const applicationDecisionsWith = (granted: Outcome, conditionally: Outcome): Codes => ({
  F: [granted, 'FULL GRANT'],
  G: [granted, 'GRANT'],
  I: [granted, 'IN COURT STIPULATED GRANT'],
  P: [granted, 'PAPER STIPULATED GRANT'],
  C: [conditionally, 'CONDITIONAL GRANT'],
  L: ['torture_protection_granted', 'GRANT WCAT'],
  D: ['rejected', 'DENY'],
  A: ['abandoned', 'ABANDONMENT'],
  W: ['withdrawn', 'WITHDRAWN'],
  M: ['not_adjudicated', 'NOT ADJUDICATED'],
  S: ['closed_administratively', 'ADMIN CLOSURE'],
  O: ['closed_other', 'OTHER']
})

/** APPL_DEC, by what was applied for. */
export const applicationDecisions = {
  ASYL: applicationDecisionsWith('refugee_status_granted', 'refugee_status_granted_conditionally'),
  ASYW: applicationDecisionsWith('withholding_granted', 'withholding_granted'),
  WCAT: applicationDecisionsWith('torture_protection_granted', 'torture_protection_granted')
} as const satisfies Record<ApplicationCode, Codes>

/** APPL_DEC that decides nothing. */
export const undecidedApplications = { R: 'RESERVED', T: 'COV/TRANSFER' } as const

/** A code table as a Map, since a code can be any text, also the name of a property that every object has. */
export const meanings = (codes: Codes): ReadonlyMap<string, EoirMeaning> =>
  new Map(Object.entries(codes).map(([code, [outcome, label]]) => [code, { outcome, label }]))

/** Code tables as Maps, by name: of a case type or an application. */
export const meaningsBy = (tables: Readonly<Record<string, Codes>>) =>
  new Map(Object.entries(tables).map(([name, codes]) => [name, meanings(codes)]))
