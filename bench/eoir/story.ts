import { fiscalYear, none } from './days.ts'
import { claimKinds, closedOutcomes, kinds, protective } from './meaning.ts'
import type { Appeal, Application, Plan, Proceeding } from './plan.ts'
import type { Tally } from './tally.ts'

export const stages = [
  'screening_review',
  'first_instance',
  'return_decision',
  'appeal',
  'judicial_review'
] as const

/** What is known while a case is told in order of time. */
interface Telling {
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

/** Why a proceeding's row makes no decision, whatever its case: '' if it may. */
export function ownReason({ type, type_left_out, ending }: Proceeding): string {
  if (!type_left_out && kinds[type] === undefined) return 'out_of_scope'
  if (ending === 'open') return 'no_decision'
  return ending === 'completed' ? '' : ending
}

function ownReasonOfApplication({ code, outcome }: Application): string {
  if (!(code in claimKinds)) return 'not_protection'
  return outcome === null ? 'no_decision' : ''
}

function ownReasonOfAppeal({ counted, outcome }: Appeal): string {
  if (!counted) return 'other_appeal'
  return outcome === null ? 'no_decision' : ''
}

/** Tells a case to the tally: what becomes of each of its rows, of each decision, and of the case. */
export function tellCase(plan: Plan, tally: Tally, courtsAreDated: boolean): void {
  const readable = plan.proceedings.filter(({ unreadable }) => !unreadable)
  const standing = readable.filter(({ ending }) => ending !== 'zero_bond')
  const inScope = standing.filter(({ type }) => kinds[type] !== undefined)
  let without = ''
  if (plan.gone !== '') without = 'orphan'
  else if (readable.length > 0 && standing.length === 0) without = 'zero_bond'
  else if (readable.length > 0 ? inScope.length === 0 : kinds[plan.type] === undefined)
    without = 'out_of_scope'
  if (without !== '') {
    if (plan.gone === '') tally.row('A_TblCase', 'excluded', without, plan.repaired)
    else if (plan.gone === 'unreadable') tally.row('A_TblCase', 'rejected', 'damaged', false)
    tellRowsOfNoCase(plan, tally)
  } else {
    tally.row('A_TblCase', 'loaded', '', plan.repaired)
    tellCounted(plan, inScope, tally, courtsAreDated)
  }
  tellDoubled(plan, tally)
}

/** The rows of a case that is not there, or not counted: each its own reason, else that. */
function tellRowsOfNoCase(plan: Plan, tally: Tally): void {
  const gone = plan.gone !== ''
  const tell = (table: Parameters<Tally['row']>[0], own: string, repaired: boolean) => {
    if (own !== '') tally.row(table, 'excluded', own, repaired)
    else if (gone) tally.row(table, 'rejected', 'orphan', repaired)
    else tally.row(table, 'excluded', 'case_not_counted', repaired)
  }
  for (const proceeding of plan.proceedings) {
    if (proceeding.unreadable) tellUnreadable(plan, tally)
    else tell('B_TblProceeding', ownReason(proceeding), proceeding.repaired)
  }
  for (const application of plan.applications) {
    if (application.unreadable) tally.row('tbl_Court_Appln', 'rejected', 'damaged', false)
    else tell('tbl_Court_Appln', ownReasonOfApplication(application), application.repaired)
  }
  for (const appeal of plan.appeals) tell('tblAppeal', ownReasonOfAppeal(appeal), false)
  for (const court of plan.courts)
    if (court.appeal < 0) tellLost(court.outcome, tally)
    else tell('tblAppealFedCourts', court.outcome === null ? 'no_decision' : '', false)
}

/** A court of law was asked about an appeal that it does not name. */
function tellLost(outcome: string | null, tally: Tally): void {
  if (outcome === null) tally.row('tblAppealFedCourts', 'excluded', 'no_decision', false)
  else tally.row('tblAppealFedCourts', 'rejected', 'orphan', false)
}

function tellUnreadable(plan: Plan, tally: Tally): void {
  const noNumber = plan.damage?.kind === 'b_letters_for_a_key'
  tally.row('B_TblProceeding', 'rejected', noNumber ? 'not_a_number' : 'damaged', false)
}

/** A second row with the key of one that counts. */
function tellDoubled({ doubled }: Plan, tally: Tally): void {
  if (doubled === '') return
  const tables = {
    case: 'A_TblCase',
    proceeding: 'B_TblProceeding',
    application: 'tbl_Court_Appln',
    appeal: 'tblAppeal'
  } as const
  tally.row(tables[doubled], 'rejected', 'duplicate_key', false)
}

function tellCounted(plan: Plan, inScope: Proceeding[], tally: Tally, courtsAreDated: boolean): void {
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
  for (const { appeal, outcome } of plan.courts) if (appeal < 0) tellLost(outcome, tally)
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
  if (claim !== '') telling.claims.add(claim)
}

/** What the case's nationality is read as: what its file says, else what its proceedings say. */
function countryOf(plan: Plan): string {
  if (!plan.nationality_in_proceedings_only) return plan.nationality.country
  return plan.proceedings.some(({ unreadable }) => !unreadable)
    ? plan.nationality_of_proceedings.country
    : 'UNK'
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

function tellEnd(plan: Plan, inScope: Proceeding[], telling: Telling, tally: Tally): void {
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

/** The stages in order of time, each run of one stage once; what has no date comes last. */
function pathwayOf(decisions: Telling['decisions']): string {
  const placed = decisions.map(({ stage, on }) => ({ stage, on: on === none ? Number.MAX_SAFE_INTEGER : on }))
  placed.sort((a, b) => a.on - b.on || a.stage - b.stage)
  let path = ''
  let last = -1
  for (const { stage } of placed) {
    if (stage !== last) path += (path === '' ? '' : ',') + stages[stage]
    last = stage
  }
  return path
}
