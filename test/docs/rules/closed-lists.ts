import { exposedHeaders } from '../../../src/http/exposed-headers.ts'
import { protectiveOrder } from '../../../src/sources/us-eoir-cases/rules/case-outcome.ts'
import { authorities } from '../../../src/vocabulary/authority.ts'
import { addableStatuses, cellStatuses } from '../../../src/vocabulary/cell-status.ts'
import {
  ageGroups,
  applicantHistories,
  applicantTypes,
  applicationTypes,
  askedSubjects,
  caseOutcomeKinds,
  caseStatuses,
  caseWaitingTimes,
  certainties,
  claimTypes,
  custodies,
  datePrecisions,
  destinationBases,
  eventActions,
  eventKinds,
  figureQualifiers,
  figureSubjects,
  loadedStates,
  motionTypes,
  releaseStatuses,
  reporters,
  returnStatuses,
  returnTypes,
  screeningTypes,
  sexes,
  speakerKinds,
  speechKinds,
  splitBooleans,
  waitingPlaces,
  waitingTimes
} from '../../../src/vocabulary/closed-lists.ts'
import { countries, countrySchemes, countryStatuses } from '../../../src/vocabulary/countries/country.ts'
import { decisionStages, timelineOrder } from '../../../src/vocabulary/decision-stage.ts'
import { languages } from '../../../src/vocabulary/labels/language.ts'
import { boundDimensions } from '../../../src/vocabulary/measures/bound-dimensions.ts'
import {
  caseMeasures,
  durationCounts,
  durationEvents,
  ofTheFiled
} from '../../../src/vocabulary/measures/case-statistics.ts'
import { dimensionNames, neverAdded } from '../../../src/vocabulary/measures/dimension.ts'
import { counts } from '../../../src/vocabulary/measures/measure.ts'
import { absentRowMeanings, reporterScopes } from '../../../src/vocabulary/measures/reporting.ts'
import { breakChanges } from '../../../src/vocabulary/measures/series-break.ts'
import {
  constantDimensions,
  periodDimensions,
  subjectNames
} from '../../../src/vocabulary/measures/subject.ts'
import {
  appellants,
  effects,
  outcomeGroups,
  outcomeKinds,
  outcomes
} from '../../../src/vocabulary/outcome.ts'
import { changeKinds } from '../../../src/vocabulary/release/change.ts'
import { differenceSplits, recordDifferences } from '../../../src/vocabulary/release/difference.ts'
import { removalReasons } from '../../../src/vocabulary/release/removal.ts'
import { emptyReasons } from '../../../src/vocabulary/results/empty-reason.ts'
import { noFilters } from '../../../src/vocabulary/results/filter-columns.ts'
import { dateBases, yearBases } from '../../../src/vocabulary/time/period.ts'
import { grains, units } from '../../../src/vocabulary/unit.ts'

type Values = readonly string[]

/** The closed lists that the vocabulary exports: the name that a page has for each, and the name in the code. */
export const exported: Record<string, Record<string, Values>> = {
  grain: { grains },
  difference: { recordDifferences },
  by: { differenceSplits },
  change_kind: { changeKinds },
  removal_reason: { removalReasons },
  unit: { units },
  never_added: { neverAdded },
  decision_stage: { decisionStages },
  timeline_order: { timelineOrder },
  authority: { authorities },
  outcome: { outcomes },
  outcome_group: { outcomeGroups },
  outcome_kind: { outcomeKinds },
  effect: { effects },
  appealed_by: { appellants },
  return_status: { returnStatuses },
  country_status: { countryStatuses },
  country_scheme: { countrySchemes },
  sex: { sexes },
  age_group: { ageGroups },
  applicant_type: { applicantTypes },
  applicant_history: { applicantHistories },
  figure_subject: { figureSubjects },
  return_type: { returnTypes },
  screening_type: { screeningTypes },
  application_type: { applicationTypes },
  claim_type: { claimTypes },
  custody: { custodies },
  case_status: { caseStatuses },
  case_outcome_kind: { caseOutcomeKinds },
  waiting_at: { waitingPlaces },
  waiting_time: { waitingTimes },
  case_waiting_time: { caseWaitingTimes },
  split_boolean: { splitBooleans },
  date_precision: { datePrecisions },
  reported_by: { reporters },
  certainty: { certainties },
  event_kind: { eventKinds },
  action: { eventActions },
  motion_type: { motionTypes },
  said_by_kind: { speakerKinds },
  speech: { speechKinds },
  value_qualifier: { figureQualifiers },
  country_of_return_basis: { destinationBases },
  loaded_state: { loadedStates },
  asked_subject: { askedSubjects },
  release_status: { releaseStatuses },
  date_basis: { dateBases },
  year_basis: { yearBases },
  of_the_filed: { ofTheFiled },
  duration_count: { durationCounts },
  duration_event: { durationEvents },
  cell_status: { cellStatuses },
  absent_row: { absentRowMeanings },
  changes: { breakChanges },
  reporters: { reporterScopes },
  addable_status: { addableStatuses },
  lang: { languages },
  no_filter: { noFilters },
  empty_reason: { emptyReasons },
  constant_dimension: { constantDimensions },
  period_dimension: { periodDimensions }
}

/** Lists that are made of something else in the code. */
export const derived: Record<string, Values> = {
  special_value: countries.filter(({ status }) => status === 'special').map(({ code }) => code),
  count_measure: Object.keys(counts),
  protective_order: protectiveOrder,
  exposed_header: exposedHeaders,
  bound_to_the_decision: boundDimensions[0],
  bound_to_the_return: boundDimensions[1],
  bound_to_the_person: boundDimensions[2]
}

/** Names of exported lists that have a table of their own in a page, with more columns. */
export const withTables: Record<string, Values> = {
  dimensionNames,
  subjectNames,
  boundDimensions: boundDimensions.map(names => names.join()),
  caseMeasures: caseMeasures.map(({ measure }) => measure)
}
