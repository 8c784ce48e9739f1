import { kinds } from './meaning.ts'
import { ownReason, ownReasonOfAppeal, ownReasonOfApplication } from './own-reason.ts'
import type { Plan } from './plan/plan.ts'
import type { Tally } from './tally.ts'
import { tellCounted, tellLost, tellUnreadable } from './telling/telling.ts'
import { tellAppearances } from './telling/telling-appearances.ts'

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
    tellAppearances(plan, plan.gone === '' ? 'case_not_counted' : 'orphan', tally)
  } else {
    tellAppearances(plan, '', tally)
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
    if (court.appeal < 0) tellLost(court, tally)
    else tell('tblAppealFedCourts', court.outcome === null ? 'no_decision' : '', false)
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
