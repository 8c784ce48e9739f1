import {
  appealColumns,
  appearanceColumns,
  applicationColumns,
  type ColumnKinds,
  caseColumns,
  federalCourtColumns,
  proceedingColumns
} from './columns.ts'
import { columnsRead, partMaker, readPlaces } from './kept-columns.ts'

/** The released tables whose rows are counted; a part's `table` is an index into it. */
export const eoirTables = [
  'A_TblCase',
  'B_TblProceeding',
  'tbl_Court_Appln',
  'tblAppeal',
  'tblAppealFedCourts',
  'tbl_RepsAssigned'
] as const
export type TableName = (typeof eoirTables)[number]

/** The table of appearances of counsel, which a release may lack. Its rows make no record. */
export const appearancesTable = 'tbl_RepsAssigned' satisfies TableName

/** How a table is read. Values are trimmed, in the order of keptColumns; a column that the file lacks is ''. */
export interface EoirTable {
  /** All columns that any layout is known to have. */
  kinds: ColumnKinds
  wanted: readonly string[]
  /** Wanted columns that a layout may lack. */
  optional: readonly string[]
  /** Columns that EOIR never leaves blank: a row in which one is blank is checked in full. */
  never_blank: readonly string[]
  /** Columns that are not kept, but checked since they show a shift between columns that are. */
  watched: readonly string[]
  /** Columns that together no other table has. */
  known_by: readonly string[]
  /** The places of the row's own key and of its case among the values; -1 if the table names no case. */
  key_at: number
  case_at: number
  /** Why the row is excluded, by its own content alone. */
  excluded?(values: readonly string[]): string | undefined
  /** Its rows become no record, so that none is lost with a row that cannot be read. */
  makes_no_record?: true
  /** What is kept of the row, in the order in which `assemble` reads it. */
  fields(values: readonly string[]): string[]
}

const { application, appeal, court, appearance } = readPlaces

export const tableRules = {
  A_TblCase: {
    kinds: caseColumns,
    wanted: columnsRead('case'),
    optional: ['C_ASY_TYPE', 'C_BIRTHDATE', 'SEX'],
    never_blank: ['CASE_TYPE'],
    watched: ['LATEST_TIME', 'UP_BOND_DATE', 'C_RELEASE_DATE', 'DATE_DETAINED'],
    known_by: ['IDNCASE', 'CASE_TYPE', 'CUSTODY', 'ATTY_NBR'],
    key_at: readPlaces.case.IDNCASE,
    case_at: readPlaces.case.IDNCASE,
    fields: partMaker('case')
  },
  B_TblProceeding: {
    kinds: proceedingColumns,
    wanted: columnsRead('proceeding'),
    optional: ['ABSENTIA', 'DEPORTED_2', 'CUSTODY', 'NAT'],
    never_blank: ['BASE_CITY_CODE', 'CASE_TYPE'],
    watched: ['HEARING_TIME', 'VENUE_CHG_GRANTED', 'DATE_DETAINED'],
    known_by: ['IDNPROCEEDING', 'IDNCASE', 'DEC_CODE', 'OTHER_COMP'],
    key_at: readPlaces.proceeding.IDNPROCEEDING,
    case_at: readPlaces.proceeding.IDNCASE,
    fields: partMaker('proceeding')
  },
  tbl_Court_Appln: {
    kinds: applicationColumns,
    wanted: columnsRead('application'),
    optional: [],
    never_blank: ['APPL_CODE', 'APPL_RECD_DATE'],
    watched: [],
    known_by: ['IDNPROCEEDINGAPPLN', 'IDNCASE', 'APPL_CODE'],
    key_at: application.IDNPROCEEDINGAPPLN,
    case_at: application.IDNCASE,
    excluded: values => {
      const code = values[application.APPL_CODE]
      return code === 'ASYL' || code === 'ASYW' || code === 'WCAT' ? undefined : 'not_protection'
    },
    fields: partMaker('application')
  },
  tblAppeal: {
    kinds: appealColumns,
    wanted: columnsRead('appeal'),
    optional: ['IDNPROCEEDING', 'STRFILEDBY', 'STRCASETYPE'],
    never_blank: ['STRAPPEALCATEGORY', 'STRAPPEALTYPE', 'DATAPPEALFILED', 'STRFILEDBY'],
    watched: ['DATATTORNEYE27'],
    known_by: ['IDNAPPEAL', 'STRAPPEALCATEGORY', 'STRBIADECISION'],
    key_at: appeal.IDNAPPEAL,
    case_at: appeal.IDNCASE,
    excluded: values => {
      const { STRAPPEALCATEGORY: category, STRAPPEALTYPE: type, STRCASETYPE: caseType } = appeal
      return isOfRule4(values[category] as string, values[type] as string, values[caseType] as string)
        ? undefined
        : 'other_appeal'
    },
    fields: partMaker('appeal')
  },
  tblAppealFedCourts: {
    kinds: federalCourtColumns,
    wanted: columnsRead('court'),
    optional: ['DATREQUESTEDBYOIL', 'DATFEDCOURTDECISION'],
    never_blank: ['LNGAPPEALID'],
    watched: [],
    known_by: ['IDNAPPEALFEDCOURTS', 'LNGAPPEALID', 'STRFEDCOURTDECISION'],
    key_at: court.IDNAPPEALFEDCOURTS,
    case_at: -1,
    excluded: values => (values[court.STRFEDCOURTDECISION] === '' ? 'no_decision' : undefined),
    fields: partMaker('court')
  },
  tbl_RepsAssigned: {
    kinds: appearanceColumns,
    wanted: columnsRead('appearance'),
    optional: [],
    never_blank: ['STRATTYLEVEL', 'STRATTYTYPE', 'PARENT_TABLE'],
    watched: ['PARENT_TABLE', 'INS_TA_DATE_ASSIGNED'],
    known_by: ['IDNREPSASSIGNED', 'STRATTYLEVEL', 'STRATTYTYPE'],
    key_at: appearance.IDNREPSASSIGNED,
    case_at: appearance.IDNCASE,
    excluded: values => (values[appearance.STRATTYTYPE]?.toUpperCase() === 'INS' ? 'government' : undefined),
    makes_no_record: true,
    fields: partMaker('appearance')
  }
} satisfies Record<TableName, EoirTable>

/**
 * Rule 4 of the counting rules: appeals that decide about protection or removal. A blank case type stands for that of
 * the case.
 */
function isOfRule4(category: string, type: string, caseType: string): boolean {
  return (
    category.toUpperCase() === 'IJ' &&
    appealTypes.has(type.toLowerCase()) &&
    (caseType === '' || appealedCaseTypes.has(caseType))
  )
}

const appealTypes = new Set(['case appeal', 'mtr bia', 'appeal of ij mtr', 'circuit court remand'])
const appealedCaseTypes = new Set(['RMV', 'DEP', 'EXC', 'AOC', 'WHO'])
