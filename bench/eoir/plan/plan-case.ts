import { lastDay, none } from '../days.ts'
import { kinds } from '../meaning.ts'
import type { Random } from '../random.ts'
import type { World } from '../world.ts'
import type { Nationality, Plan, Proceeding } from './plan.ts'
import { planAppeals, planOtherAppeals } from './plan-appeals.ts'
import { planClaims, planOpenClaims } from './plan-claims.ts'
import { planOddities } from './plan-oddities.ts'

/** Proceedings of one case: their keys leave room for so many. */
export const mostProceedings = 8
/** Decides what happens in one case. The same seed and index make the same case in a release of any size. */
export function planCase(world: World, random: Random, index: number): Plan {
  random.begin(index)
  const plan = emptyPlan(world, random, index)
  const kind = kinds[plan.type]
  if (kind === undefined) planOutOfScope(world, random, plan)
  else if (!random.chance(world.shares.no_proceeding as number)) planProceedings(world, random, plan)
  planOtherAppeals(world, random, plan)
  planOddities(world, random, plan)
  return plan
}

function emptyPlan(world: World, random: Random, index: number): Plan {
  const nationality = world.nationality(random)
  const custody = random.chance(world.missing('A_TblCase.CUSTODY')) ? '' : world.custody(random)
  const type = world.caseType(random)
  const person = random.next()
  return {
    index,
    id: 2_000_000 + index,
    type,
    nationality,
    nationality_in_proceedings_only: false,
    nationality_of_proceedings: nationality,
    claim: claimType(world, random),
    custody: (custody.length === 1 ? custody : '') as Plan['custody'],
    sex: (random.chance(world.missing('A_TblCase.Sex')) ? '' : world.sex(random)) as Plan['sex'],
    represented: person < 0.34 ? 'both' : person < 0.385 ? 'date' : person < 0.592 ? 'number' : '',
    proceedings: [],
    applications: [],
    appeals: [],
    courts: [],
    appearances: null,
    gone: '',
    doubled: '',
    repaired: false,
    damage: null
  }
}

function claimType(world: World, random: Random): Plan['claim'] {
  if (random.chance(world.missing('A_TblCase.C_ASY_TYPE'))) return ''
  const at = random.next()
  return at < 0.36 ? 'I' : at < 0.999 ? 'E' : 'J'
}

/** A proceeding that is open until something is said of it. */
export function addProceeding(plan: Plan, charged_on: number, type = plan.type): Proceeding {
  const proceeding: Proceeding = {
    id: 10_000_000 + plan.index * mostProceedings + plan.proceedings.length,
    type,
    type_left_out: false,
    charged_on,
    charged_text: '',
    ending: 'open',
    outcome: '',
    closed: false,
    beside: '',
    ended_on: none,
    ended_text: '',
    designated: '',
    second: '',
    in_absentia: false,
    unreadable: false,
    repaired: false
  }
  plan.proceedings.push(proceeding)
  return proceeding
}

/** Cases that are not about removal or protection: mostly appeals from DHS decisions, without a proceeding. */
function planOutOfScope(world: World, random: Random, plan: Plan): void {
  if (plan.type === 'DDC' || plan.type === 'MAA' || random.chance(0.05)) return
  const proceeding = addProceeding(plan, world.filed(random))
  if (proceeding.charged_on > lastDay - 900) proceeding.charged_on = lastDay - 900
  proceeding.ending = 'completed'
  proceeding.outcome = 'out_of_scope'
  proceeding.ended_on = proceeding.charged_on + 1 + random.below(800)
}

function planProceedings(world: World, random: Random, plan: Plan): void {
  const { shares } = world
  const charged_on = world.filed(random)
  let at = charged_on + 20 + random.below(90)
  if (random.chance(shares.zero_bond_before as number)) at = move(plan, random, charged_on, at, 'zero_bond')
  if (random.chance(shares.zero_bond_only as number)) {
    if (plan.proceedings.length === 0) move(plan, random, charged_on, at, 'zero_bond')
    return
  }
  const screening = kinds[plan.type] === 'screening'
  const rate = screening ? (shares.screening_moves as number) : 1
  while (plan.proceedings.length < 3 && random.chance((shares.venue_change_before as number) * rate))
    at = move(plan, random, charged_on, at, 'venue_change')
  while (plan.proceedings.length < 3 && random.chance((shares.transfer_before as number) * rate))
    at = move(plan, random, charged_on, at, 'transfer')
  planMain(world, random, plan, charged_on, at)
}

/** The proceeding moved or was a bond, if that was before the release; returns when the next can begin. */
function move(
  plan: Plan,
  random: Random,
  charged_on: number,
  at: number,
  ending: 'venue_change' | 'transfer' | 'zero_bond'
): number {
  const on = at + 1 + random.below(240)
  if (on > lastDay - 2) return at
  const proceeding = addProceeding(plan, charged_on)
  proceeding.ending = ending
  proceeding.ended_on = on
  return on
}

function planMain(world: World, random: Random, plan: Plan, charged_on: number, at: number): void {
  const screening = kinds[plan.type] === 'screening'
  // Some cases moved to a court that has not opened them yet: the release has no newer proceeding.
  if (plan.proceedings.some(({ ending }) => ending !== 'zero_bond') && random.chance(0.03)) return
  const main = addProceeding(plan, charged_on)
  const place = plan.proceedings.length - 1
  const ended_on = at + 1 + (screening ? random.below(25) : random.below(300) + random.below(1_300))
  const claims = random.chance(world.claims[plan.type] as number)
  const at_ending = random.next()
  if (ended_on > lastDay || at_ending < (screening ? 0.01 : 0.13)) {
    if (claims) planOpenClaims(world, random, plan, place)
    return
  }
  endProceeding(world, random, plan, main, ended_on, at_ending > (screening ? 0.99 : 0.9))
  if (claims) planClaims(world, random, plan, place)
  if (!screening) planAppeals(world, random, plan, place)
}

/** Decides or closes a proceeding. */
export function endProceeding(
  world: World,
  random: Random,
  plan: Plan,
  proceeding: Proceeding,
  ended_on: number,
  closed: boolean
): void {
  const { shares } = world
  proceeding.ending = 'completed'
  proceeding.closed = closed
  proceeding.ended_on = ended_on
  proceeding.outcome = closed
    ? world.closure(random)
    : world.outcome(proceeding.type, plan.nationality.leaning)(random)
  if (/removal|voluntary/.test(proceeding.outcome)) designate(world, random, plan.nationality, proceeding)
  else if (random.chance(0.02)) proceeding.designated = plan.nationality.code.trim()
  proceeding.in_absentia =
    proceeding.outcome === 'removal_ordered' && random.chance(shares.in_absentia as number)
  if (!closed && random.chance(shares.both_codes as number))
    proceeding.beside = 'AOC'[random.below(3)] as string
}

/** The country that an order names: mostly that of nationality, at times another, none, or a code for nowhere. */
function designate(world: World, random: Random, nationality: Nationality, proceeding: Proceeding): void {
  const { shares } = world
  const at = random.next()
  const nowhere = shares.not_designated as number
  const unknown = nowhere + (shares.designated_unknown as number)
  const third = unknown + (shares.third_country as number)
  if (at < nowhere) proceeding.designated = random.chance(0.9) ? 'ND' : 'XX'
  else if (at < unknown)
    proceeding.designated = ['', '??', 'UN', 'IU', 'NN', 'SS', 'Q7'][random.below(7)] as string
  else proceeding.designated = at < third ? world.country(random).code : nationality.code
  if (random.chance(shares.second_country as number)) proceeding.second = world.country(random).code
}
