import { isDay, isNullLike, isWhole } from './column-kinds.ts'
import {
  appealColumns,
  applicationColumns,
  type ColumnKinds,
  caseColumns,
  federalCourtColumns,
  proceedingColumns
} from './columns.ts'

/** The released tables whose rows are counted; a part's `table` is an index into it. */
export const tables = [
  'A_TblCase',
  'B_TblProceeding',
  'tbl_Court_Appln',
  'tblAppeal',
  'tblAppealFedCourts'
] as const
export type TableName = (typeof tables)[number]

/** What is read of a table. Values are trimmed and stand in the order of `wanted`; a column that is not there is ''. */
export interface Table {
  /** All columns that any layout is known to have. */
  kinds: ColumnKinds
  wanted: readonly string[]
  /** Of those, the ones that a layout may lack. */
  optional: readonly string[]
  /** Columns that EOIR never leaves blank: a row in which one is blank is looked at twice. */
  never_blank: readonly string[]
  /** Columns of which nothing is kept, but which show that a row has slipped between those that are. */
  watched: readonly string[]
  /** Columns that no other table has together. */
  known_by: readonly string[]
  /** Where in `wanted` the row's own key and its case stand; -1 if the table names no case. */
  key_at: number
  case_at: number
  /** Why the row is of no use, by itself alone. */
  excluded?(values: readonly string[]): string | undefined
  /** What is kept of the row, in the order in which `assemble` reads it. */
  fields(values: readonly string[]): string[]
}

export const tableRules = {
  A_TblCase: {
    kinds: caseColumns,
    wanted: 'IDNCASE NAT CASE_TYPE CUSTODY C_ASY_TYPE C_BIRTHDATE SEX E_28_DATE ATTY_NBR'.split(' '),
    optional: ['C_ASY_TYPE', 'C_BIRTHDATE', 'SEX'],
    never_blank: ['CASE_TYPE'],
    watched: ['LATEST_TIME', 'UP_BOND_DATE', 'C_RELEASE_DATE', 'DATE_DETAINED'],
    known_by: ['IDNCASE', 'CASE_TYPE', 'CUSTODY', 'ATTY_NBR'],
    key_at: 0,
    case_at: 0,
    fields: ([, nationality, caseType, custody, claim, birth, sex, appearance, attorney]) => [
      nationality as string,
      caseType as string,
      custody as string,
      claim as string,
      birthDecade(birth as string),
      sex as string,
      isNullLike(appearance as string) && isNullLike(attorney as string) ? '0' : '1'
    ]
  },
  B_TblProceeding: {
    kinds: proceedingColumns,
    wanted:
      'IDNPROCEEDING IDNCASE OSC_DATE BASE_CITY_CODE DEC_CODE OTHER_COMP COMP_DATE ABSENTIA DEPORTED_1 DEPORTED_2 CUSTODY CASE_TYPE NAT'.split(
        ' '
      ),
    optional: ['ABSENTIA', 'DEPORTED_2', 'CUSTODY', 'NAT'],
    never_blank: ['BASE_CITY_CODE', 'CASE_TYPE'],
    watched: ['HEARING_TIME', 'VENUE_CHG_GRANTED', 'DATE_DETAINED'],
    known_by: ['IDNPROCEEDING', 'IDNCASE', 'DEC_CODE', 'OTHER_COMP'],
    key_at: 0,
    case_at: 1,
    // All are named: spreading the rest of them would take longer than to read the row.
    fields: ([
      key,
      ,
      charged,
      court,
      decision,
      completion,
      completed,
      absentia,
      to,
      or,
      custody,
      type,
      nat
    ]) => [
      canonical(key as string),
      day(charged as string),
      court as string,
      decision as string,
      completion as string,
      day(completed as string),
      absentia as string,
      to as string,
      or as string,
      custody as string,
      type as string,
      nat as string
    ]
  },
  tbl_Court_Appln: {
    kinds: applicationColumns,
    wanted: 'IDNPROCEEDINGAPPLN IDNPROCEEDING IDNCASE APPL_CODE APPL_RECD_DATE APPL_DEC'.split(' '),
    optional: [],
    never_blank: ['APPL_CODE', 'APPL_RECD_DATE'],
    watched: [],
    known_by: ['IDNPROCEEDINGAPPLN', 'IDNCASE', 'APPL_CODE'],
    key_at: 0,
    case_at: 2,
    excluded: ([, , , code]) =>
      code === 'ASYL' || code === 'ASYW' || code === 'WCAT' ? undefined : 'not_protection',
    fields: ([key, proceeding, , code, received, decision]) => [
      canonical(key as string),
      canonical(proceeding as string),
      code as string,
      day(received as string),
      decision as string
    ]
  },
  tblAppeal: {
    kinds: appealColumns,
    wanted:
      'IDNAPPEAL IDNCASE IDNPROCEEDING STRAPPEALCATEGORY STRAPPEALTYPE DATAPPEALFILED STRFILEDBY DATBIADECISION STRBIADECISION STRCASETYPE'.split(
        ' '
      ),
    optional: ['IDNPROCEEDING', 'STRFILEDBY', 'STRCASETYPE'],
    never_blank: ['STRAPPEALCATEGORY', 'STRAPPEALTYPE', 'DATAPPEALFILED', 'STRFILEDBY'],
    watched: ['DATATTORNEYE27'],
    known_by: ['IDNAPPEAL', 'STRAPPEALCATEGORY', 'STRBIADECISION'],
    key_at: 0,
    case_at: 1,
    excluded: ([, , , category, type, , , , , caseType]) =>
      isOfRule4(category as string, type as string, caseType as string) ? undefined : 'other_appeal',
    fields: ([key, , proceeding, , type, filed, by, decided, decision, caseType]) => [
      canonical(key as string),
      canonical(proceeding as string),
      type as string,
      day(filed as string),
      by as string,
      day(decided as string),
      decision as string,
      caseType as string
    ]
  },
  tblAppealFedCourts: {
    kinds: federalCourtColumns,
    wanted: 'IDNAPPEALFEDCOURTS LNGAPPEALID DATREQUESTEDBYOIL STRFEDCOURTDECISION DATFEDCOURTDECISION'.split(
      ' '
    ),
    optional: ['DATREQUESTEDBYOIL', 'DATFEDCOURTDECISION'],
    never_blank: ['LNGAPPEALID'],
    watched: [],
    known_by: ['IDNAPPEALFEDCOURTS', 'LNGAPPEALID', 'STRFEDCOURTDECISION'],
    key_at: 0,
    case_at: -1,
    excluded: ([, , , decision]) => (decision === '' ? 'no_decision' : undefined),
    fields: ([key, appeal, requested, decision, decided]) => [
      canonical(key as string),
      canonical(appeal as string),
      day(requested as string),
      decision as string,
      day(decided as string)
    ]
  }
} satisfies Record<TableName, Table>

/** Rule 4 of the counting rules: appeals that decide about protection or removal. A blank case type is the case's. */
function isOfRule4(category: string, type: string, caseType: string): boolean {
  return (
    category.toUpperCase() === 'IJ' &&
    appealTypes.has(type.toLowerCase()) &&
    (caseType === '' || appealedCaseTypes.has(caseType))
  )
}

const appealTypes = new Set(['case appeal', 'mtr bia', 'appeal of ij mtr', 'circuit court remand'])
const appealedCaseTypes = new Set(['RMV', 'DEP', 'EXC', 'AOC', 'WHO'])

/** The day of a timestamp; what is no timestamp stays as it is, to be counted as an impossible date. */
const day = (value: string): string => (value.length > 10 && isDay(value) ? value.slice(0, 10) : value)

/** A whole number as it is compared, without leading zeros. */
export const canonical = (value: string): string =>
  value.charCodeAt(0) === 48 && isWhole(value) ? value.replace(/^0+(?=\d)/, '') : value

/** The first of the ten years of a birth month (`M/YYYY`); '' where there is none that can be. */
export function birthDecade(value: string): string {
  const [, month, year] = /^(\d{1,2})\/(\d{4})$/.exec(value) ?? /^\d{4}-(\d{2})-\d{2}/.exec(value) ?? []
  const isMonth = Number(month) >= 1 && Number(month) <= 12
  const born = Number(year ?? value.slice(0, 4))
  return isMonth && born > 1900 && born < 2100 ? String(born - (born % 10)) : ''
}
