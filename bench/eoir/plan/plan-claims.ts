import { lastDay } from '../days.ts'
import { type ClaimCode, claimDecisionCodes, kinds } from '../meaning.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Application, Plan } from './plan.ts'

/** Keys of applications leave room for so many of one case. */
const mostApplications = 16

/** Adds an application to a proceeding of the case. */
export function addApplication(plan: Plan, proceeding: number, code: string, filed_on: number): Application {
  const application: Application = {
    id: 20_000_000 + plan.index * mostApplications + plan.applications.length,
    proceeding,
    code,
    filed_on,
    outcome: null,
    waiting: '',
    unreadable: false,
    repaired: false
  }
  plan.applications.push(application)
  return application
}

/** What people ask for: mostly asylum, with withholding and protection under the torture convention. */
function asked(world: World, random: Random, plan: Plan): ClaimCode[] {
  if (plan.type === 'WHO') return ['ASYW', 'WCAT']
  const at = random.next()
  if (at < (world.shares.claims_without_asylum as number)) return at < 0.015 ? ['WCAT'] : ['ASYW', 'WCAT']
  return at < 0.22 ? ['ASYL'] : at < 0.3 ? ['ASYL', 'ASYW'] : ['ASYL', 'ASYW', 'WCAT']
}

function filing(random: Random, plan: Plan, place: number): number {
  const proceeding = plan.proceedings[place]
  const charged = proceeding?.charged_on as number
  const until = proceeding?.ending === 'completed' ? proceeding.ended_on : lastDay
  return charged + random.below(Math.max(1, Math.min(700, until - charged)))
}

/** Claims in a proceeding that is not over. */
export function planOpenClaims(world: World, random: Random, plan: Plan, place: number): void {
  if (plan.applications.length > 8) return
  const filed_on = filing(random, plan, place)
  for (const code of asked(world, random, plan)) {
    const application = addApplication(plan, place, code, filed_on)
    if (random.chance(0.02)) application.waiting = 'R'
  }
  planOthers(world, random, plan, place, filed_on)
}

/** Claims in a proceeding that is over: what was decided on each fits how the proceeding ended. */
export function planClaims(world: World, random: Random, plan: Plan, place: number): void {
  if (plan.applications.length > 8) return
  const filed_on = filing(random, plan, place)
  const proceeding = plan.proceedings[place]
  if (proceeding === undefined) return
  const moved = plan.proceedings.findIndex(({ ending }) => ending === 'venue_change' || ending === 'transfer')
  const codes = asked(world, random, plan)
  const decided = world.decidedClaim[proceeding.outcome]
  const overall = kinds[proceeding.type] === 'claim_only' ? proceeding.outcome : (decided?.(random) ?? 'none')
  for (const [nth, code] of codes.entries()) {
    // The court that the case left says T of what it took along.
    if (moved >= 0 && moved < place && random.chance(0.3))
      addApplication(plan, moved, code, filed_on).waiting = 'T'
    const application = addApplication(plan, place, code, filed_on)
    application.outcome =
      kinds[proceeding.type] === 'screening' ? null : outcomeOf(random, code, overall, codes.length - nth - 1)
  }
  if (random.chance(world.shares.second_claim as number) && codes[0] === 'ASYL') {
    const again = addApplication(plan, place, 'ASYL', filed_on)
    again.outcome = overall === 'none' || kinds[proceeding.type] === 'screening' ? null : 'withdrawn'
  }
  planOthers(world, random, plan, place, filed_on)
}

/** What is decided on one claim where the whole ended so; `further` claims come after it. */
function outcomeOf(random: Random, code: ClaimCode, overall: string, further: number): string | null {
  const possible = claimDecisionCodes[code]
  if (overall === 'none') return null
  if (overall === 'unknown') return code === 'ASYL' && further === 0 ? 'unknown' : 'rejected'
  if (overall === 'terminated' || overall === 'dismissed') return 'not_adjudicated'
  if (overall === 'not_prosecuted') return 'closed_other'
  if (overall === 'complementary_protection_granted')
    return code === 'ASYW' ? 'withholding_granted' : 'torture_protection_granted'
  if (!/granted/.test(overall)) return overall in possible ? overall : 'closed_other'
  if (/^refugee/.test(overall)) {
    if (code === 'ASYL') return overall
    return random.chance(0.04) ? overallOf(code) : random.chance(0.7) ? 'not_adjudicated' : 'withdrawn'
  }
  if (code === 'ASYL') return 'rejected'
  if (overall === 'withholding_granted')
    return code === 'ASYW' ? overall : random.chance(0.5) ? 'not_adjudicated' : 'rejected'
  return code === 'WCAT' ? overall : random.chance(0.02) ? 'torture_protection_granted' : 'rejected'
}

function overallOf(code: ClaimCode): string {
  return code === 'ASYW' ? 'withholding_granted' : 'torture_protection_granted'
}

/** Applications for other relief: they are no claim to protection. */
function planOthers(world: World, random: Random, plan: Plan, place: number, filed_on: number): void {
  for (let nth = 0; nth < 2 && random.chance(0.22); nth++) {
    const other = addApplication(plan, place, world.otherApplication(random), filed_on)
    if (random.chance(0.6)) other.outcome = random.chance(0.7) ? 'rejected' : 'withdrawn'
  }
}
