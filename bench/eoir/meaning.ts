/**
 * What each outcome is written as, from the meaning to the code: the generator's own reading of the published
 * tables, made apart from the importer's, so that one can be checked by the other.
 */
export type Kind = 'removal' | 'screening' | 'claim_only'

/** Case types whose proceedings are counted, and what they are about. */
export const kinds: Record<string, Kind> = {
  RMV: 'removal',
  DEP: 'removal',
  EXC: 'removal',
  CFR: 'screening',
  RFR: 'screening',
  AOC: 'claim_only',
  WHO: 'claim_only'
}

/** Meanings of DEC_CODE by what the case is about; codes under `outcome`. */
const ended = {
  voluntary_departure_ordered: ['V'],
  relief_granted: ['R', 'Q'],
  terminated: ['T', 'I'],
  dismissed: ['U'],
  withdrawn: ['W'],
  closed_other: ['O', 'J']
}
const feared = { fear_not_found: ['A'], fear_found: ['V'], closed_other: ['L', 'O', 'J', 'U'] }
const claimed = {
  rejected: ['D'],
  withholding_granted: ['E'],
  torture_protection_granted: ['Z', 'H'],
  abandoned: ['A'],
  withdrawn: ['W'],
  closed_other: ['T', 'U', 'O', 'J']
}
export const decisionCodes: Record<string, Record<string, string[]>> = {
  RMV: { removal_ordered: ['X'], removal_ordered_withheld: ['E', 'Z', 'H'], ...ended, unknown: ['D'] },
  DEP: { removal_ordered: ['D'], ...ended, unknown: ['X'] },
  EXC: { removal_ordered: ['E'], ...ended, unknown: ['X'] },
  CFR: feared,
  RFR: feared,
  AOC: {
    ...claimed,
    refugee_status_granted: ['G'],
    refugee_status_granted_conditionally: ['C']
  },
  WHO: { ...claimed, complementary_protection_granted: ['G', 'C'] }
}

const closures = {
  closed_administratively: ['A', 'B', 'K', 'M', 'Y'],
  closed_other: ['O'],
  not_prosecuted: ['F']
}
/** Meanings of OTHER_COMP: how a court is done with a proceeding without deciding it. */
export const closureCodes: Record<Kind, Record<string, string[]>> = {
  removal: { ...closures, closed_administratively: ['A', 'B', 'K', 'M', 'Y', 'P', 'H'] },
  screening: closures,
  claim_only: closures
}

/** What a proceeding is called that only moved, or that was a bond. */
export const movedCodes = { venue_change: 'C', transfer: 'T', zero_bond: 'X' } as const

export const claimKinds = {
  ASYL: 'asylum',
  ASYW: 'withholding',
  WCAT: 'torture_convention'
} as const
export type ClaimCode = keyof typeof claimKinds

const notGranted = {
  rejected: ['D'],
  abandoned: ['A'],
  withdrawn: ['W'],
  not_adjudicated: ['M'],
  closed_administratively: ['S'],
  closed_other: ['O']
}
/** Meanings of APPL_DEC by what was asked for. */
export const claimDecisionCodes: Record<ClaimCode, Record<string, string[]>> = {
  ASYL: {
    ...notGranted,
    refugee_status_granted: ['G', 'F', 'G', 'G', 'I', 'P'],
    refugee_status_granted_conditionally: ['C'],
    torture_protection_granted: ['L'],
    unknown: ['Z']
  },
  ASYW: {
    ...notGranted,
    withholding_granted: ['G', 'F', 'G', 'G', 'C', 'I', 'P'],
    torture_protection_granted: ['L'],
    unknown: ['Z']
  },
  WCAT: { ...notGranted, torture_protection_granted: ['G', 'L', 'F', 'C', 'I', 'P'], unknown: ['Z'] }
}

/** Meanings of strBIADecision. */
export const boardCodes: Record<string, string[]> = {
  appeal_dismissed:
    'DIS DIS DIS SAF SAF DVD D30 SAV DSO SAD SDG SED SND SOD SUD DMO DUT REJ NJU DEN DNS CFD CFV FMD'.split(
      ' '
    ),
  appeal_sustained: 'SUS SUS GRN GNR GRS CGR CPC CPG CFG'.split(' '),
  remanded: ['REM', 'REM', 'REM', 'BCR'],
  terminated: ['TER', 'TPD'],
  not_adjudicated: ['ACR', 'ADR'],
  withdrawn: ['WDL', 'WPD'],
  closed_administratively: 'ADM APD CTM ABC SCC SUP TPS DED'.split(' '),
  closed_other: 'BVD OTH OTS CON NAN SNC S-L MBD'.split(' '),
  unknown: ['ZZZ']
}
/** Meanings of strFedCourtDecision. */
export const courtCodes: Record<string, string> = {
  remanded: 'REM',
  appeal_dismissed: 'DIS',
  appeal_sustained: 'SUS',
  unknown: 'FCD'
}

/** An outcome that says that nothing was found on the matter: the file was closed. */
export const closedOutcomes = new Set([
  'abandoned',
  'withdrawn',
  'not_adjudicated',
  'closed_administratively',
  'not_prosecuted',
  'otherwise_closed',
  'closed_other'
])
/** From the most protective; what is not here, such as an unknown code, stands last. */
export const protective = [
  'refugee_status_granted',
  'refugee_status_granted_conditionally',
  'withholding_granted',
  'complementary_protection_granted',
  'torture_protection_granted',
  'rejected'
]
