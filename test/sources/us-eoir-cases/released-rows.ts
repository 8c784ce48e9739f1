import { Readable } from 'node:stream'
import { gatherEoirLane } from '../../../src/sources/us-eoir-cases/reading/gather.ts'

/** The headers of October 2025, as published. */
export const headers = {
  A_TblCase:
    'IDNCASE ALIEN_CITY ALIEN_STATE ALIEN_ZIPCODE UPDATED_ZIPCODE UPDATED_CITY NAT LANG CUSTODY SITE_TYPE E_28_DATE ATTY_NBR CASE_TYPE UPDATE_SITE LATEST_HEARING LATEST_TIME LATEST_CAL_TYPE UP_BOND_DATE UP_BOND_RSN CORRECTIONAL_FAC RELEASE_MONTH RELEASE_YEAR INMATE_HOUSING DATE_OF_ENTRY C_ASY_TYPE C_BIRTHDATE C_RELEASE_DATE UPDATED_STATE ADDRESS_CHANGEDON ZBOND_MRG_FLAG Sex DATE_DETAINED DATE_RELEASED LPR DETENTION_DATE DETENTION_LOCATION DCO_LOCATION DETENTION_FACILITY_TYPE CASEPRIORITY_CODE',
  B_TblProceeding:
    'IDNPROCEEDING IDNCASE OSC_DATE INPUT_DATE BASE_CITY_CODE HEARING_LOC_CODE IJ_CODE TRANS_IN_DATE PREV_HEARING_LOC PREV_HEARING_BASE PREV_IJ_CODE TRANS_NBR HEARING_DATE HEARING_TIME DEC_TYPE DEC_CODE DEPORTED_1 DEPORTED_2 OTHER_COMP APPEAL_RSVD APPEAL_NOT_FILED COMP_DATE ABSENTIA VENUE_CHG_GRANTED TRANSFER_TO DATE_APPEAL_DUE_STATUS TRANSFER_STATUS CUSTODY CASE_TYPE NAT LANG SCHEDULED_HEAR_LOC CORRECTIONAL_FAC CRIM_IND IHP AGGRAVATE_FELON DATE_DETAINED DATE_RELEASED',
  tbl_Court_Appln: 'IDNPROCEEDINGAPPLN IDNPROCEEDING IDNCASE APPL_CODE APPL_RECD_DATE APPL_DEC',
  tblAppeal:
    'idnAppeal idncase idnProceeding strAppealCategory strAppealType datAppealFiled strFiledBy datAttorneyE27 datBIADecision strBIADecision strBIADecisionType strCaseType strLang strNat strProceedingIHP strCustody strProbono',
  tblAppealFedCourts: 'idnAppealFedCourts lngAppealID datRequestedByOIL strFedCourtDecision',
  tbl_RepsAssigned:
    'IDNREPSASSIGNED IDNCASE STRATTYLEVEL STRATTYTYPE PARENT_TABLE PARENT_IDN BASE_CITY_CODE INS_TA_DATE_ASSIGNED E_27_DATE E_28_DATE BLNPRIMEATTY'
} as const
export type Released = keyof typeof headers

export const at = (day: string): string => `${day} 00:00:00.000`

/** A sound row of each table, most columns filled. */
const sound = {
  A_TblCase: {
    IDNCASE: '7001',
    ALIEN_CITY: 'LOS ANGELES',
    ALIEN_STATE: 'CA',
    ALIEN_ZIPCODE: '`90012',
    NAT: 'SP ',
    LANG: 'SP',
    CUSTODY: 'N',
    SITE_TYPE: 'M',
    E_28_DATE: at('2019-02-03'),
    ATTY_NBR: 'A1234',
    CASE_TYPE: 'RMV',
    UPDATE_SITE: 'LOS',
    LATEST_HEARING: at('2925-01-01'),
    LATEST_TIME: '0000',
    LATEST_CAL_TYPE: 'M',
    RELEASE_MONTH: '00',
    RELEASE_YEAR: '0000',
    DATE_OF_ENTRY: at('1900-01-01'),
    C_ASY_TYPE: 'E',
    C_BIRTHDATE: '7/1988',
    Sex: 'F',
    LPR: '0'
  },
  B_TblProceeding: {
    IDNPROCEEDING: '8001',
    IDNCASE: '7001',
    OSC_DATE: at('2018-05-06'),
    INPUT_DATE: at('2018-05-09'),
    BASE_CITY_CODE: 'LOS',
    HEARING_LOC_CODE: 'LOS',
    IJ_CODE: 'ABC',
    TRANS_NBR: '0',
    HEARING_DATE: at('2020-01-02'),
    HEARING_TIME: '0900',
    DEC_TYPE: 'O',
    DEC_CODE: 'X',
    DEPORTED_1: 'ES',
    APPEAL_RSVD: 'A',
    COMP_DATE: at('2020-01-02'),
    ABSENTIA: 'N',
    CUSTODY: 'N',
    CASE_TYPE: 'RMV',
    NAT: 'ES',
    LANG: 'SP',
    CRIM_IND: 'N',
    AGGRAVATE_FELON: '0'
  },
  tbl_Court_Appln: {
    IDNPROCEEDINGAPPLN: '9001',
    IDNPROCEEDING: '8001',
    IDNCASE: '7001',
    APPL_CODE: 'ASYL',
    APPL_RECD_DATE: at('2018-09-10'),
    APPL_DEC: 'D'
  },
  tblAppeal: {
    idnAppeal: '5001',
    idncase: '7001',
    idnProceeding: '8001',
    strAppealCategory: 'IJ',
    strAppealType: 'Case Appeal',
    datAppealFiled: at('2020-01-30'),
    strFiledBy: 'A',
    datBIADecision: at('2021-03-04'),
    strBIADecision: 'DIS',
    strBIADecisionType: 'R',
    strCaseType: 'RMV',
    strLang: 'SP',
    strNat: 'ES'
  },
  tblAppealFedCourts: {
    idnAppealFedCourts: '4001',
    lngAppealID: '5001',
    datRequestedByOIL: at('2021-06-07'),
    strFedCourtDecision: 'REM'
  },
  tbl_RepsAssigned: {
    IDNREPSASSIGNED: '3001',
    IDNCASE: '7001',
    STRATTYLEVEL: 'COURT',
    STRATTYTYPE: 'ALIEN',
    PARENT_TABLE: 'A_Tblcase',
    PARENT_IDN: '7001',
    BASE_CITY_CODE: 'LOS',
    E_28_DATE: at('2019-02-03'),
    BLNPRIMEATTY: '1'
  }
} satisfies Record<Released, Record<string, string>>

/** The fields of a sound row, in the published order, but for what is said otherwise. */
export const fields = (table: Released, otherwise: Record<string, string> = {}): string[] => {
  const values: Record<string, string> = { ...sound[table], ...otherwise }
  return headers[table].split(' ').map(name => values[name] ?? '')
}

export const row = (table: Released, otherwise: Record<string, string> = {}): string =>
  fields(table, otherwise).join('\t')

export const file = (table: Released, rows: string[], lineBreak = '\r\n'): [string, string] => [
  `EOIR Case Data/${table}.csv`,
  [headers[table].replaceAll(' ', '\t'), ...rows].join(lineBreak) + lineBreak
]

export interface Told {
  parts: { case_id: string; table: number; line: number; repaired: boolean; fields: string[] }[]
  excluded: [table: number, reason: string, repaired: boolean][]
  rejected: [table: number, line: number, reason: string, raw: string][]
  published: [table: number, rows: number][]
  unknown: [field: string, code: string][]
}

/** What is told while the files of a lane are read. */
export async function gathered(files: [name: string, text: string][]): Promise<Told> {
  const told: Told = { parts: [], excluded: [], rejected: [], published: [], unknown: [] }
  const open = (text: string) => async () => Readable.from([Buffer.from(text, 'latin1')])
  await gatherEoirLane(
    files.map(([name, text]) => ({ name, open: open(text) })),
    {
      part: part => told.parts.push(part),
      excluded: (...what) => told.excluded.push(what),
      rejected: (table, line, reason, raw) => told.rejected.push([table, line, reason, raw]),
      impossible: () => {},
      published: (...what) => told.published.push(what),
      unknown: (...what) => told.unknown.push(what),
      issue: () => {},
      settled: () => undefined
    },
    '2026-08-31'
  )
  return told
}
