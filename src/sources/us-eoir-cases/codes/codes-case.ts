import type { claimTypes, custodies, sexes } from '../../../vocabulary/closed-lists.ts'

/** CASE_TYPE in the agency's words. stagesByCaseType has those that are counted. */
export const eoirCaseTypes = {
  AOC: 'Asylum Only Case',
  CDR: 'Continued Detention Review',
  CFR: 'Credible Fear Review',
  CSR: 'Claimed Status Review',
  DCC: 'Departure Control',
  DDC: 'DD Appeal',
  DEP: 'Deportation',
  EXC: 'Exclusion',
  NAC: 'NACARA Adjustment',
  REC: 'Rescission',
  RFR: 'Reasonable Fear Case',
  RMV: 'Removal',
  WHO: 'Withholding Only'
} as const

/** CUSTODY. */
export const custodyCodes = {
  D: { value: 'detained', label: 'Detained' },
  N: { value: 'never_detained', label: 'Never Detained' },
  R: { value: 'released', label: 'Released' }
} as const satisfies Record<string, { value: (typeof custodies)[number]; label: string }>

/** C_ASY_TYPE. J occurs in the data and in no lookup: it is counted as unknown. */
export const claimTypeCodes = {
  I: { value: 'affirmative', label: 'Affirmative' },
  E: { value: 'defensive', label: 'Defensive' }
} as const satisfies Record<string, { value: (typeof claimTypes)[number]; label: string }>

/** Sex. */
export const eoirSexCodes = {
  F: { value: 'female', label: 'Female' },
  M: { value: 'male', label: 'Male' }
} as const satisfies Record<string, { value: (typeof sexes)[number]; label: string }>
