import type { DecisionFact } from '../../../vocabulary/fact.ts'
import type { CasePart } from '../../source.ts'
import {
  type CountedCaseType,
  completionCodes,
  courtDecisionCodes,
  type EoirMeaning,
  meaningsBy,
  stagesByCaseType,
  undecidedCompletions
} from '../codes/codes.ts'
import { custodyCodes } from '../codes/codes-case.ts'
import { keptCode } from '../reading/kept-code.ts'
import { keptField, partFields } from '../reading/kept-columns.ts'
import { type DatedRow, type RowReading, readDay } from '../reading/reading.ts'

const fields = partFields.proceeding

/** The status of a proceeding: decided, or the reason why no decision comes from it. */
export type ProceedingStatus =
  | 'decided'
  | 'no_decision'
  | 'venue_change'
  | 'transfer'
  | 'zero_bond'
  | 'out_of_scope'

/** A proceeding of a case type that is counted, other than the record of a bond. */
export interface Proceeding extends DatedRow {
  part: CasePart
  id: string
  number: number
  case_type: CountedCaseType
  standing: ProceedingStatus
  opened_on: string | undefined
  completed_on: string | undefined
  /** The decision; undefined where there is none. */
  ruling: Ruling | undefined
  court: string | undefined
  custody: 'detained' | 'never_detained' | 'released' | 'UNK'
}

/** The meaning of a judge's completion, and the field and code that it was read from. */
export interface Ruling extends Partial<EoirMeaning> {
  outcome: EoirMeaning['outcome']
  source_code: string
}

const decisions = meaningsBy(courtDecisionCodes)
const completions = meaningsBy(completionCodes)

const counted: ReadonlySet<string> = new Set(Object.keys(stagesByCaseType))

/** Whether proceedings of this type are counted. */
export const isCounted = (case_type: string): case_type is CountedCaseType => counted.has(case_type)

/** What is reviewed in proceedings of a type. */
export const screeningTypeOf = (case_type: CountedCaseType): DecisionFact['screening_type'] =>
  case_type === 'CFR' ? 'credible_fear' : case_type === 'RFR' ? 'reasonable_fear' : undefined

/** A proceeding's own type; the case's where it has none. */
export const caseTypeOf = (part: CasePart, of_case: string): string =>
  keptField(part, fields.CASE_TYPE) || of_case

/**
 * The status of a proceeding, from its codes alone. A zero bond is checked first: it is ignored whatever the case type.
 */
export function proceedingStatus(part: CasePart, case_type: string): ProceedingStatus {
  const is_decided = keptField(part, fields.DEC_CODE) !== ''
  const completion = keptField(part, fields.OTHER_COMP)
  if (!is_decided && completion === 'X') return undecidedCompletions.X.reason
  if (!isCounted(case_type)) return 'out_of_scope'
  if (is_decided) return 'decided'
  if (completion === '') return 'no_decision'
  if (completion === 'C' || completion === 'T') return undecidedCompletions[completion].reason
  return 'decided'
}

/** Reads the row of a proceeding that counts. */
export function readProceeding(
  part: CasePart,
  case_type: CountedCaseType,
  standing: ProceedingStatus,
  reading: RowReading
): Proceeding {
  const id = keptField(part, fields.IDNPROCEEDING)
  const proceeding: Proceeding = {
    part,
    id,
    number: Number(id),
    case_type,
    standing,
    opened_on: undefined,
    completed_on: undefined,
    ruling: standing === 'decided' ? rulingOf(part, case_type, reading) : undefined,
    court: keptField(part, fields.BASE_CITY_CODE) || undefined,
    custody: custodyFrom(keptField(part, fields.CUSTODY), reading)
  }
  proceeding.opened_on = readDay(proceeding, 'OSC_DATE', keptField(part, fields.OSC_DATE), reading)
  proceeding.completed_on = readDay(proceeding, 'COMP_DATE', keptField(part, fields.COMP_DATE), reading)
  return proceeding
}

/** Looks up the code by case type and field: DEC_CODE where there is one, else OTHER_COMP. */
function rulingOf(part: CasePart, case_type: CountedCaseType, { into }: RowReading): Ruling {
  const decision = keptField(part, fields.DEC_CODE)
  const field = decision === '' ? 'OTHER_COMP' : 'DEC_CODE'
  const code = decision || keptField(part, fields.OTHER_COMP)
  const meaning = (decision === '' ? completions : decisions).get(case_type)?.get(code)
  if (meaning === undefined) into.unknown(`${case_type} ${field}`, keptCode(code))
  return {
    outcome: meaning?.outcome ?? 'unknown',
    label: meaning?.label,
    source_code: `${field} ${meaning === undefined ? keptCode(code) : code}`
  }
}

/** Custody by its code. A blank is UNK; so is a code that is in no table, which is counted as unknown. */
export function custodyFrom(code: string, { into }: RowReading): Proceeding['custody'] {
  if (code === 'D' || code === 'N' || code === 'R') return custodyCodes[code].value
  if (code !== '') into.unknown('CUSTODY', keptCode(code))
  return 'UNK'
}

/** Latest by docs/rules/domain.md §8.6: by the day of completion, then by number; not completed is earliest. */
export function isLater(one: Proceeding, other: Proceeding): boolean {
  const day = one.completed_on ?? ''
  const other_day = other.completed_on ?? ''
  return day === other_day ? one.number > other.number : day > other_day
}

/** The newest proceeding: the highest number. */
export function newestOf(proceedings: readonly Proceeding[]): Proceeding | undefined {
  let newest: Proceeding | undefined
  for (const each of proceedings) if (newest === undefined || each.number > newest.number) newest = each
  return newest
}
