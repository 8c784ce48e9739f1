import { fiscalYear, none } from '../days.ts'
import { kinds } from '../meaning.ts'
import type { Plan, Proceeding } from '../plan/plan.ts'
import type { Tally } from '../tally.ts'

/** The stages that a court case can pass, in their order. */
export const stages = [
  'screening_review',
  'first_instance',
  'return_decision',
  'appeal',
  'judicial_review'
] as const

/** What is known while a case is told in order of time. */
export interface Telling {
  screening: string
  protection: string
  /** The last order or the last time that none was made, and the last time the file was only closed. */
  order: string
  country: string
  closure: string
  /** What a higher body made of it since anything was last completed. */
  overturned: string
  decisions: { stage: number; on: number }[]
  claims: Set<string>
  charged_on: number
  newest: Proceeding | undefined
}

/** What the case's nationality is read as: what its file says, else what its proceedings say. */
export function countryOf(plan: Plan): string {
  if (!plan.nationality_in_proceedings_only) return plan.nationality.country
  return plan.proceedings.some(({ unreadable }) => !unreadable)
    ? plan.nationality_of_proceedings.country
    : 'UNK'
}

/** What the case came to, and what it waits for. */
export function tellEnd(plan: Plan, inScope: Proceeding[], telling: Telling, tally: Tally): void {
  const { overturned, newest } = telling
  const protection = telling.protection === '' ? '' : overturned || telling.protection
  const order = telling.order || telling.closure
  const returned = order === '' ? '' : overturned || order
  const outcome = protection || telling.screening || returned || 'pending'
  const status = statusOf(plan, newest, outcome)
  const type = kinds[plan.type] === undefined ? (newest?.type as string) : plan.type
  let waiting = ''
  if (status === 'appeal_pending') waiting = 'appeal'
  else if (status === 'pending')
    waiting = kinds[type] === 'screening' ? 'screening_review' : 'immigration_judge'
  for (const claim of telling.claims) tally.application(claim)
  tally.case({
    case_outcome: outcome,
    case_outcome_kind: protection
      ? 'protection'
      : telling.screening
        ? 'screening'
        : returned
          ? 'return'
          : 'none',
    case_status: status,
    nationality: countryOf(plan),
    filed_fiscal_year: fiscalYear(telling.charged_on),
    waiting_at: waiting,
    country_of_return: overturned === '' ? telling.country : '',
    case_type: type,
    case_type_conflict: disagree(plan, inScope),
    pathway: pathwayOf(telling.decisions)
  })
}

function statusOf(plan: Plan, newest: Proceeding | undefined, outcome: string): string {
  if (plan.appeals.some(({ counted, outcome }) => counted && outcome === null)) return 'appeal_pending'
  if (newest === undefined || newest.ending !== 'completed') return 'pending'
  if (outcome === 'remanded' || outcome === 'appeal_sustained') return 'pending'
  return newest.closed && newest.outcome === 'closed_administratively' ? 'inactive' : 'decided'
}

function disagree(plan: Plan, inScope: Proceeding[]): boolean {
  const types = plan.proceedings.filter(({ unreadable, ending }) => !unreadable && ending !== 'zero_bond')
  return inScope.length > 0 && types.some(({ type }) => type !== types[0]?.type)
}

/** The stages in order of time, each run of one stage once; what has no date has no place in that order. */
function pathwayOf(decisions: Telling['decisions']): string {
  const placed = decisions.filter(({ on }) => on !== none)
  placed.sort((a, b) => a.on - b.on || a.stage - b.stage)
  let path = ''
  let last = -1
  for (const { stage } of placed) {
    if (stage !== last) path += (path === '' ? '' : ',') + stages[stage]
    last = stage
  }
  return path
}
