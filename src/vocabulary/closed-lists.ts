import { Type } from 'typebox'

/**
 * The other closed lists of docs/rules/domain.md §4.5. `not_split` means that the source does not break a figure down
 * by this dimension; a filter on a value never matches it.
 */
export const sexes = ['male', 'female', 'UNK', 'not_split'] as const
export const Sex = Type.Enum(sexes, { $id: 'Sex', type: 'string' })

/** Families of age groups differ by source and are never added across sources. */
export const ageGroups = [
  '0-13',
  '14-17',
  '0-17',
  '18-29',
  '18-34',
  '30-49',
  '35-64',
  '50-69',
  '65+',
  '70+',
  'UNK',
  'not_split'
] as const
export const AgeGroup = Type.Enum(ageGroups, { $id: 'AgeGroup', type: 'string' })

export const applicantTypes = ['main_applicant', 'dependant', 'not_split'] as const
export const ApplicantType = Type.Enum(applicantTypes, { $id: 'ApplicantType', type: 'string' })

/** Whether applicants ask for the first time, or have asked before in the same country. */
export const applicantHistories = ['first_time', 'repeat', 'not_split'] as const
export const ApplicantHistory = Type.Enum(applicantHistories, { $id: 'ApplicantHistory', type: 'string' })

/** What published figures are about: flows of three kinds, and the stock of what is pending on a day. */
export const figureSubjects = ['decisions', 'returns', 'applications', 'pending'] as const
export const FigureSubject = Type.Enum(figureSubjects, { $id: 'FigureSubject', type: 'string' })
export type FigureSubject = (typeof figureSubjects)[number]

/** Whether a series answers here: by a current release, by a made-up one alone, by none of those that are here, or not at all. */
export const loadedStates = ['loaded', 'made_up', 'not_current', 'not_loaded'] as const
export const LoadedState = Type.Enum(loadedStates, { $id: 'LoadedState', type: 'string' })
export type LoadedState = (typeof loadedStates)[number]

/** What is asked for, in the words of /v1/loaded: what statistics count, and what is pending on a day. */
export const askedSubjects = ['decisions', 'cases', 'returns', 'applications', 'pending'] as const
export const AskedSubject = Type.Enum(askedSubjects, { $id: 'AskedSubject', type: 'string' })
export type AskedSubject = (typeof askedSubjects)[number]

export const returnTypes = [
  'enforced',
  'voluntary',
  'refused_entry',
  'expulsion',
  'withdrawal_of_application',
  'not_stated',
  'not_split'
] as const
export const ReturnType = Type.Enum(returnTypes, { $id: 'ReturnType', type: 'string' })

export const screeningTypes = ['credible_fear', 'reasonable_fear', 'not_split'] as const
export const ScreeningType = Type.Enum(screeningTypes, { $id: 'ScreeningType', type: 'string' })

export const applicationTypes = ['asylum', 'withholding', 'torture_convention', 'not_split'] as const
export const ApplicationType = Type.Enum(applicationTypes, { $id: 'ApplicationType', type: 'string' })

export const claimTypes = ['affirmative', 'defensive', 'UNK'] as const
export const ClaimType = Type.Enum(claimTypes, { $id: 'ClaimType', type: 'string' })

export const custodies = ['detained', 'never_detained', 'released', 'UNK'] as const
export const Custody = Type.Enum(custodies, { $id: 'Custody', type: 'string' })

export const caseStatuses = ['pending', 'appeal_pending', 'inactive', 'decided', 'unknown'] as const
export const CaseStatus = Type.Enum(caseStatuses, { $id: 'CaseStatus', type: 'string' })

/**
 * What a case waits for at the date of its release, and what published figures of pending ones wait for
 * (docs/rules/domain.md §6.6).
 */
export const waitingPlaces = [
  'screening_review',
  'immigration_judge',
  'appeal',
  'first_instance',
  'further_review',
  'not_split'
] as const
export const WaitingPlace = Type.Enum(waitingPlaces, { $id: 'WaitingPlace', type: 'string' })

/**
 * How long an open case has waited on the day of the release, in calendar months. The bounds are in
 * statistics/kinds/pending/waiting-time.ts. `UNK`: the source does not state since when.
 */
export const caseWaitingTimes = [
  'under_6_months',
  '6_to_12_months',
  '1_to_2_years',
  '2_to_3_years',
  '3_to_5_years',
  '5_years_or_more',
  'UNK'
] as const

/** The same, with what only published figures have. */
export const waitingTimes = [
  'under_6_months',
  '6_months_or_more',
  '6_to_12_months',
  '1_to_2_years',
  '2_to_3_years',
  '3_to_5_years',
  '5_years_or_more',
  'UNK',
  'not_split'
] as const
export const WaitingTime = Type.Enum(waitingTimes, { $id: 'WaitingTime', type: 'string' })

export const caseOutcomeKinds = ['protection', 'screening', 'return', 'none'] as const

export const returnStatuses = ['ordered', 'executed'] as const
export const ReturnStatus = Type.Enum(returnStatuses, { $id: 'ReturnStatus', type: 'string' })

/** Boolean of published figures. `not_split`: the source does not break the figure down, which null would not say. */
export const splitBooleans = ['true', 'false', 'not_split'] as const
export const SplitBoolean = Type.Enum(splitBooleans, { $id: 'SplitBoolean', type: 'string' })

/** How exact a date is. A date is written to its precision: `2023-03-04`, `2023-03`, `2023`. */
export const datePrecisions = ['day', 'month', 'year'] as const
export const DatePrecision = Type.Enum(datePrecisions, { $id: 'DatePrecision', type: 'string' })

/** Who reported an event of a documented case, and how certain it is (docs/rules/sources.md §11). */
export const reporters = ['press', 'counsel', 'court'] as const
export const ReportedBy = Type.Enum(reporters, { $id: 'ReportedBy', type: 'string' })
export const certainties = ['established', 'reported'] as const
export const Certainty = Type.Enum(certainties, { $id: 'Certainty', type: 'string' })

/** What was reported, beside cases, decisions and returns (docs/rules/domain.md §1.6). */
export const eventKinds = [
  'entry',
  'detention',
  'stay',
  'motion',
  'statement',
  'status_note',
  'reported_figure',
  'case_group',
  'group_member'
] as const
export type EventKind = (typeof eventKinds)[number]
/** What became of a stay or a motion, or of a detention. */
export const eventActions = ['asked', 'granted', 'refused', 'lifted', 'detained', 'released'] as const
export const motionTypes = ['reopen', 'reconsider', 'other', 'not_stated'] as const
export const speakerKinds = [
  'press',
  'counsel',
  'court',
  'agency',
  'government',
  'advocates',
  'applicant',
  'other'
] as const
/** How somebody spoke. An inference is what the speaker concluded, and no fact that the speaker was told. */
export const speechKinds = ['said', 'inferred', 'no_answer', 'declined'] as const
export const figureQualifiers = ['exact', 'about', 'nearly', 'at_least', 'at_most', 'not_stated'] as const
/** What the country of a documented return rests on. */
export const destinationBases = ['established', 'reported', 'inferred'] as const

export const releaseStatuses = ['loading', 'current', 'beside', 'superseded', 'withdrawn'] as const
export const ReleaseStatus = Type.Enum(releaseStatuses, { $id: 'ReleaseStatus', type: 'string' })
