import { lastDay, none } from '../days.ts'
import { closedOutcomes, kinds } from '../meaning.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Appeal, Court, Plan } from './plan.ts'
import { addProceeding, endProceeding, mostProceedings } from './plan-case.ts'
import { planClaims } from './plan-claims.ts'

/** Keys of appeals and of what courts of law were asked leave room for so many of one case. */
const mostAppeals = 4
const mostCourts = 2

/** Adds an appeal to the case. */
export function addAppeal(plan: Plan, type: string, after: number, filed_on: number): Appeal {
  const appeal: Appeal = {
    id: 5_000_000 + plan.index * mostAppeals + plan.appeals.length,
    category: 'IJ',
    type,
    case_type: plan.proceedings[after]?.type ?? plan.type,
    counted: true,
    filed_by: 'A',
    filed_on,
    outcome: null,
    decided_on: none,
    after
  }
  plan.appeals.push(appeal)
  return appeal
}

/** What follows a decision: appeals, a remand or a reopening, and the proceeding after it. In order of time. */
export function planAppeals(world: World, random: Random, plan: Plan, first: number): void {
  const { shares } = world
  let place = first
  while (plan.proceedings.length < mostProceedings) {
    const ended = plan.proceedings[place]
    if (ended === undefined || ended.ending !== 'completed') return
    const review = planReview(world, random, plan, place)
    const back = review.sent_back && random.chance(shares.remanded_goes_on as number)
    if (!back && (review.sent_back || !random.chance(shares.reopened as number))) return
    if (review.at > lastDay - 2) return
    const next = addProceeding(plan, ended.charged_on)
    if (random.chance(0.1)) next.charged_on = Math.min(ended.charged_on + 30, review.at)
    const ended_on = review.at + 1 + random.below(500)
    if (ended_on > lastDay || !random.chance(shares.remanded_completes as number)) return
    endProceeding(world, random, plan, next, ended_on, random.chance(0.05))
    place = plan.proceedings.length - 1
    if (plan.applications.length > 0 && random.chance(0.7)) planClaims(world, random, plan, place)
  }
}

/** Appeals from one decision. `at`: the day of the last thing that happened; `sent_back`: it must be decided again. */
function planReview(world: World, random: Random, plan: Plan, place: number) {
  const { shares } = world
  const decision = plan.proceedings[place]
  let at = decision?.ended_on as number
  const quiet = { at, sent_back: false }
  const share = plan.applications.length > 0 ? shares.appealed_with_claim : shares.appealed_without_claim
  if (decision === undefined || closedOutcomes.has(decision.outcome)) return quiet
  if (!random.chance(share as number) || plan.appeals.length >= mostAppeals - 1) return quiet
  const onMotion = random.chance(0.06)
  const appeal = addAppeal(
    plan,
    onMotion ? 'Appeal of IJ MTR' : 'Case Appeal',
    place,
    at + 1 + random.below(30)
  )
  appeal.filed_by = world.filedBy(random)
  if (!decide(world, random, appeal, 0.03)) return { at: appeal.filed_on, sent_back: false }
  at = appeal.decided_on
  if (appeal.outcome !== 'appeal_dismissed') return { at, sent_back: sentBack(appeal) }
  if (random.chance(shares.court_asked as number) && plan.courts.length < mostCourts)
    at = askCourt(world, random, plan, plan.appeals.length - 1, at)
  const motion = random.chance(shares.board_motion as number) && plan.appeals.length < mostAppeals - 1
  if (!motion || at > lastDay - 40) return { at, sent_back: false }
  const again = addAppeal(plan, 'MTR BIA', place, at + 1 + random.below(40))
  if (!decide(world, random, again, 0.05)) return { at: again.filed_on, sent_back: false }
  return { at: again.decided_on, sent_back: sentBack(again) }
}

function sentBack(appeal: Appeal): boolean {
  return appeal.outcome === 'remanded' || appeal.outcome === 'appeal_sustained'
}

/** Whether the Board decided before the release. An appeal filed after it is filed on its last day. */
function decide(world: World, random: Random, appeal: Appeal, slow: number): boolean {
  const on = appeal.filed_on + 15 + random.below(700)
  if (appeal.filed_on > lastDay) appeal.filed_on = lastDay
  if (on > lastDay || random.chance(slow)) return false
  appeal.outcome = world.board(random)
  appeal.decided_on = on
  return true
}

/** A court of law is asked; mostly no more is known. Returns the day of the last thing that happened. */
function askCourt(world: World, random: Random, plan: Plan, appeal: number, at: number): number {
  const court: Court = {
    id: 1_000_000 + plan.index * mostCourts + plan.courts.length,
    appeal,
    requested_on: Math.min(at + 5 + random.below(60), lastDay),
    outcome: null,
    decided_on: none
  }
  plan.courts.push(court)
  if (!random.chance(world.shares.court_decided as number)) return at
  court.outcome = world.courtDecided(random)
  const on = court.requested_on + 60 + random.below(400)
  if (on > lastDay) return at
  court.decided_on = on
  if (court.outcome !== 'remanded' || plan.appeals.length >= mostAppeals - 1) return on
  const back = addAppeal(plan, 'Circuit Court Remand', plan.appeals[appeal]?.after ?? 0, on + 10)
  back.filed_by = 'O'
  decide(world, random, back, 0.1)
  return Math.max(back.decided_on, on + 10)
}

/** Appeals that are not about a judge's decision in the case: bonds, steps on the way, and decisions of DHS. */
export function planOtherAppeals(world: World, random: Random, plan: Plan): void {
  if (plan.appeals.length >= mostAppeals) return
  const after = plan.proceedings.length - 1
  const filed_on =
    after >= 0
      ? Math.min((plan.proceedings[after]?.charged_on as number) + 90, lastDay)
      : lastDay - 400 - random.below(9_000)
  if (plan.type === 'DDC' || plan.type === 'MAA') {
    const appeal = addAppeal(plan, world.otherAppeal(random), -1, filed_on)
    appeal.category = plan.type === 'MAA' ? 'MA' : 'DD'
    appeal.case_type = plan.type === 'MAA' ? (random.chance(0.07) ? 'nul' : 'und') : 'DDC'
    appeal.filed_by = 'P'
    finishOther(random, appeal)
  } else if (random.chance(world.shares.bond_appeal as number)) {
    finishOther(
      random,
      addAppeal(plan, random.chance(0.98) ? 'Bond Appeal' : 'Zero Bond Appeal', after, filed_on)
    )
  } else if (random.chance(world.shares.interlocutory as number)) {
    finishOther(random, addAppeal(plan, 'Interlocutory Appeal', after, filed_on))
  } else if (kinds[plan.type] === 'screening' && random.chance(0.002)) {
    // An appeal of a type that counts, from a review of fear, which has none.
    finishOther(random, addAppeal(plan, 'Case Appeal', after, filed_on))
  }
}

function finishOther(random: Random, appeal: Appeal): void {
  appeal.counted = false
  if (random.chance(0.1)) return
  appeal.outcome = random.chance(0.7) ? 'appeal_dismissed' : 'appeal_sustained'
  appeal.decided_on = Math.min(appeal.filed_on + 60 + random.below(300), lastDay)
}
