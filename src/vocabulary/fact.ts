import type { Authority } from './authority.ts'
import type { CellStatus } from './cell-status.ts'
import type {
  ageGroups,
  applicantTypes,
  applicationTypes,
  caseStatuses,
  certainties,
  claimTypes,
  custodies,
  datePrecisions,
  reporters,
  returnTypes,
  screeningTypes,
  sexes,
  splitBooleans
} from './closed-lists.ts'
import type { DecisionStage } from './decision-stage.ts'
import type { AppealedBy, Outcome } from './outcome.ts'
import type { Unit } from './unit.ts'

type OneOf<list extends readonly string[]> = list[number]

/** Where in the release a fact stands. `line` is the physical line in `source_table`'s file. */
export interface Provenance {
  source_table: string
  line: number
}

/**
 * One published number with its dimensions. Dimensions left out are `not_split`.
 * `count_key` is the source's own key of the number, unique in the release and the same in each release.
 */
export interface CountFact extends Provenance {
  grain: 'count'
  count_key: string
  period: string
  period_from: string
  period_to: string
  decision_stage?: DecisionStage
  source_level?: string
  authority?: Authority
  application_type?: OneOf<typeof applicationTypes>
  screening_type?: OneOf<typeof screeningTypes>
  appealed_by?: AppealedBy
  nationality?: string
  country_of_asylum?: string
  country_of_return?: string
  same_country?: OneOf<typeof splitBooleans>
  return_type?: OneOf<typeof returnTypes>
  return_subtype?: string
  sex?: OneOf<typeof sexes>
  age_group?: OneOf<typeof ageGroups>
  applicant_type?: OneOf<typeof applicantTypes>
  unaccompanied?: OneOf<typeof splitBooleans>
  outcome: Outcome
  unit: Unit
  /** null exactly when the status says that there is no number. */
  value: number | null
  status: CellStatus
  source_flags?: string[]
  source_code: string
  source_label?: string
  /** The dimensions that this number is the total of; empty for a part. */
  total_over?: string[]
}

/** What the press, counsel or a court reported of a documented event. */
export interface Reporting {
  event_source?: string
  event_url?: string
  publisher?: string
  published_on?: string
  reported_by?: OneOf<typeof reporters>
  certainty?: OneOf<typeof certainties>
}

/** Ids are whole numbers written as text (they reach past 2^53); the edge adds the source's prefix. */
export interface DecisionFact extends Provenance, Reporting {
  grain: 'decision'
  decision_id: string
  case_id?: string
  decision_stage: DecisionStage
  authority?: Authority
  application_type?: OneOf<typeof applicationTypes>
  screening_type?: OneOf<typeof screeningTypes>
  outcome: Outcome
  nationality: string
  nationality_raw?: string
  country_of_return?: string
  withheld_from?: string
  case_type?: string
  claim_type?: OneOf<typeof claimTypes>
  protection_claim?: boolean
  court?: string
  custody?: OneOf<typeof custodies>
  represented?: boolean
  in_absentia?: boolean
  appeal_type?: string
  appealed_by?: AppealedBy
  filed_on?: string
  /** First day of what is known; `decided_precision` says how much of it is. */
  decided_on?: string
  decided_precision?: OneOf<typeof datePrecisions>
  /** Place in the case's timeline where dates do not tell (documented cases). */
  sequence?: number
  source_code: string
  source_label?: string
}

export interface CaseFact extends Provenance, Reporting {
  grain: 'case'
  case_id: string
  nationality: string
  nationality_raw?: string
  case_type?: string
  claim_type?: OneOf<typeof claimTypes>
  protection_claim?: boolean
  application_types?: string[]
  claim_grounds?: string[]
  court?: string
  custody?: OneOf<typeof custodies>
  represented?: boolean
  filed_on?: string
  case_status: OneOf<typeof caseStatuses>
  case_outcome: Outcome
  case_outcome_kind?: 'protection' | 'screening' | 'return' | 'none'
  /** What was reported of the case, in a sentence without names or exact places. */
  summary?: string
}

export interface ReturnFact extends Provenance, Reporting {
  grain: 'return'
  return_id: string
  case_id?: string
  nationality: string
  nationality_raw?: string
  country_of_return: string
  /** undefined where either country is not known. */
  same_country?: boolean
  return_type: OneOf<typeof returnTypes>
  returned_on?: string
  returned_precision?: OneOf<typeof datePrecisions>
  via_credible_fear?: boolean
  /** The return_id of the row that this one repeats. */
  duplicate_of?: string
  sequence?: number
  source_code: string
  source_label?: string
}

export type Fact = CountFact | DecisionFact | CaseFact | ReturnFact
