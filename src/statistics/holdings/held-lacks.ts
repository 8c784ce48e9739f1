import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ReportingPart, ReportingRule } from '../../vocabulary/measures/reporting.ts'
import { groupOf, type Outcome, type OutcomeGroup } from '../../vocabulary/outcome.ts'
import type { HeldValue } from './held.ts'
import type { PeriodSpan } from './series-periods.ts'
import { untoldPeriods } from './untold-periods.ts'

/** What a reporter does not tell in a period, whatever the nationality. */
export interface HeldLack {
  reporter: string
  from: string
  kind: 'unit' | 'part'
  /** Left out of a unit that is not there. */
  dimension?: Dimension
  values: readonly string[]
  /** The levels at which the same reporter tells it. */
  told_at?: readonly string[]
  /** Only totals over the dimension are told: a cell of one of its values lacks the period. */
  is_total?: true
  /** First days of the nearest periods that tell it. */
  nearest?: readonly string[]
}

/** What a table holds, by reporter and first day. */
export type HeldFigures = ReadonlyMap<string, ReadonlyMap<string, readonly HeldValue[]>>

export function heldBy(values: readonly HeldValue[]): HeldFigures {
  const held = new Map<string, Map<string, HeldValue[]>>()
  for (const value of values) {
    const periods = held.get(value.reporter) ?? new Map<string, HeldValue[]>()
    held.set(value.reporter, periods)
    const others = periods.get(value.from)
    if (others) others.push(value)
    else periods.set(value.from, [value])
  }
  return held
}

/**
 * What is missing in a series whose rows that are not there are zeros: reporters that tell nothing in a period beside
 * one that they tell, and parts that no nationality has in it.
 */
export function heldLacks(
  held: HeldFigures,
  /** The same at all levels. */
  all: HeldFigures,
  periods: readonly PeriodSpan[],
  reporting: ReportingRule
): HeldLack[] {
  return [...held].flatMap(([reporter, byFrom]) => {
    const inScope = new Set(
      [...byFrom].flatMap(([from, values]) => (values.some(each => each.in_scope) ? [from] : []))
    )
    return [
      ...untoldPeriods(inScope, periods).map(
        ({ from, nearest }): HeldLack => ({ reporter, from, kind: 'unit', values: [], nearest })
      ),
      ...[...inScope].flatMap(from => partsMissing(reporter, from, byFrom, reporting)),
      ...seenMissing(reporter, inScope, all.get(reporter) ?? byFrom, periods, reporting),
      ...[...inScope].flatMap(from => elsewhere(reporter, from, [byFrom, all.get(reporter)], reporting))
    ]
  })
}

/** The parts that the publisher's tables have at this time and no row of it does. */
function partsMissing(
  reporter: string,
  from: string,
  byFrom: ReadonlyMap<string, readonly HeldValue[]>,
  { parts }: ReportingRule
): HeldLack[] {
  const own = byFrom.get(from)?.filter(each => each.in_scope) ?? []
  return Object.entries(parts).flatMap(([name, declared]): HeldLack[] => {
    const dimension = name as Dimension
    const told = new Set(own.flatMap(each => (each.dimension === dimension ? [each.value] : [])))
    if (told.has('not_split'))
      return [{ reporter, from, kind: 'unit', dimension, values: [], is_total: true }]
    if (declared === 'as_seen') return []
    return declared
      .filter(part => isOfTime(part, from) && !part.values.some(value => told.has(value)))
      .map(({ values }) => ({ reporter, from, kind: 'part', dimension, values }))
  })
}

export const isOfTime = ({ from = '', to = '9999' }: ReportingPart, day: string): boolean =>
  from <= day && day <= to

/**
 * Values that the neighbouring periods have: those between two of them, and those that only the last period lacks. What
 * one type of return or stage has shows that the period tells it: another has a zero of it.
 */
function seenMissing(
  reporter: string,
  inScope: ReadonlySet<string>,
  byFrom: ReadonlyMap<string, readonly HeldValue[]>,
  periods: readonly PeriodSpan[],
  { parts }: ReportingRule
): HeldLack[] {
  const last = periods.at(-1)?.from
  return Object.entries(parts).flatMap(([name, declared]) => {
    if (declared !== 'as_seen') return []
    const dimension = name as Dimension
    const values = [...byFrom.values()].flat().filter(each => each.dimension === dimension)
    const words = new Set(values.map(each => each.value))
    return [...words].filter(isOfValue).flatMap(value => {
      const told = new Set(values.flatMap(each => (each.value === value ? [each.from] : [])))
      const latest = [...told].sort().at(-1) as string
      return untoldPeriods(told, periods)
        .filter(
          ({ from, nearest }) => inScope.has(from) && nearest[0] < from && (from < latest || from === last)
        )
        .map(
          ({ from, nearest }): HeldLack => ({
            reporter,
            from,
            kind: 'part',
            dimension,
            values: [value],
            nearest
          })
        )
    })
  })
}

const isOfValue = (value: string): boolean => value !== 'not_split' && value !== 'UNK'

/** Outcomes that are zero for all nationalities at one level, and that the reporter has at a level of several stages. */
function elsewhere(
  reporter: string,
  from: string,
  [inScope, all]: readonly (ReadonlyMap<string, readonly HeldValue[]> | undefined)[],
  { told_at }: ReportingRule
): HeldLack[] {
  // Figures of all reporters together are nobody's own.
  if (told_at === undefined || reporter === 'not_split' || reporter === '') return []
  const outcomesIn = (held: typeof all): readonly HeldValue[] =>
    held?.get(from)?.filter(each => each.dimension === 'outcome' && each.value !== 'not_split') ?? []
  const others = outcomesIn(all).filter(each => told_at.at.includes(each.level) && each.sum > 0)
  return outcomesIn(inScope)
    .filter(each => each.in_scope && told_at.levels.includes(each.level) && each.sum === 0)
    .flatMap(({ value }): HeldLack[] => {
      const levels = [...new Set(others.filter(each => each.value === value).map(each => each.level))].sort()
      if (levels.length === 0) return []
      return [{ reporter, from, kind: 'part', dimension: 'outcome', values: [value], told_at: levels }]
    })
}

/**
 * Leaves out reporters that are missing and held less than a share of each neighbouring period that tells them, over all
 * nationalities.
 */
export function ofShare(lacks: readonly HeldLack[], held: HeldFigures, share: number): HeldLack[] {
  if (share === 0) return [...lacks]
  const sumOf = (values: readonly HeldValue[] = []): number =>
    values.reduce((sum, each) => (each.dimension === '' && each.in_scope ? sum + each.sum : sum), 0)
  const totals = new Map<string, number>()
  for (const byFrom of held.values())
    for (const [from, values] of byFrom) totals.set(from, (totals.get(from) ?? 0) + sumOf(values))
  return lacks.flatMap(lack => {
    const { reporter, nearest, dimension } = lack
    if (nearest === undefined || dimension !== undefined) return [lack]
    const large = nearest.filter(
      from => sumOf(held.get(reporter)?.get(from)) >= share * (totals.get(from) ?? 0)
    )
    return large.length === 0 ? [] : [{ ...lack, nearest: large }]
  })
}

/** Decisions from which a reporter's year is large enough to be looked at. */
const manyDecisions = 1000

/** Periods in which a reporter published a thousand decisions or more in scope, and not one rejection. */
export function oneSided(held: HeldFigures): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [reporter, byFrom] of held)
    for (const [from, values] of byFrom) {
      const outcomes = values.filter(each => each.dimension === 'outcome' && each.in_scope)
      const sumOf = (groups: readonly OutcomeGroup[]) =>
        outcomes.reduce(
          (sum, { value, sum: n }) => (groups.includes(groupOf(value as Outcome)) ? sum + n : sum),
          0
        )
      const decided = sumOf([
        'refugee_status',
        'complementary_protection',
        'protection_not_split',
        'rejected'
      ])
      if (decided >= manyDecisions && sumOf(['rejected']) === 0) found.add(`${reporter} ${from}`)
    }
  return found
}
