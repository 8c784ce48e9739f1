import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import { isSubtotalOf } from '../rows/subtotals.ts'
import { groupMembers, untoldMembers } from './group-members.ts'
import { byKey, type Holdings, keyText, type MissingFigure, unitLack } from './lack.ts'
import { maskOf, type PartNeed, valuesOfMask, wholeMask } from './part-masks.ts'
import { declaredOutcomes, type Needed, namedValues, wordOf } from './part-needs.ts'
import { placedBy, unitsBy } from './placed.ts'
import type { ToldUnit } from './units.ts'
import { untoldPeriods } from './untold-periods.ts'

/** What the cells lack in a series whose rows that are not there are not told. */
export function toldHoldings(plan: Plan, units: readonly ToldUnit[], needed: Needed): Holdings {
  const { needs, periods, period, groups } = needed
  const members = groupMembers(plan.frame, groups, periods)
  const isOfGroup = ({ key, from, reporter, nationality }: MissingFigure): boolean =>
    (reporter === '' || members.isIn('country_of_asylum', reporter, key, from)) &&
    (nationality === '' || members.isIn('nationality', nationality, key, from))
  const tells = tellsIn(units, needs)
  return {
    ...{ periods, period },
    lacks: byKey(toldLacks(units, needed).filter(isOfGroup)),
    ...(plan.frame.memberships && {
      untoldMembers: untoldMembers(members, tells, ['country_of_asylum', 'nationality'], tellersIn(units))
    }),
    named: namedValues(plan, needs, ['country_of_asylum', 'nationality']),
    tells,
    isZero: () => false,
    outcomes: declaredOutcomes(plan.frame.chosen.series) ?? [],
    unitsIn: unitsBy(placedBy(units)),
    isOneSided: () => false
  }
}

/** The reporters, or the nationalities, that a key has figures of in any period that was read. */
function tellersIn(
  units: readonly ToldUnit[]
): (place: string, key: readonly string[]) => ReadonlySet<string> {
  const found = new Map<string, Set<string>>()
  for (const { id: text, reporter, nationality, is_told } of units) {
    if (!is_told) continue
    for (const id of [`country_of_asylum ${text}`, `nationality ${text}`])
      found.set(id, (found.get(id) ?? new Set()).add(id.startsWith('n') ? nationality : reporter))
  }
  const nobody: ReadonlySet<string> = new Set()
  return (place, key) => found.get(`${place} ${keyText(key)}`) ?? nobody
}

function tellsIn(units: readonly ToldUnit[], needs: readonly PartNeed[]): Holdings['tells'] {
  const told = new Set<string>()
  for (const { id: text, from, reporter, nationality, masks, is_told } of units) {
    if (!is_told) continue
    const id = `${text} ${from}`
    told.add(`${id} country_of_asylum ${reporter}`).add(`${id} nationality ${nationality}`)
    for (const [i, need] of needs.entries())
      for (const value of valuesOfMask(need, masks[i] as number)) told.add(`${id} ${need.dimension} ${value}`)
  }
  return (key, from, dimension, value) => {
    const isTold = (each: string): boolean => told.has(`${keyText(key)} ${from} ${dimension} ${each}`)
    // A subtotal stands for its parts, and its parts for it.
    const parts = needs
      .filter(need => need.dimension === dimension)
      .flatMap(need => need.parts.flatMap(part => part.values))
      .filter(each => isSubtotalOf(dimension, value, each))
    return isTold(value) || (parts.length > 0 && parts.every(isTold))
  }
}

/**
 * What is missing in a series whose rows that are not there are not told: parts of the units that are there, units in
 * the year before and after those that are, and single nationalities where nothing is told of all.
 */
function toldLacks(units: readonly ToldUnit[], needed: Needed): MissingFigure[] {
  const told = units.filter(({ is_told }) => is_told)
  const silent = units.filter(({ is_told }) => !is_told)
  return [
    ...told.flatMap(unit => [...partsMissing(unit, needed), ...nationalitiesMissing(unit)]),
    ...silent.map(unit => unitLack(unit, needed.period, undefined)),
    ...unitsMissing(told, needed, new Set(silent.map(idOf)))
  ]
}

function partsMissing(unit: ToldUnit, { needs, groups }: Needed): MissingFigure[] {
  const wanted = needs.map(need => wantedOf(need, unit.key, groups))
  const isWhole = unit.covered >= wanted.reduce((all, mask) => all * bitCount(mask), 1)
  if (isWhole) return []
  const lacks = needs.flatMap((need, i) => {
    const missing = (wanted[i] as number) & ~(unit.masks[i] as number)
    return missing === 0 ? [] : [partLack(unit, need.dimension, valuesOfMask(need, missing))]
  })
  // Each part is told somewhere, and some combinations of them are not.
  return lacks.length > 0
    ? lacks
    : needs.filter(({ parts }) => parts.length > 1).map(({ dimension }) => partLack(unit, dimension, []))
}

/** The parts that a cell needs: those of its group or effect where it has one. */
function wantedOf(
  { by_word, parts }: PartNeed,
  key: readonly string[],
  groups: readonly Dimension[]
): number {
  if (by_word === undefined) return wholeMask(parts)
  const word = key[groups.indexOf(by_word)]
  return maskOf(parts, value => wordOf(by_word, value) === word)
}

const partLack = (
  { key, from, reporter, nationality }: ToldUnit,
  dimension: Dimension,
  values: readonly string[]
): MissingFigure => ({ key, from, kind: 'part', dimension, values, reporter, nationality })

/** Rows of single nationalities are no figure of all of them: others may not be told. */
const nationalitiesMissing = ({ is_of_some, key, from, reporter, nationality }: ToldUnit): MissingFigure[] =>
  is_of_some ? [{ key, from, kind: 'unit', dimension: 'nationality', values: [], reporter, nationality }] : []

/** Of whom a unit is, and when. */
const idOf = ({
  key,
  reporter,
  nationality,
  from
}: Pick<ToldUnit, 'key' | 'reporter' | 'nationality' | 'from'>): string =>
  [keyText(key), reporter, nationality, from].join('\u0001')

/** Units that have no row, beside those that do; `silent` are known already. */
function unitsMissing(
  units: readonly ToldUnit[],
  { periods, period }: Needed,
  silent: ReadonlySet<string>
): MissingFigure[] {
  const tellers = new Map<string, ToldUnit[]>()
  for (const unit of units) {
    const id = idOf({ ...unit, from: '' })
    const others = tellers.get(id)
    if (others) others.push(unit)
    else tellers.set(id, [unit])
  }
  return [...tellers.values()].flatMap(told => {
    const byFrom = new Map(told.map(unit => [unit.from, unit]))
    return untoldPeriods(new Set(byFrom.keys()), periods).flatMap(({ from, nearest }) => {
      const { key, reporter, nationality, value } = byFrom.get(nearest[0]) as ToldUnit
      const of = { key, from, reporter, nationality }
      return silent.has(idOf(of)) ? [] : [unitLack(of, period, { from: nearest[0], value })]
    })
  })
}

const bitCount = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + bitCount(mask >>> 1))
