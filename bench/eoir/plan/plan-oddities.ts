import { lastDay, none } from '../days.ts'
import { claimKinds, decisionCodes, kinds } from '../meaning.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Nationality, Plan, Proceeding } from './plan.ts'
import { endProceeding } from './plan-case.ts'
import { addApplication } from './plan-claims.ts'

/** What is odd in a real release, at about the rate at which it is there. */
export function planOddities(world: World, random: Random, plan: Plan): void {
  const { shares } = world
  oddNationality(world, random, plan)
  const newest = plan.proceedings[plan.proceedings.length - 1]
  const alone = plan.proceedings.length === 1 && plan.appeals.length === 0
  if (newest !== undefined && kinds[plan.type] !== undefined) {
    oddTypes(world, random, plan, newest)
    if (alone) oddDates(world, random, plan, newest)
    oddLetters(world, random, plan, newest, alone)
  }
  for (const appeal of plan.appeals) {
    if (!appeal.counted || !random.chance(shares.lower_case_type as number)) continue
    if (random.chance(0.5)) appeal.category = 'ij'
    else appeal.type = appeal.type.toUpperCase()
  }
  for (const court of plan.courts) {
    if (random.chance(world.missing('tblAppealFedCourts.lngAppealID'))) court.appeal = -1
    else if (random.chance(shares.orphan as number)) court.appeal = -2
  }
  const fate = random.next()
  const rare = shares.orphan as number
  if (fate < rare) plan.gone = 'orphaned'
  else if (fate < rare + (shares.duplicate as number)) double(random, plan)
  else if (fate < 2 * rare + (shares.duplicate as number)) loseProceedingOfApplication(plan)
}

/** The file of the case is silent on nationality, or says another than the proceedings. */
function oddNationality(world: World, random: Random, plan: Plan): void {
  if (random.chance(world.shares.nat_only_in_proceeding as number))
    plan.nationality_in_proceedings_only = true
  else if (random.chance(world.shares.nat_differs as number) && known(plan.nationality))
    plan.nationality_of_proceedings = world.country(random)
}

/** A nationality that nobody can take for a missing one. */
function known({ code, country }: Nationality): boolean {
  return /^[A-Z]{2}$/.test(code) && country !== 'UNK'
}

function oddTypes(world: World, random: Random, plan: Plan, newest: Proceeding): void {
  const { shares } = world
  if (random.chance(shares.blank_type as number)) {
    newest.type_left_out = newest.type === plan.type
  } else if (random.chance(shares.own_type_out_of_scope as number)) {
    // The rows of appeals and proceedings keep the type that the case was heard under.
    plan.type = ['0', '00', '01', 'AOL', 'DDC'][random.below(5)] as string
  } else if (plan.type === 'RMV' && random.chance(shares.type_conflict as number)) {
    const type = random.chance(0.5) ? 'EXC' : 'WHO'
    if (newest.ending === 'open' || (newest.closed && newest.ending === 'completed')) newest.type = type
  } else if (plan.type === 'RMV' && random.chance(shares.screening_then_removal as number)) {
    screeningBefore(world, random, plan)
  } else if (plan.type === 'RMV' && random.chance(shares.out_of_scope_before as number)) {
    const first = plan.proceedings[0]
    const another = plan.proceedings.length > 1
    if (another && first?.ending === 'transfer' && !holdsApplications(plan, 0)) {
      Object.assign(first, { type: 'REC', ending: 'completed', outcome: 'out_of_scope' })
    }
  }
}

function holdsApplications(plan: Plan, place: number): boolean {
  return plan.applications.some(({ proceeding }) => proceeding === place)
}

/** A case that began with a review of fear under the same key: the type of the first proceeding differs. */
function screeningBefore(world: World, random: Random, plan: Plan): void {
  const first = plan.proceedings[0]
  if (first === undefined || first.ending !== 'transfer' || holdsApplications(plan, 0)) return
  first.type = 'CFR'
  endProceeding(world, random, plan, first, first.ended_on, false)
}

function oddDates(world: World, random: Random, plan: Plan, only: Proceeding): void {
  const { shares } = world
  if (random.chance(shares.impossible_charging as number)) {
    only.charged_on = none
    only.charged_text = impossible(random)
  }
  if (only.ending !== 'completed') {
    if (only.ending === 'open' && random.chance((shares.decided_but_open as number) * 5)) decideOpen(plan)
    return
  }
  if (random.chance(shares.impossible_completion as number)) {
    only.ended_on = none
    only.ended_text = impossible(random)
  } else if (random.chance(shares.undated as number)) only.ended_on = none
}

/** Years as they stand in the real tables: a slip of a key, or the beginning of a calendar. */
function impossible(random: Random): string {
  const year = ['1900', '2925', '2205', '1901', '9999', '2028'][random.below(6)]
  return `${year}-0${1 + random.below(9)}-1${random.below(10)} 00:00:00.000`
}

/** A decision on a claim stands there while its proceeding is open. */
function decideOpen(plan: Plan): void {
  const claim = plan.applications.find(({ code, waiting }) => code in claimKinds && waiting === '')
  if (claim !== undefined && kinds[plan.type] === 'removal') claim.outcome = 'rejected'
}

/** A letter that no table has for this case type. */
function oddLetters(world: World, random: Random, plan: Plan, newest: Proceeding, alone: boolean): void {
  if (!random.chance(world.shares.unknown_letter as number)) return
  const decided = newest.ending === 'completed' && !newest.closed
  if (decided && decisionCodes[newest.type]?.unknown && random.chance(plan.type === 'RMV' ? 0.1 : 1)) {
    newest.outcome = 'unknown'
    newest.designated = ''
    newest.in_absentia = false
    return
  }
  const claims = plan.applications.filter(({ outcome, code }) => outcome !== null && code in claimKinds)
  if (alone && claims.length === 1 && claims[0] !== undefined && random.chance(0.3))
    claims[0].outcome = 'unknown'
}

/** A second row with the key of one that counts; the first stands. */
function double(random: Random, plan: Plan): void {
  if (kinds[plan.type] === undefined || plan.proceedings.every(({ ending }) => ending === 'zero_bond')) return
  const which = random.below(4)
  const proceeding = plan.proceedings[0]
  const application = plan.applications[0]
  const appeal = plan.appeals[0]
  if (which === 1 && proceeding?.ending === 'completed' && kinds[proceeding.type] === 'removal')
    plan.doubled = 'proceeding'
  else if (which === 2 && application?.outcome && application.code in claimKinds && counts(plan))
    plan.doubled = 'application'
  else if (which === 3 && appeal?.outcome && appeal.counted) plan.doubled = 'appeal'
  else plan.doubled = 'case'
}

/** The first application is in a proceeding where decisions on claims count. */
function counts(plan: Plan): boolean {
  const proceeding = plan.proceedings[plan.applications[0]?.proceeding ?? -1]
  return (
    proceeding !== undefined && kinds[proceeding.type] !== 'screening' && kinds[proceeding.type] !== undefined
  )
}

/** One more decided application, of a proceeding that the release does not have, in a case that has claims. */
function loseProceedingOfApplication(plan: Plan): void {
  if (!plan.applications.some(({ code }) => code in claimKinds) || kinds[plan.type] !== 'removal') return
  const application = addApplication(plan, -1, 'ASYL', lastDay - 700)
  application.outcome = 'rejected'
}
