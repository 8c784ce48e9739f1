import type { ColumnKind } from './column-kinds.ts'

export type ColumnKinds = Readonly<Record<string, ColumnKind>>

/** Names of columns in earlier layouts, in capitals, and their present names. */
export const earlierNames: Readonly<Record<string, string>> = {
  GENDER: 'SEX',
  TRANSFER_DATE: 'TRANS_IN_DATE',
  DEP1: 'DEPORTED_1',
  DEP2: 'DEPORTED_2',
  CASETYPE: 'CASE_TYPE',
  UPDATED_SITE: 'UPDATE_SITE'
}

/** The kind of a column that no known layout has, by its name. */
export function kindByName(name: string): ColumnKind {
  if (/DATE|^DAT/.test(name)) return 'date'
  return /CITY|ADDR|NAME|HOUSING|LOCATION|MSG|TXT|NOTE/.test(name) ? 'text' : 'words'
}

/** A_TblCase in the order of the file. The kinds of detention and address fields serve only to detect shifted rows. */
export const caseColumns = {
  IDNCASE: 'id',
  ALIEN_CITY: 'text',
  ALIEN_STATE: 'state',
  ALIEN_ZIPCODE: 'zip',
  UPDATED_ZIPCODE: 'zip',
  UPDATED_CITY: 'text',
  NAT: 'country',
  LANG: 'place',
  CUSTODY: 'custody',
  SITE_TYPE: 'flag',
  E_28_DATE: 'date',
  ATTY_NBR: 'words',
  CASE_TYPE: 'case_type',
  UPDATE_SITE: 'place',
  LATEST_HEARING: 'date',
  LATEST_TIME: 'time',
  LATEST_CAL_TYPE: 'flag',
  UP_BOND_DATE: 'date',
  UP_BOND_RSN: 'code',
  CORRECTIONAL_FAC: 'flag',
  RELEASE_MONTH: 'month',
  RELEASE_YEAR: 'year',
  INMATE_HOUSING: 'text',
  DATE_OF_ENTRY: 'date',
  C_ASY_TYPE: 'claim',
  C_BIRTHDATE: 'month_year',
  C_RELEASE_DATE: 'date',
  UPDATED_STATE: 'state',
  ADDRESS_CHANGEDON: 'date',
  ZBOND_MRG_FLAG: 'flag',
  SEX: 'sex',
  DATE_DETAINED: 'date',
  DATE_RELEASED: 'date',
  LPR: 'flag',
  DETENTION_DATE: 'date',
  DETENTION_LOCATION: 'text',
  DCO_LOCATION: 'text',
  DETENTION_FACILITY_TYPE: 'words',
  CASEPRIORITY_CODE: 'code'
} satisfies ColumnKinds

export const proceedingColumns = {
  IDNPROCEEDING: 'id',
  IDNCASE: 'id',
  OSC_DATE: 'date',
  INPUT_DATE: 'date',
  BASE_CITY_CODE: 'court',
  HEARING_LOC_CODE: 'place',
  IJ_CODE: 'code',
  TRANS_IN_DATE: 'date',
  PREV_HEARING_LOC: 'place',
  PREV_HEARING_BASE: 'place',
  PREV_IJ_CODE: 'code',
  TRANS_NBR: 'code',
  HEARING_DATE: 'date',
  HEARING_TIME: 'time',
  DEC_TYPE: 'flag',
  DEC_CODE: 'letter',
  DEPORTED_1: 'country',
  DEPORTED_2: 'country',
  OTHER_COMP: 'letter',
  APPEAL_RSVD: 'flag',
  APPEAL_NOT_FILED: 'flag',
  COMP_DATE: 'date',
  ABSENTIA: 'letter',
  VENUE_CHG_GRANTED: 'date',
  TRANSFER_TO: 'code',
  DATE_APPEAL_DUE_STATUS: 'date',
  TRANSFER_STATUS: 'code',
  CUSTODY: 'custody',
  CASE_TYPE: 'case_type',
  NAT: 'country',
  LANG: 'place',
  SCHEDULED_HEAR_LOC: 'place',
  CORRECTIONAL_FAC: 'flag',
  CRIM_IND: 'flag',
  IHP: 'flag',
  AGGRAVATE_FELON: 'flag',
  DATE_DETAINED: 'date',
  DATE_RELEASED: 'date'
} satisfies ColumnKinds

export const applicationColumns = {
  IDNPROCEEDINGAPPLN: 'id',
  IDNPROCEEDING: 'number',
  IDNCASE: 'id',
  APPL_CODE: 'code',
  APPL_RECD_DATE: 'date',
  APPL_DEC: 'letter'
} satisfies ColumnKinds

export const appealColumns = {
  IDNAPPEAL: 'id',
  IDNCASE: 'id',
  IDNPROCEEDING: 'number',
  STRAPPEALCATEGORY: 'place',
  STRAPPEALTYPE: 'words',
  DATAPPEALFILED: 'date',
  STRFILEDBY: 'letter',
  DATATTORNEYE27: 'date',
  DATBIADECISION: 'date',
  STRBIADECISION: 'code',
  STRBIADECISIONTYPE: 'flag',
  STRCASETYPE: 'case_type',
  STRLANG: 'place',
  STRNAT: 'country',
  STRPROCEEDINGIHP: 'flag',
  STRCUSTODY: 'custody',
  STRPROBONO: 'flag'
} satisfies ColumnKinds

export const federalCourtColumns = {
  IDNAPPEALFEDCOURTS: 'id',
  LNGAPPEALID: 'number',
  DATREQUESTEDBYOIL: 'date',
  STRFEDCOURTDECISION: 'code',
  DATFEDCOURTDECISION: 'date'
} satisfies ColumnKinds

/** PARENT_TABLE is published in several spellings, which differ in letter case alone. */
export const appearanceColumns = {
  IDNREPSASSIGNED: 'id',
  IDNCASE: 'id',
  STRATTYLEVEL: 'code',
  STRATTYTYPE: 'code',
  PARENT_TABLE: 'parent_table',
  PARENT_IDN: 'number',
  BASE_CITY_CODE: 'place',
  INS_TA_DATE_ASSIGNED: 'date',
  E_27_DATE: 'date',
  E_28_DATE: 'date',
  BLNPRIMEATTY: 'flag'
} satisfies ColumnKinds
