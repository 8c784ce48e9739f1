import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Test } from 'tap'
import { importRelease } from '../../src/import/run.ts'
import { sourceRegistry } from '../../src/sources/registry.ts'
import { folder as emptyFolder } from '../import/made-up.ts'
import type { Fill } from '../loaded.ts'
import { at, file, headers, type Released } from '../sources/us-eoir-cases/released-rows.ts'

/** Invented rows by table; a column that is not named is blank. */
export type CourtRows = Partial<Record<Released, Record<string, string>[]>>

/** Rows that decide nothing: a table without any is damaged. */
const idle: Record<Released, Record<string, string>> = {
  A_TblCase: {},
  B_TblProceeding: {},
  tbl_Court_Appln: {},
  tblAppeal: {
    ...{ idnAppeal: '1', idncase: '1', idnProceeding: '1001', strAppealCategory: 'IJ', strCaseType: 'RMV' },
    ...{ strAppealType: 'Bond Appeal', strFiledBy: 'A', datAppealFiled: at('2021-07-01') }
  },
  tblAppealFedCourts: { idnAppealFedCourts: '1', lngAppealID: '1', datRequestedByOIL: at('2022-12-01') },
  tbl_RepsAssigned: {
    ...{ IDNREPSASSIGNED: '1', IDNCASE: '1', STRATTYLEVEL: 'COURT', STRATTYTYPE: 'INS' },
    ...{ PARENT_TABLE: 'b_tblproceeding', PARENT_IDN: '1001', BLNPRIMEATTY: '1' }
  }
}

/** The files of a release with these rows, by their names. */
export const courtFiles = (rows: CourtRows): [name: string, text: string][] =>
  (Object.keys(headers) as Released[]).map(table =>
    file(
      table,
      (rows[table] ?? [idle[table]]).map(row =>
        headers[table]
          .split(' ')
          .map(name => row[name] ?? '')
          .join('\t')
      )
    )
  )

/** Writes files of a release, and tells their folder. */
export async function courtFolder(
  t: Test,
  files: readonly (readonly [name: string, text: string])[]
): Promise<string> {
  const folder = await emptyFolder(t)
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text, 'latin1')
  }
  return folder
}

/** Imports a release of the court that was published on a day. */
export const courtRelease =
  (folder: string, release: string, releasedOn: string): Fill =>
  (database, dataDir) =>
    importRelease(
      { database, dataDir, sources: sourceRegistry },
      { source: 'us-eoir-cases', paths: [folder], release, releasedOn, retrievedOn: releasedOn }
    )

/** A removal case with one proceeding and an application for asylum: filed, denied and ordered removed. */
export const removalCase = (id: number, more: { DEC_CODE?: string; APPL_DEC?: string } = {}) => ({
  A_TblCase: { IDNCASE: String(id), NAT: 'RU', CASE_TYPE: 'RMV', CUSTODY: 'N' },
  B_TblProceeding: {
    ...{ IDNPROCEEDING: String(1000 + id), IDNCASE: String(id), CASE_TYPE: 'RMV', CUSTODY: 'N', NAT: 'RU' },
    ...{ OSC_DATE: at('2020-01-01'), COMP_DATE: at('2021-06-01'), DEC_CODE: more.DEC_CODE ?? 'X' },
    ...{ DEPORTED_1: 'RU', BASE_CITY_CODE: 'MIA', HEARING_LOC_CODE: 'MIA' }
  },
  tbl_Court_Appln: {
    ...{ IDNPROCEEDINGAPPLN: String(5000 + id), IDNPROCEEDING: String(1000 + id), IDNCASE: String(id) },
    ...{ APPL_CODE: 'ASYL', APPL_RECD_DATE: at('2020-03-01'), APPL_DEC: more.APPL_DEC ?? 'D' }
  }
})

/** Rows of several cases, table by table. */
export const casesAsRows = (cases: ReturnType<typeof removalCase>[]): CourtRows => ({
  A_TblCase: cases.map(each => each.A_TblCase),
  B_TblProceeding: cases.map(each => each.B_TblProceeding),
  tbl_Court_Appln: cases.map(each => each.tbl_Court_Appln)
})

/** An appeal of a case, decided on a day or open. */
const appealOf = (n: number, id: number, filed: string, decided = '', strFiledBy = 'A') => ({
  ...{ idnAppeal: String(n), idncase: String(id), idnProceeding: String(1000 + id), strFiledBy },
  ...{ strAppealCategory: 'IJ', strAppealType: 'Case Appeal', strCaseType: 'RMV', datAppealFiled: at(filed) },
  ...(decided ? { datBIADecision: at(decided), strBIADecision: 'DIS' } : {})
})

/** Twelve cases, of which eleven appeals: five are decided and six are open, two of these in one case. */
export const openAndDecidedAppeals = (): CourtRows => ({
  ...casesAsRows(Array.from({ length: 12 }, (_, i) => removalCase(i + 1))),
  tblAppeal: [
    // Decided 100, 200, 300 and 400 days after they were filed.
    ...['2021-10-09', '2022-01-17', '2022-04-27', '2022-08-05'].map((day, i) =>
      appealOf(i + 1, i + 1, '2021-07-01', day)
    ),
    ...[5, 6, 7].map(id => appealOf(id, id, '2021-07-01')),
    // Two open in one case, the second of the government; one case with a decided and an open one.
    ...[appealOf(8, 9, '2021-07-01'), appealOf(9, 9, '2021-08-01', '', 'I')],
    ...[appealOf(10, 8, '2021-07-01', '2021-08-20'), appealOf(11, 8, '2021-09-01')]
  ]
})
