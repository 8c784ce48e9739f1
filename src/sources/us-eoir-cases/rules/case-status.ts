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

/** When each appeal without a decision was filed: the oldest of those with a day, and the others in their order. */
export function openAppeals(appeals: readonly Appeal[]): { since: string | undefined; further: string[] } {
  const open = appeals.filter(({ is_decided }) => !is_decided)
  if (open.length === 0) return { since: undefined, further: [] }
  const [since, ...others] = open.flatMap(({ filed_on }) => filed_on ?? []).sort()
  return { since, further: [...others, ...open.flatMap(each => (each.filed_on ? [] : ['unknown']))] }
}

/** The last day on which a judge completed a proceeding; not known where the newest has no such day. */
export function lastCompletion(proceedings: readonly Proceeding[], newest: Proceeding): string | undefined {
  let last = newest.completed_on
  if (last === undefined) return undefined
  for (const { ruling, completed_on } of proceedings)
    if (ruling !== undefined && completed_on !== undefined && completed_on > last) last = completed_on
  return last
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
