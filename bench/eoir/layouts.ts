import type { Table } from './tally.ts'

export const layouts = ['current', '2021'] as const
export type Layout = (typeof layouts)[number]

/** The published columns of today's layout, in file order. */
export const columns: Record<Table | 'tbl_Lead_Rider', string[]> = {
  A_TblCase:
    'IDNCASE ALIEN_CITY ALIEN_STATE ALIEN_ZIPCODE UPDATED_ZIPCODE UPDATED_CITY NAT LANG CUSTODY SITE_TYPE E_28_DATE ATTY_NBR CASE_TYPE UPDATE_SITE LATEST_HEARING LATEST_TIME LATEST_CAL_TYPE UP_BOND_DATE UP_BOND_RSN CORRECTIONAL_FAC RELEASE_MONTH RELEASE_YEAR INMATE_HOUSING DATE_OF_ENTRY C_ASY_TYPE C_BIRTHDATE C_RELEASE_DATE UPDATED_STATE ADDRESS_CHANGEDON ZBOND_MRG_FLAG Sex DATE_DETAINED DATE_RELEASED LPR DETENTION_DATE DETENTION_LOCATION DCO_LOCATION DETENTION_FACILITY_TYPE CASEPRIORITY_CODE'.split(
      ' '
    ),
  B_TblProceeding:
    'IDNPROCEEDING IDNCASE OSC_DATE INPUT_DATE BASE_CITY_CODE HEARING_LOC_CODE IJ_CODE TRANS_IN_DATE PREV_HEARING_LOC PREV_HEARING_BASE PREV_IJ_CODE TRANS_NBR HEARING_DATE HEARING_TIME DEC_TYPE DEC_CODE DEPORTED_1 DEPORTED_2 OTHER_COMP APPEAL_RSVD APPEAL_NOT_FILED COMP_DATE ABSENTIA VENUE_CHG_GRANTED TRANSFER_TO DATE_APPEAL_DUE_STATUS TRANSFER_STATUS CUSTODY CASE_TYPE NAT LANG SCHEDULED_HEAR_LOC CORRECTIONAL_FAC CRIM_IND IHP AGGRAVATE_FELON DATE_DETAINED DATE_RELEASED'.split(
      ' '
    ),
  tbl_Court_Appln: 'IDNPROCEEDINGAPPLN IDNPROCEEDING IDNCASE APPL_CODE APPL_RECD_DATE APPL_DEC'.split(' '),
  tblAppeal:
    'idnAppeal idncase idnProceeding strAppealCategory strAppealType datAppealFiled strFiledBy datAttorneyE27 datBIADecision strBIADecision strBIADecisionType strCaseType strLang strNat strProceedingIHP strCustody strProbono'.split(
      ' '
    ),
  tbl_RepsAssigned:
    'IDNREPSASSIGNED IDNCASE STRATTYLEVEL STRATTYTYPE PARENT_TABLE PARENT_IDN BASE_CITY_CODE INS_TA_DATE_ASSIGNED E_27_DATE E_28_DATE BLNPRIMEATTY'.split(
      ' '
    ),
  tblAppealFedCourts: 'idnAppealFedCourts lngAppealID datRequestedByOIL strFedCourtDecision'.split(' '),
  tbl_Lead_Rider:
    'idnLeadRider idnLeadCase idnRiderCase datCreatedOn datModifiedOn datSeveredOn idnLeadProceedingStart idnLeadProceedingEnd idnRiderProceedingStart idnRiderProceedingEnd blnActive'.split(
      ' '
    )
}

/** Names that earlier layouts have for a column. */
const earlier: Record<string, string> = {
  Sex: 'GENDER',
  DEPORTED_1: 'DEP1',
  DEPORTED_2: 'DEP2',
  B_CASE_TYPE: 'CASETYPE'
}

/** A table's header and, where its columns stand in another order than today's, where each of them comes from. */
export function layoutOf(layout: Layout, table: Table): { header: string; order: number[] | null } {
  const today = columns[table]
  const alike: Table[] = ['tbl_Court_Appln', 'tblAppeal', 'tbl_RepsAssigned']
  if (layout === 'current' || alike.includes(table)) return { header: today.join('\t'), order: null }
  if (table === 'tblAppealFedCourts')
    return { header: [...today, 'datFedCourtDecision'].join('\t'), order: null }
  const names = today.map(
    name => earlier[table === 'B_TblProceeding' ? `B_${name}` : name] ?? earlier[name] ?? name
  )
  if (table === 'B_TblProceeding') return { header: names.join('\t').toLowerCase(), order: null }
  // In 2021 the corrected addresses stood further back.
  const moved = ['UPDATED_ZIPCODE', 'UPDATED_CITY'].map(name => today.indexOf(name))
  const order = today.map((_, at) => at).filter(at => !moved.includes(at))
  order.splice(order.indexOf(today.indexOf('UPDATED_STATE')), 0, ...moved)
  return { header: order.map(at => names[at]).join('\t'), order }
}
