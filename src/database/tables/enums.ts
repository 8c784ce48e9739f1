import { pgEnum } from 'drizzle-orm/pg-core'
import { authorities } from '../../vocabulary/authority.ts'
import { cellStatuses } from '../../vocabulary/cell-status.ts'
import {
  ageGroups,
  applicantHistories,
  applicantTypes,
  applicationTypes,
  caseStatuses,
  certainties,
  claimTypes,
  custodies,
  datePrecisions,
  figureSubjects,
  releaseStatuses,
  reporters,
  returnTypes,
  screeningTypes,
  sexes,
  splitBooleans,
  waitingPlaces,
  waitingTimes
} from '../../vocabulary/closed-lists.ts'
import { decisionStages } from '../../vocabulary/decision-stage.ts'
import { appellants, effects, outcomeGroups, outcomes } from '../../vocabulary/outcome.ts'
import { changeKinds } from '../../vocabulary/release/change.ts'
import { differenceSplits, recordDifferences } from '../../vocabulary/release/difference.ts'
import { removalReasons } from '../../vocabulary/release/removal.ts'
import { units } from '../../vocabulary/unit.ts'

/** Postgres types of the closed lists. The order of an enum is never used for sorting: lists can grow. */
export const decisionStage = pgEnum('decision_stage', decisionStages)
export const authority = pgEnum('authority', authorities)
export const outcome = pgEnum('outcome', outcomes)
export const outcomeGroup = pgEnum('outcome_group', outcomeGroups)
export const effect = pgEnum('effect', effects)
export const appealedBy = pgEnum('appealed_by', appellants)
export const unit = pgEnum('unit', units)
export const cellStatus = pgEnum('cell_status', cellStatuses)
export const applicationType = pgEnum('application_type', applicationTypes)
export const screeningType = pgEnum('screening_type', screeningTypes)
export const claimType = pgEnum('claim_type', claimTypes)
export const custody = pgEnum('custody', custodies)
export const caseStatus = pgEnum('case_status', caseStatuses)
export const waitingPlace = pgEnum('waiting_place', waitingPlaces)
export const waitingTime = pgEnum('waiting_time', waitingTimes)
export const returnType = pgEnum('return_type', returnTypes)
export const sex = pgEnum('sex', sexes)
export const ageGroup = pgEnum('age_group', ageGroups)
export const applicantType = pgEnum('applicant_type', applicantTypes)
export const applicantHistory = pgEnum('applicant_history', applicantHistories)
export const figureSubject = pgEnum('figure_subject', figureSubjects)
export const splitBoolean = pgEnum('split_boolean', splitBooleans)
export const datePrecision = pgEnum('date_precision', datePrecisions)
export const reportedBy = pgEnum('reported_by', reporters)
export const certainty = pgEnum('certainty', certainties)
export const differenceKind = pgEnum('difference_kind', recordDifferences)
export const differenceSplit = pgEnum('difference_split', differenceSplits)
export const differenceState = pgEnum('difference_state', ['ready', 'failed'])
export const changeKind = pgEnum('change_kind', changeKinds)
export const removalReason = pgEnum('removal_reason', removalReasons)
export const releaseStatus = pgEnum('release_status', releaseStatuses)
