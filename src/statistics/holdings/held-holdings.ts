import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ReportingRule } from '../../vocabulary/measures/reporting.ts'
import { groupedBy } from '../grouped.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { ReadableSet } from '../kinds/kind.ts'
import { namesPlaces } from '../question/places.ts'
import { hasColumn } from '../rows/columns.ts'
import type { Family } from '../rows/selection.ts'
import { groupMembers, untoldMembers } from './group-members.ts'
import { heldValues, procedureOf } from './held.ts'
import { type HeldFigures, type HeldLack, heldBy, heldLacks, ofShare, oneSided } from './held-lacks.ts'
import { keysBy, reportersIn, tellsIn, zeroIn } from './held-tells.ts'
import { byKey, type Holdings, type MissingFigure, unitLack } from './lack.ts'
import { declaredOutcomes, isNeeded, type Needed, namedValues } from './part-needs.ts'
import { addedUp, type Placed, type PlacedValues, unitsBy, unitsOf } from './placed.ts'
import type { ToldUnit } from './units.ts'

/** What a table holds, and what of it the question cannot be answered from. */
export interface HeldTable {
  /** By the words of the procedure that cells differ in (procedureOf). */
  byProcedure: ReadonlyMap<string, HeldProcedure>
  /** The same of all procedures together. */
  all: HeldFigures
  outcomes: readonly string[]
  /** Whether nothing is missing, and no rate one-sided. */
  is_whole: boolean
}

interface HeldProcedure {
  figures: HeldFigures
  lacks: readonly HeldLack[]
  /** Reporters and periods of which rates are one-sided (oneSided). */
  sided: ReadonlySet<string>
}

/** Reads what the table holds of the dimensions whose parts are declared, and of outcomes. */
export async function readHeld(
  set: ReadableSet,
  plan: Plan,
  family: Family,
  reporting: ReportingRule,
  periods: Needed['periods']
): Promise<HeldTable> {
  const { chosen, clock } = plan.frame
  const names = dimensionsHeld(reporting.parts).filter(
    name => hasColumn(chosen, name) && chosen.card.dimensions.includes(name)
  )
  const values = await heldValues(set, plan, family, names)
  const all = heldBy(values)
  const { from: first = '', to: last = '9999' } = clock
  // A reporter that is named, is in a named group, or has a cell of its own, counts whatever it held.
  const isOwn = plan.frame.groups.includes('country_of_asylum') || namesPlaces(plan.question)
  const share = isOwn ? 0 : (reporting.reporter_share ?? 0)
  const members = groupMembers(plan.frame, [], periods)
  const isAsked = ({ from, reporter }: HeldLack): boolean =>
    from >= first && from <= last && members.isIn('country_of_asylum', reporter, [], from)
  const judged = (procedure: string): HeldProcedure => {
    const figures = heldBy(values.filter(each => each.procedure === procedure))
    return {
      figures,
      lacks: ofShare(heldLacks(figures, all, periods, reporting), figures, share).filter(isAsked),
      sided: plan.rates.length > 0 ? oneSided(figures) : new Set()
    }
  }
  const ids = [...new Set(values.map(each => each.procedure))]
  const byProcedure = new Map(ids.map(id => [id, judged(id)]))
  const outcomes = values.flatMap(({ dimension, value }) => (dimension === 'outcome' ? [value] : []))
  return {
    byProcedure,
    all,
    outcomes: [...new Set(declaredOutcomes({ reporting }) ?? outcomes)],
    is_whole: [...byProcedure.values()].every(({ lacks, sided }) => lacks.length === 0 && sided.size === 0)
  }
}

const dimensionsHeld = (parts: ReportingRule['parts']): Dimension[] => [
  ...new Set<Dimension>(['outcome', ...(Object.keys(parts) as Dimension[])])
]

/** What the cells lack in a series whose rows that are not there are zeros: what no nationality has. */
export function heldHoldings(
  plan: Plan,
  held: HeldTable,
  found: Placed,
  needed: Needed,
  reporting: ReportingRule
): Holdings {
  const all = [...found.values()].map(({ key }) => key)
  const values = addedUp(found)
  const { periods, period, groups, needs } = needed
  const names = dimensionsHeld(reporting.parts)
  const members = groupMembers(plan.frame, groups, periods)
  const procedure = procedureOf(groups)
  const judged = new Map(
    [...held.byProcedure].map(([id, { figures, lacks, sided }]) => {
      const tells = tellsIn(figures, held.all, groups, reporting)
      const asked = { plan, values, needed, tells, share: reporting.reporter_share ?? 0 }
      const isNone = zeroIn(figures, plan, groups, names, tells)
      const keysOf = keysBy(
        all.filter(key => procedure(key) === id),
        groups
      )
      const reporters = reportersIn(figures)
      const untold = untoldMembers(members, tells, ['country_of_asylum'], () => reporters)
      const isOf = ({ reporter, from }: HeldLack, key: readonly string[]): boolean =>
        members.isIn('country_of_asylum', reporter, key, from)
      const lacksIn = lacksOfCells(lacks, groups)
      return [
        id,
        {
          tells,
          untold,
          lacks: lacks.flatMap(lack => {
            const keys = keysOf(lack.reporter).filter(key => isOf(lack, key))
            return inCells(lack, keys, asked)
          }),
          isZero: (key: readonly string[], from: string) =>
            isNone(key, from) &&
            untold(key, from).length === 0 &&
            (members.countries('country_of_asylum', key, from)?.some(code => reporters.has(code)) ?? true) &&
            !lacksIn(key, from).some(lack => isOf(lack, key) && isLacking(lack, key, asked)),
          isOneSided: oneSidedIn(found, groups, sided)
        }
      ] as const
    })
  )
  const of = (key: readonly string[]) => judged.get(procedure(key))
  return {
    ...{ periods, period },
    lacks: byKey([...judged.values()].flatMap(({ lacks }) => lacks)),
    named: namedValues(plan, needs, ['country_of_asylum', ...(Object.keys(reporting.parts) as Dimension[])]),
    outcomes: held.outcomes,
    tells: (key, ...asked) => of(key)?.tells(key, ...asked) ?? false,
    ...(plan.frame.memberships && { untoldMembers: (key, from) => of(key)?.untold(key, from) ?? [] }),
    isZero: (key, from) => of(key)?.isZero(key, from) ?? false,
    // What a reporter tells does not depend on the nationality.
    unitsIn: unitsBy(found, ''),
    isOneSided: (key, froms) => of(key)?.isOneSided(key, froms) ?? false
  }
}

const idOf = (reporter: string, from: string): string => `${reporter} ${from}`

interface Asked {
  plan: Plan
  values: PlacedValues
  needed: Needed
  tells: Holdings['tells']
  share: number
}

/** The lacks of a period that a cell can have: those of its reporter, where cells have one. */
function lacksOfCells(
  lacks: readonly HeldLack[],
  groups: readonly Dimension[]
): (key: readonly string[], from: string) => readonly HeldLack[] {
  const at = groups.indexOf('country_of_asylum')
  const found = groupedBy(lacks, ({ reporter, from }) => idOf(at < 0 ? '' : reporter, from))
  return (key, from) => found.get(idOf(at < 0 ? '' : (key[at] as string), from)) ?? []
}

/**
 * The cells that a reporter's lack touches: those that need it, and in which the reporter has, in that period or in the
 * nearest, the share from which it counts. A reporter that is named, or has a cell of its own, always counts, and so does
 * each where no share is declared: then its zeros of the nearest period say nothing of the one that is missing.
 */
function inCells(
  lack: HeldLack,
  keys: readonly (readonly string[])[],
  { plan, values: sums, needed, tells, share }: Asked
): MissingFigure[] {
  const { reporter, from, kind, told_at, nearest } = lack
  const { groups, period } = needed
  const at = groups.indexOf('country_of_asylum')
  const isOwn = at >= 0 || namesPlaces(plan.question)
  const own = at >= 0 || !hasReporters(plan) ? '' : reporter
  const besides = lack.is_total || nearest === undefined || kind === 'part' ? [from] : nearest
  return keys.flatMap((key): MissingFigure[] => {
    const beside = besides.find(day => {
      if (isOwn || share === 0) return true
      const value = sums.ofReporter(key, own, day)
      return value !== undefined && value >= share * (sums.all(key, day) ?? 0)
    })
    if (beside === undefined) return []
    const of = { key, from, reporter: own, nationality: '' }
    const { dimension } = lack
    if (dimension === undefined)
      return [unitLack(of, period, { from: beside, value: sums.ofReporter(key, own, beside) ?? 0 })]
    const word = key[groups.indexOf(dimension)]
    const isTotal = word === undefined || word === 'not_split' || tells(key, from, dimension, word)
    const values = lack.is_total
      ? isTotal
        ? []
        : [word]
      : lack.values.filter(each => isNeeded(each, dimension, { plan, ...needed, key }))
    return values.length === 0 ? [] : [{ ...of, kind, dimension, values, ...(told_at && { told_at }) }]
  })
}

/** Whether a cell without rows would need what is missing. */
function isLacking(
  { reporter, kind, dimension, values, is_total }: HeldLack,
  key: readonly string[],
  { plan, needed, share }: Pick<Asked, 'plan' | 'needed' | 'share'>
): boolean {
  const at = needed.groups.indexOf('country_of_asylum')
  if (is_total || (at >= 0 && key[at] !== reporter)) return false
  if (kind === 'unit' || dimension === undefined) return at >= 0 || share === 0 || namesPlaces(plan.question)
  return values.some(value => isNeeded(value, dimension, { plan, ...needed, key }))
}

/** Whether the rows have reporters that an answer adds. */
const hasReporters = ({ frame: { chosen } }: Plan): boolean =>
  hasColumn(chosen, 'country_of_asylum') && chosen.card.dimensions.includes('country_of_asylum')

/** A cell is one-sided where each reporter that has a number in it is, in each of its periods. */
function oneSidedIn(
  placed: Placed,
  groups: readonly Dimension[],
  sided: ReadonlySet<string>
): Holdings['isOneSided'] {
  const at = groups.indexOf('country_of_asylum')
  return (key, froms) => {
    const units = unitsOf(placed, key, froms).filter(({ value }) => value > 0)
    const isSided = ({ reporter, from }: ToldUnit): boolean => sided.has(idOf(key[at] ?? reporter, from))
    return units.length > 0 && units.every(isSided)
  }
}
