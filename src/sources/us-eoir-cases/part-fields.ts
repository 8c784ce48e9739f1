import type { CasePart } from '../source.ts'

/** The fields that a part of each table has, by their place. Empty text is a missing value. */
export const partFields = {
  case: {
    NAT: 0,
    CASE_TYPE: 1,
    CUSTODY: 2,
    C_ASY_TYPE: 3,
    birth_decade: 4,
    Sex: 5,
    represented: 6
  },
  proceeding: {
    IDNPROCEEDING: 0,
    OSC_DATE: 1,
    BASE_CITY_CODE: 2,
    DEC_CODE: 3,
    OTHER_COMP: 4,
    COMP_DATE: 5,
    ABSENTIA: 6,
    DEPORTED_1: 7,
    DEPORTED_2: 8,
    CUSTODY: 9,
    CASE_TYPE: 10,
    NAT: 11
  },
  application: { IDNPROCEEDINGAPPLN: 0, IDNPROCEEDING: 1, APPL_CODE: 2, APPL_RECD_DATE: 3, APPL_DEC: 4 },
  appeal: {
    idnAppeal: 0,
    idnProceeding: 1,
    strAppealType: 2,
    datAppealFiled: 3,
    strFiledBy: 4,
    datBIADecision: 5,
    strBIADecision: 6,
    strCaseType: 7
  },
  court: {
    idnAppealFedCourts: 0,
    lngAppealID: 1,
    datRequestedByOIL: 2,
    strFedCourtDecision: 3,
    datFedCourtDecision: 4
  }
} as const

/** The tables' places in the layout's list, which is also the digit that ends a decision's id. */
export const tableOf = { case: 0, proceeding: 1, application: 2, appeal: 3, court: 4 } as const

/** One field of a part; empty where it is missing. */
export const fieldOf = (part: CasePart, place: number): string => part.fields[place] ?? ''
