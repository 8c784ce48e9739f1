import { Authority } from '../authority.ts'
import { CellStatus } from '../cell-status.ts'
import {
  AgeGroup,
  ApplicantHistory,
  ApplicantType,
  ApplicationType,
  CaseStatus,
  Certainty,
  ClaimType,
  Custody,
  DatePrecision,
  FigureSubject,
  ReportedBy,
  ReturnStatus,
  ReturnType,
  ScreeningType,
  Sex,
  SplitBoolean,
  WaitingPlace,
  WaitingTime
} from '../closed-lists.ts'
import { DecisionStage } from '../decision-stage.ts'
import { AppealedBy, Effect, Outcome, OutcomeGroup } from '../outcome.ts'
import { Unit } from '../unit.ts'

/**
 * The closed lists that fields of records take their words from. Each is a type of its own in Postgres, by the same
 * name, and a schema of its own in the contract.
 */
export const wordLists = {
  decision_stage: DecisionStage,
  authority: Authority,
  outcome: Outcome,
  outcome_group: OutcomeGroup,
  effect: Effect,
  appealed_by: AppealedBy,
  unit: Unit,
  figure_subject: FigureSubject,
  cell_status: CellStatus,
  application_type: ApplicationType,
  screening_type: ScreeningType,
  claim_type: ClaimType,
  custody: Custody,
  case_status: CaseStatus,
  waiting_place: WaitingPlace,
  waiting_time: WaitingTime,
  return_status: ReturnStatus,
  return_type: ReturnType,
  sex: Sex,
  age_group: AgeGroup,
  applicant_type: ApplicantType,
  applicant_history: ApplicantHistory,
  split_boolean: SplitBoolean,
  date_precision: DatePrecision,
  reported_by: ReportedBy,
  certainty: Certainty
} as const
export type WordList = keyof typeof wordLists

/** A word of a list. */
export type WordOf<L extends WordList> = (typeof wordLists)[L]['enum'][number]
