import type { DecisionFact } from '../../../vocabulary/fact.ts'
import type { AppealedBy } from '../../../vocabulary/outcome.ts'
import type { CasePart } from '../../source.ts'
import { meanings } from '../codes/codes.ts'
import {
  appealedCaseTypes,
  appealTypes,
  boardDecisions,
  courtDecisions,
  filedBy
} from '../codes/codes-appeals.ts'
import { keptCode } from '../reading/kept-code.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import { type DatedRow, type RowReading, readDay } from '../reading/reading.ts'
import { decisionFact } from './decision-fact.ts'
import type { Person } from './person.ts'
import type { Proceeding } from './proceedings.ts'

const fields = partFields.appeal
const courtFields = partFields.court
const board = meanings(boardDecisions)
const courts = meanings(courtDecisions)
const typesByLowerCase = new Map(Object.keys(appealTypes).map(type => [type.toLowerCase(), type]))

/** An appeal of a kind that is counted, decided or not. */
export interface Appeal extends DatedRow {
  part: CasePart
  filed_on: string | undefined
  is_decided: boolean
}

/** What a decision on an appeal takes from the proceeding it names; else from the case. */
export type Heard = Pick<DecisionFact, 'case_type' | 'court' | 'custody'>

/** Whether an appeal's own row has no decision of the Board. */
export const isOpenAppeal = (part: CasePart): boolean => keptField(part, fields.STRBIADECISION) === ''

/**
 * Reads the appeals that count (docs/rules/domain.md §8.4). Appeals that do not count and open ones are reported as
 * excluded.
 */
export function readAppeals(parts: readonly CasePart[], of_case: string, reading: RowReading): Appeal[] {
  const appeals: Appeal[] = []
  for (const part of parts) {
    if (!isCountedAppeal(part, of_case)) {
      reading.into.excluded(part, 'other_appeal')
      continue
    }
    const is_decided = !isOpenAppeal(part)
    const appeal: Appeal = { part, filed_on: undefined, is_decided }
    appeal.filed_on = readDay(appeal, 'datAppealFiled', keptField(part, fields.DATAPPEALFILED), reading)
    if (!is_decided) reading.into.excluded(part, 'no_decision')
    appeals.push(appeal)
  }
  return appeals
}

/** By appeal type, compared without letter case, and by the appeal's own case type, or the case's where it has none. */
function isCountedAppeal(part: CasePart, of_case: string): boolean {
  const case_type = keptField(part, fields.STRCASETYPE) || of_case
  return appealTypeOf(part) !== undefined && appealedCaseTypes.includes(case_type)
}

function appealTypeOf(part: CasePart): string | undefined {
  const type = keptField(part, fields.STRAPPEALTYPE)
  return Object.hasOwn(appealTypes, type) ? type : typesByLowerCase.get(type.toLowerCase())
}

/** The Board's decision on an appeal. */
export function boardDecision(
  appeal: Appeal,
  heard: Heard,
  person: Person,
  reading: RowReading
): DecisionFact {
  const { part, filed_on } = appeal
  const code = keptField(part, fields.STRBIADECISION)
  const meaning = board.get(code)
  if (meaning === undefined) reading.into.unknown('strBIADecision', keptCode(code))
  const decided_on = readDay(appeal, 'datBIADecision', keptField(part, fields.DATBIADECISION), reading)
  return decisionFact(part, person, {
    impossible_dates: appeal.impossible_dates,
    decision_stage: 'appeal',
    authority: 'us_bia',
    outcome: meaning?.outcome ?? 'unknown',
    case_type: heard.case_type,
    court: heard.court,
    custody: heard.custody,
    appeal_type: appealTypeOf(part),
    appealed_by: appealedByFrom(keptField(part, fields.STRFILEDBY), reading),
    filed_on,
    decided_on,
    source_code: `strBIADecision ${meaning === undefined ? keptCode(code) : code}`,
    source_label: meaning?.label
  })
}

/** The decision of a court of law. Often its only date is the day of the government's request. */
export function courtDecision(
  part: CasePart,
  heard: Heard,
  person: Person,
  reading: RowReading
): DecisionFact {
  const code = keptField(part, courtFields.STRFEDCOURTDECISION)
  const meaning = courts.get(code)
  if (meaning === undefined) reading.into.unknown('strFedCourtDecision', keptCode(code))
  const dated: DatedRow = {}
  const requested = keptField(part, courtFields.DATREQUESTEDBYOIL)
  const requested_on = readDay(dated, 'datRequestedByOIL', requested, reading)
  const decided = keptField(part, courtFields.DATFEDCOURTDECISION)
  const decided_on = readDay(dated, 'datFedCourtDecision', decided, reading)
  return decisionFact(part, person, {
    impossible_dates: dated.impossible_dates,
    decision_stage: 'judicial_review',
    authority: 'us_federal_court',
    outcome: meaning?.outcome ?? 'unknown',
    case_type: heard.case_type,
    court: heard.court,
    custody: heard.custody,
    requested_on,
    decided_on,
    source_code: `strFedCourtDecision ${meaning === undefined ? keptCode(code) : code}`,
    source_label: meaning?.label
  })
}

function appealedByFrom(code: string, { into }: RowReading): AppealedBy {
  if (Object.hasOwn(filedBy, code)) return filedBy[code as keyof typeof filedBy].appealed_by
  if (code !== '') into.unknown('strFiledBy', keptCode(code))
  return 'unknown'
}

/**
 * Case type, court and custody from the proceeding that an appeal names, if it is one of the case; else those of the
 * case.
 */
export function heardIn(part: CasePart, proceedings: readonly Proceeding[], of_case: Heard): Heard {
  const id = keptField(part, fields.IDNPROCEEDING)
  const named = proceedings.find(each => each.id === id)
  return named === undefined
    ? of_case
    : { case_type: named.case_type, court: named.court, custody: named.custody }
}
