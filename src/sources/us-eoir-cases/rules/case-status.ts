import type { CaseFact } from '../../../vocabulary/fact.ts'
import type { Application, EoirApplicationType } from '../codes/applications.ts'
import { type CountedCaseType, stagesByCaseType } from '../codes/codes.ts'
import type { Appeal } from './appeals.ts'
import type { Proceeding } from './proceedings.ts'

/** Where a case stands at the date of the release (docs/rules/domain.md §8.6). */
export function eoirCaseStatus(
  case_outcome: CaseFact['case_outcome'],
  newest: Proceeding | undefined,
  appeals: readonly Appeal[]
): CaseFact['case_status'] {
  if (appeals.some(appeal => !appeal.is_decided)) return 'appeal_pending'
  if (newest?.ruling === undefined) return 'pending'
  if (case_outcome === 'remanded' || case_outcome === 'appeal_sustained') return 'pending'
  return newest.ruling.outcome === 'closed_administratively' ? 'inactive' : 'decided'
}

/** What a case waits for; undefined where it is decided or inactive. */
export function waitingAt(
  case_status: CaseFact['case_status'],
  case_type: CountedCaseType
): CaseFact['waiting_at'] {
  if (case_status === 'appeal_pending') return 'appeal'
  if (case_status !== 'pending') return undefined
  return stagesByCaseType[case_type] === 'screening_review' ? 'screening_review' : 'immigration_judge'
}

/** When the oldest appeal without a decision was filed. */
export function openAppealSince(appeals: readonly Appeal[]): string | undefined {
  let oldest: string | undefined
  for (const { is_decided, filed_on } of appeals) if (!is_decided) oldest = earlier(oldest, filed_on)
  return oldest
}

/**
 * When the oldest application of a type that waits for a decision was filed. An application that moved on with its case
 * and was decided there does not wait.
 */
export function openApplicationSince(
  applications: readonly Application[],
  type: EoirApplicationType
): string | undefined {
  let oldest: string | undefined
  for (const each of applications)
    if (each.type === type && !each.is_decided && !applications.some(other => isAnswerTo(other, each)))
      oldest = earlier(oldest, each.filed_on)
  return oldest
}

/** Whether an application of the same kind was decided in the same proceeding or a newer one. */
const isAnswerTo = (answer: Application, open: Application): boolean =>
  answer.is_decided &&
  answer.type === open.type &&
  (answer.proceeding?.number ?? 0) >= (open.proceeding?.number ?? 0)

/** The earlier of two days, each of which may be unknown. */
export function earlier(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return one < other ? one : other
}
