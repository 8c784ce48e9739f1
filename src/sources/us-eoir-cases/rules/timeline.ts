import { type DecisionStage, timelineOrder } from '../../../vocabulary/decision-stage.ts'
import type { DecisionFact } from '../../../vocabulary/fact.ts'
import type { Proceeding } from './proceedings.ts'

/** A decision of a case, and the proceeding it was made in. For appeals it is undefined: no rule uses it. */
export interface Decided {
  fact: DecisionFact
  proceeding: Proceeding | undefined
}

const place = Object.fromEntries(timelineOrder.map((stage, at) => [stage, at])) as Record<
  DecisionStage,
  number
>

/** Puts decisions in the order of a timeline and numbers them from 1 (docs/rules/domain.md §8.7). */
export function inTimelineOrder(decided: Decided[]): Decided[] {
  if (decided.length > 1) decided.sort(byTimeline)
  let sequence = 0
  for (const { fact } of decided) fact.sequence = ++sequence
  return decided
}

/** By day, undated last; on one day by stage, then by the source's own id. */
function byTimeline({ fact: one }: Decided, { fact: other }: Decided): number {
  if (one.decided_on !== other.decided_on) {
    if (one.decided_on === undefined) return 1
    if (other.decided_on === undefined) return -1
    return one.decided_on < other.decided_on ? -1 : 1
  }
  const by_stage = place[one.decision_stage] - place[other.decision_stage]
  return by_stage === 0 ? Number(one.decision_id) - Number(other.decision_id) : by_stage
}

/**
 * The stages that a case passed, in the order of its timeline; several decisions in a row at one stage count once.
 * Decisions without a day, as most of federal courts are, have no place in time and are left out.
 */
export function pathwayOf(decided: readonly Decided[]): string | undefined {
  let pathway: string | undefined
  let last: DecisionStage | undefined
  for (const { fact } of decided) {
    if (fact.decided_on === undefined || fact.decision_stage === last) continue
    last = fact.decision_stage
    pathway = pathway === undefined ? last : `${pathway},${last}`
  }
  return pathway
}

/** Sets application_decisions on each decision on an application: how many the case has on this type of application. */
export function countByApplicationType(decided: readonly Decided[]): void {
  for (const { fact } of decided) {
    const type = fact.application_type
    if (type === undefined || type === 'not_split') continue
    let decisions = 0
    for (const other of decided) if (other.fact.application_type === type) decisions++
    fact.application_decisions = decisions
  }
}
