import type { Assembled, CasePart } from '../../../src/sources/source.ts'
import { assembleCase } from '../../../src/sources/us-eoir-cases/rules/assemble.ts'
import type { CaseFact, DecisionFact } from '../../../src/vocabulary/fact.ts'

/** The day of the release in these tests. */
export const released_on = '2026-09-01'

// The fields that the tables keep, in order, written once more here: what a row is must not follow the rules' own list.
const fieldNames = [
  'NAT CASE_TYPE CUSTODY C_ASY_TYPE birth_decade Sex represented',
  'IDNPROCEEDING OSC_DATE BASE_CITY_CODE DEC_CODE OTHER_COMP COMP_DATE ABSENTIA DEPORTED_1 DEPORTED_2 CUSTODY CASE_TYPE NAT',
  'IDNPROCEEDINGAPPLN IDNPROCEEDING APPL_CODE APPL_RECD_DATE APPL_DEC',
  'idnAppeal idnProceeding strAppealType datAppealFiled strFiledBy datBIADecision strBIADecision strCaseType',
  'idnAppealFedCourts lngAppealID datRequestedByOIL strFedCourtDecision datFedCourtDecision',
  'STRATTYLEVEL STRATTYTYPE E_27_DATE E_28_DATE'
].map(names => names.split(' '))

type Row = Record<string, string>

/** A row of a table as it is kept: the fields that are named, the rest missing. */
function part(table: number, row: Row, line: number): CasePart {
  const names = fieldNames[table] ?? []
  const strange = Object.keys(row).filter(name => !names.includes(name))
  if (strange.length > 0) throw new Error(`table ${table} has no ${strange}`)
  return { case_id: '7', table, line, repaired: false, fields: names.map(name => row[name] ?? '') }
}

/** The rows of a removal case of a person from Russia unless told otherwise; ids and lines are counted from 1. */
export const caseRow = (row: Row = {}, line = 1): CasePart =>
  part(0, { NAT: 'RU', CASE_TYPE: 'RMV', CUSTODY: 'D', ...row }, line)
export const proceeding = (id: number, row: Row = {}, line = id): CasePart =>
  part(1, { IDNPROCEEDING: String(id), CASE_TYPE: 'RMV', ...row }, line)
export const application = (id: number, row: Row = {}, line = id): CasePart =>
  part(2, { IDNPROCEEDINGAPPLN: String(id), IDNPROCEEDING: '1', APPL_CODE: 'ASYL', ...row }, line)
export const appeal = (id: number, row: Row = {}, line = id): CasePart =>
  part(
    3,
    { idnAppeal: String(id), idnProceeding: '1', strAppealType: 'Case Appeal', strFiledBy: 'A', ...row },
    line
  )
export const court = (id: number, row: Row = {}, line = id): CasePart =>
  part(4, { idnAppealFedCourts: String(id), lngAppealID: '1', strFedCourtDecision: 'REM', ...row }, line)

/** An appearance of counsel for the person before the court. */
export const appearance = (row: Row, line = 1): CasePart =>
  part(5, { STRATTYLEVEL: 'COURT', STRATTYTYPE: 'ALIEN', ...row }, line)

/** What the rules told of a case. */
export interface Told {
  case: CaseFact | undefined
  decisions: DecisionFact[]
  /** `table:line fate`, in the order of the tables and lines; the fate is `loaded` or a reason. */
  fates: string[]
  unknown: string[]
  impossible: string[]
  /** How often each part was told. */
  times: Map<CasePart, number>
}

/** Runs the rules on the rows of one case, in a release that has all tables. */
export const told = (...parts: CasePart[]): Told => toldWithout([], ...parts)

/** Runs them in a release that lacks some tables. */
export function toldWithout(absent: readonly string[], ...parts: CasePart[]): Told {
  const result: Told = {
    ...{ case: undefined, decisions: [], fates: [], unknown: [], impossible: [] },
    times: new Map()
  }
  const fates: [table: number, line: number, fate: string][] = []
  const tell = (row: CasePart, fate: string) => {
    fates.push([row.table, row.line, fate])
    result.times.set(row, (result.times.get(row) ?? 0) + 1)
  }
  const into: Assembled = {
    fact(fact) {
      if (fact.grain === 'case') result.case = fact
      else if (fact.grain === 'decision') result.decisions.push(fact)
      else throw new Error('a court case is no return')
    },
    loaded: row => tell(row, 'loaded'),
    excluded: (row, reason) => tell(row, `excluded ${reason}`),
    rejected: (row, reason) => tell(row, `rejected ${reason}`),
    unknown: (field, code) => result.unknown.push(`${field} ${code}`),
    impossible: field => result.impossible.push(field)
  }
  assembleCase(parts, into, released_on, absent)
  result.fates = fates
    .sort(([t1, l1], [t2, l2]) => t1 - t2 || l1 - l2)
    .map(([table, line, fate]) => `${table}:${line} ${fate}`)
  return result
}

/** What stands in one word: the outcome of each decision in the order of the timeline. */
export const outcomes = ({ decisions }: Told): string[] => decisions.map(({ outcome }) => outcome)
