import { fiscalYear, none } from '../days.ts'
import { claimKinds, closedOutcomes, kinds, protective } from '../meaning.ts'
import { ownReason, ownReasonOfAppeal, ownReasonOfApplication } from '../own-reason.ts'
import type { Application, Court, Plan, Proceeding } from '../plan/plan.ts'
import type { Tally } from '../tally.ts'
import { counselAt } from './telling-appearances.ts'
import { countryOf, stages, type Telling, tellEnd } from './telling-end.ts'

/** A court of law was asked about an appeal that it does not name, or that is not there. */
export function tellLost({ appeal, outcome }: Court, tally: Tally): void {
  if (outcome === null) tally.row('tblAppealFedCourts', 'excluded', 'no_decision', false)
  else tally.row('tblAppealFedCourts', 'rejected', appeal === -1 ? 'no_key' : 'orphan', false)
}

/** A proceeding's row that cannot be put right. */
export function tellUnreadable(plan: Plan, tally: Tally): void {
  const noNumber = plan.damage?.kind === 'b_letters_for_a_key'
  tally.row('B_TblProceeding', 'rejected', noNumber ? 'not_a_number' : 'damaged', false)
}

/** Tells a case that counts, in order of time. */
export function tellCounted(plan: Plan, inScope: Proceeding[], tally: Tally, courtsAreDated: boolean): void {
  const telling: Telling = {
    screening: '',
    protection: '',
    order: '',
    country: '',
    closure: '',
    overturned: '',
    decisions: [],
    claims: new Set(),
    charged_on: none,
    newest: inScope[inScope.length - 1]
  }
  for (const [place, proceeding] of plan.proceedings.entries()) {
    if (proceeding.unreadable) tellUnreadable(plan, tally)
    else tellProceeding(plan, proceeding, place, telling, tally)
    tellReviews(plan, place, telling, tally, courtsAreDated)
  }
  tellReviews(plan, -1, telling, tally, courtsAreDated)
  for (const court of plan.courts) if (court.appeal < 0) tellLost(court, tally)
  for (const application of plan.applications)
    if (application.proceeding < 0 || plan.proceedings[application.proceeding]?.unreadable)
      tellApplication(plan, application, null, telling, tally)
  tellEnd(plan, inScope, telling, tally)
}

function decide(
  plan: Plan,
  telling: Telling,
  tally: Tally,
  stage: number,
  claim: string,
  outcome: string,
  on: number
): void {
  telling.decisions.push({ stage, on })
  tally.decision(stages[stage] as string, claim, outcome, countryOf(plan), fiscalYear(on))
  tally.represented(stages[stage] as string, counselAt(plan, stages[stage] as string, on))
  if (claim !== '') telling.claims.add(claim)
}

function tellProceeding(
  plan: Plan,
  proceeding: Proceeding,
  place: number,
  telling: Telling,
  tally: Tally
): void {
  const { type, ending, outcome, ended_on, charged_on, repaired } = proceeding
  const kind = kinds[type]
  const counts = kind !== undefined && ending !== 'zero_bond'
  if (counts && charged_on !== none && (telling.charged_on === none || charged_on < telling.charged_on))
    telling.charged_on = charged_on
  const claims = tellClaims(plan, proceeding, place, telling, tally)
  if (kind === undefined || ending !== 'completed') {
    const reason = kind === undefined ? 'out_of_scope' : ownReason(proceeding)
    tally.row('B_TblProceeding', 'excluded', reason, repaired)
    return
  }
  telling.overturned = ''
  if (kind === 'claim_only' && claims > 0) {
    tally.row('B_TblProceeding', 'excluded', 'decided_by_application', repaired)
    return
  }
  tally.row('B_TblProceeding', 'loaded', '', repaired)
  if (kind === 'claim_only') {
    decide(plan, telling, tally, 1, 'not_split', outcome, ended_on)
    telling.protection = outcome
  } else if (kind === 'screening') {
    decide(plan, telling, tally, 0, '', outcome, ended_on)
    telling.screening = outcome
  } else {
    decide(plan, telling, tally, 2, '', outcome, ended_on)
    tellOrder(proceeding, telling, tally)
  }
}

function tellOrder(proceeding: Proceeding, telling: Telling, tally: Tally): void {
  const ordered = /^(removal|voluntary_departure)_ordered$/.test(proceeding.outcome)
  const country = ordered ? tally.country(proceeding.designated) : ''
  if (ordered) tally.ordered(country)
  if (closedOutcomes.has(proceeding.outcome)) {
    telling.closure = proceeding.outcome
  } else {
    telling.order = proceeding.outcome
    telling.country = country
  }
}

/** The claims of one proceeding; returns how many were decided. The best of them is what the case came to. */
function tellClaims(
  plan: Plan,
  proceeding: Proceeding,
  place: number,
  telling: Telling,
  tally: Tally
): number {
  const decided: Application[] = []
  for (const application of plan.applications)
    if (application.proceeding === place && tellApplication(plan, application, proceeding, telling, tally))
      decided.push(application)
  if (decided.length === 0) return 0
  const order = (outcome: string) => {
    const at = protective.indexOf(outcome)
    return at < 0 ? protective.length : at
  }
  const asked = Object.keys(claimKinds)
  decided.sort(
    (a, b) =>
      order(a.outcome as string) - order(b.outcome as string) ||
      asked.indexOf(a.code) - asked.indexOf(b.code) ||
      a.id - b.id
  )
  telling.protection = decided[0]?.outcome as string
  return decided.length
}

/** Whether the application was decided. `proceeding` is null where the release does not have it. */
function tellApplication(
  plan: Plan,
  application: Application,
  proceeding: Proceeding | null,
  telling: Telling,
  tally: Tally
): boolean {
  const { code, outcome, repaired, unreadable } = application
  const own = ownReasonOfApplication(application)
  if (unreadable) tally.row('tbl_Court_Appln', 'rejected', 'damaged', false)
  else if (own !== '') tally.row('tbl_Court_Appln', 'excluded', own, repaired)
  else if (proceeding === null) tally.row('tbl_Court_Appln', 'rejected', 'no_proceeding', repaired)
  else {
    tally.row('tbl_Court_Appln', 'loaded', '', repaired)
    const claim = claimKinds[code as keyof typeof claimKinds]
    decide(plan, telling, tally, 1, claim, outcome as string, proceeding.ended_on)
    return true
  }
  return false
}

/** Appeals from one proceeding and what courts of law said of them, in order of time. */
function tellReviews(
  plan: Plan,
  place: number,
  telling: Telling,
  tally: Tally,
  courtsAreDated: boolean
): void {
  for (const [nth, appeal] of plan.appeals.entries()) {
    if (appeal.after !== place) continue
    const own = ownReasonOfAppeal(appeal)
    if (own !== '') tally.row('tblAppeal', 'excluded', own, false)
    else {
      tally.row('tblAppeal', 'loaded', '', false)
      decide(plan, telling, tally, 3, '', appeal.outcome as string, appeal.decided_on)
      overturn(appeal.outcome as string, telling)
    }
    for (const court of plan.courts) {
      if (court.appeal !== nth) continue
      if (court.outcome === null) {
        tally.row('tblAppealFedCourts', 'excluded', 'no_decision', false)
        continue
      }
      tally.row('tblAppealFedCourts', 'loaded', '', false)
      const on = courtsAreDated ? court.decided_on : none
      decide(plan, telling, tally, 4, '', court.outcome, on)
      if (on !== none) overturn(court.outcome, telling)
    }
  }
}

function overturn(outcome: string, telling: Telling): void {
  if (outcome === 'remanded' || outcome === 'appeal_sustained') telling.overturned = outcome
}
