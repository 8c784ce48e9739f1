import type { CaseFact, DecisionFact } from '../../../vocabulary/fact.ts'
import { groupOf, type Outcome } from '../../../vocabulary/outcome.ts'
import { isLater, type Proceeding } from './proceedings.ts'
import type { Decided } from './timeline.ts'

/** The rule by which the outcome of a case is found (docs/rules/domain.md §8.6, `eoir.case.v1`). */
export type CaseOutcome = Pick<
  CaseFact,
  | 'case_outcome'
  | 'case_outcome_kind'
  | 'screening_outcome'
  | 'protection_outcome'
  | 'return_outcome'
  | 'country_of_return'
>

/** The outcome of a case as a whole, from its decisions in the order of the timeline. */
export function caseOutcomeOf(decided: readonly Decided[], proceedings: readonly Proceeding[]): CaseOutcome {
  const screening = latest(decided, 'screening_review')?.fact
  const protection = mostProtective(decided)?.fact
  const ordered = (latest(decided, 'return_decision', isNotClosed) ?? latest(decided, 'return_decision'))
    ?.fact
  const reopened = reopening(decided, newestCompletion(proceedings))
  const screening_outcome = screening?.outcome
  const protection_outcome = protection && (reopened ?? protection.outcome)
  const return_outcome = ordered && (reopened ?? ordered.outcome)
  const { case_outcome, case_outcome_kind } = firstOf(protection_outcome, screening_outcome, return_outcome)
  // Spelt out: a spread would be a slow copy for each case.
  return {
    case_outcome,
    case_outcome_kind,
    screening_outcome,
    protection_outcome,
    return_outcome,
    // The order is in force only while no later decision reopened the case. Only return decisions name this country.
    country_of_return: reopened === undefined ? ordered?.country_of_return : undefined
  }
}

function firstOf(
  protection: Outcome | undefined,
  screening: Outcome | undefined,
  ordered: Outcome | undefined
): Pick<CaseFact, 'case_outcome' | 'case_outcome_kind'> {
  if (protection !== undefined) return { case_outcome: protection, case_outcome_kind: 'protection' }
  if (screening !== undefined) return { case_outcome: screening, case_outcome_kind: 'screening' }
  if (ordered !== undefined) return { case_outcome: ordered, case_outcome_kind: 'return' }
  return { case_outcome: 'pending', case_outcome_kind: 'none' }
}

const isNotClosed = ({ outcome }: DecisionFact): boolean => groupOf(outcome) !== 'closed'

/** The decision of the latest proceeding that has one at a stage. */
function latest(
  decided: readonly Decided[],
  stage: DecisionFact['decision_stage'],
  wanted?: (fact: DecisionFact) => boolean
): Decided | undefined {
  let found: Decided | undefined
  for (const each of decided)
    if (each.fact.decision_stage === stage && (wanted === undefined || wanted(each.fact)))
      if (found === undefined || isOfLaterProceeding(each, found)) found = each
  return found
}

const isOfLaterProceeding = (one: Decided, other: Decided): boolean =>
  one.proceeding !== undefined && other.proceeding !== undefined && isLater(one.proceeding, other.proceeding)

/** The most protective decision on the claim, of the latest proceeding that has one. */
function mostProtective(decided: readonly Decided[]): Decided | undefined {
  let found: Decided | undefined
  for (const each of decided) {
    if (each.fact.decision_stage !== 'first_instance') continue
    if (
      found === undefined ||
      (each.proceeding === found.proceeding
        ? isMoreProtective(each.fact, found.fact)
        : isOfLaterProceeding(each, found))
    )
      found = each
  }
  return found
}

/** The most protective first. */
export const protectiveOrder: readonly Outcome[] = [
  'refugee_status_granted',
  'refugee_status_granted_conditionally',
  // Withholding-only cases whose decision does not say which of the two below was granted.
  'complementary_protection_granted',
  'withholding_granted',
  'torture_protection_granted',
  'rejected'
]
const applicationOrder = ['asylum', 'withholding', 'torture_convention', 'not_split'] as const

/** All closures rank alike, below a rejection; unknown outcomes rank last. */
function protectionRank(outcome: Outcome): number {
  const at = protectiveOrder.indexOf(outcome)
  if (at >= 0) return at
  return outcome === 'unknown' ? protectiveOrder.length + 1 : protectiveOrder.length
}

function isMoreProtective(one: DecisionFact, other: DecisionFact): boolean {
  const by_rank = protectionRank(one.outcome) - protectionRank(other.outcome)
  if (by_rank !== 0) return by_rank < 0
  const by_type = applicationRank(one) - applicationRank(other)
  return by_type === 0 ? Number(one.decision_id) < Number(other.decision_id) : by_type < 0
}

const applicationRank = ({ application_type = 'not_split' }: DecisionFact): number =>
  applicationOrder.indexOf(application_type)

/** The day of the newest completion; a change of venue and a transfer complete nothing. */
function newestCompletion(proceedings: readonly Proceeding[]): string {
  let newest = ''
  for (const { standing, completed_on = '' } of proceedings)
    if (standing === 'decided' && completed_on > newest) newest = completed_on
  return newest
}

/** The outcome of the last remand or sustained appeal after `completed_on`; undefined where there is none. */
function reopening(decided: readonly Decided[], completed_on: string): Outcome | undefined {
  let outcome: Outcome | undefined
  for (const { fact } of decided) {
    if (fact.decision_stage !== 'appeal' && fact.decision_stage !== 'judicial_review') continue
    if (fact.outcome !== 'remanded' && fact.outcome !== 'appeal_sustained') continue
    if (fact.decided_on !== undefined && fact.decided_on > completed_on) outcome = fact.outcome
  }
  return outcome
}
