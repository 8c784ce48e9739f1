import type { Authority } from './authority.ts'
import type { CellStatus } from './cell-status.ts'
import type {
  ageGroups,
  applicantTypes,
  applicationTypes,
  caseOutcomeKinds,
  caseStatuses,
  certainties,
  claimTypes,
  custodies,
  datePrecisions,
  reporters,
  returnTypes,
  screeningTypes,
  sexes,
  splitBooleans,
  waitingPlaces
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

/** What is told of a record that was read from damaged text. */
export interface Damage {
  /** The row was damaged, and could be put right without a guess. */
  repaired?: boolean
  /** Dates that cannot be, as they stood: `COMP_DATE 2925-01-01`, several with a comma between. */
  impossible_dates?: string
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
export interface DecisionFact extends Provenance, Reporting, Damage {
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
  /** The code of the order where it names no country that is known. */
  country_of_return_raw?: string
  /** The second country that an order names: kept, never counted. */
  alternate_country?: string
  withheld_from?: string
  case_type?: string
  claim_type?: OneOf<typeof claimTypes>
  protection_claim?: boolean
  court?: string
  custody?: OneOf<typeof custodies>
  represented?: boolean
  sex?: OneOf<typeof sexes>
  in_absentia?: boolean
  appeal_type?: string
  appealed_by?: AppealedBy
  filed_on?: string
  /** When the government asked a court of law for its decision back: often the only date of it. */
  requested_on?: string
  /** First day of what is known; `decided_precision` says how much of it is. */
  decided_on?: string
  decided_precision?: OneOf<typeof datePrecisions>
  /** Place in the case's timeline where dates do not tell (documented cases). */
  sequence?: number
  /** How many decisions the case has on this kind of application; the unit `applications` counts them once. */
  application_decisions?: number
  source_code: string
  source_label?: string
}

export interface CaseFact extends Provenance, Reporting, Damage {
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
  sex?: OneOf<typeof sexes>
  /** The first year of the ten in which the person was born, such as 1980. */
  birth_decade?: number
  filed_on?: string
  case_status: OneOf<typeof caseStatuses>
  case_outcome: Outcome
  case_outcome_kind?: OneOf<typeof caseOutcomeKinds>
  screening_outcome?: Outcome
  protection_outcome?: Outcome
  return_outcome?: Outcome
  /** Of the order that stands, by the case's rule; a departure where one is known. */
  country_of_return?: string
  /** The last day on which anything was decided in it. */
  last_decided_on?: string
  /** The first return decision other than a closure: the end of the case's duration. */
  first_return_decided_on?: string
  /** Its proceedings are of several types. */
  case_type_conflict?: boolean
  /** What the case waits for at the date of the release, and since when; absent where it waits for nothing. */
  waiting_at?: OneOf<typeof waitingPlaces>
  waiting_since?: string
  /** When the oldest application or appeal without a decision was filed. */
  open_asylum_since?: string
  open_withholding_since?: string
  open_torture_convention_since?: string
  open_appeal_since?: string
  /** The stages that the case passed, in order and joined by commas; decisions in a row at one stage are one. */
  pathway?: string
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
  /** As the source wrote it, where no code was found. */
  country_of_return_raw?: string
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
