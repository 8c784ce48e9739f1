import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ReportingRule } from '../../vocabulary/measures/reporting.ts'
import { groupOf, type Outcome } from '../../vocabulary/outcome.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { ReadableSet } from '../kinds/kind.ts'
import { hasColumn } from '../rows/columns.ts'
import { denominatorOf } from '../table/rates.ts'
import { type HeldValue, heldValues } from './held.ts'
import { type HeldFigures, type HeldLack, heldBy, heldLacks, oneSided } from './held-lacks.ts'
import { byKey, type Holdings, keyText, type MissingFigure, unitLack } from './lack.ts'
import { type Needed, namedValues, wordOf } from './part-needs.ts'
import { cellOf, countedBy, type ToldUnit } from './units.ts'

/** What a table holds, and what of it the question cannot be answered from. */
export interface HeldTable {
  figures: HeldFigures
  lacks: readonly HeldLack[]
  /** Reporters and periods of which rates are one-sided (oneSided). */
  sided: ReadonlySet<string>
}

/** Reads what the table holds of the dimensions whose parts are declared, and of outcomes. */
export async function readHeld(
  set: ReadableSet,
  plan: Plan,
  reporting: ReportingRule,
  periods: Needed['periods']
): Promise<HeldTable> {
  const { chosen, clock } = plan.frame
  const names = dimensionsHeld(reporting.parts).filter(
    name => hasColumn(chosen, name) && chosen.card.dimensions.includes(name)
  )
  const figures = heldBy(await heldValues(set, plan, names))
  const named = plan.question.filters?.country_of_asylum
  const { from: first = '', to: last = '9999' } = clock
  const isAsked = ({ reporter, from }: HeldLack): boolean =>
    from >= first && from <= last && (named?.includes(reporter) ?? true)
  return {
    figures,
    lacks: heldLacks(figures, periods, reporting).filter(isAsked),
    sided: plan.rates.length > 0 ? oneSided(figures) : new Set()
  }
}

const dimensionsHeld = (parts: ReportingRule['parts']): Dimension[] => [
  ...new Set<Dimension>(['outcome', ...(Object.keys(parts) as Dimension[])])
]

/** What the cells lack in a series whose rows that are not there are zeros: what no nationality has. */
export function heldHoldings(
  plan: Plan,
  { figures, lacks, sided }: HeldTable,
  units: readonly ToldUnit[],
  needed: Needed,
  reporting: ReportingRule
): Holdings {
  const found = placed(units)
  const { periods, period, groups, needs } = needed
  const tells = tellsIn(figures, groups, reporting)
  return {
    ...{ periods, period },
    lacks: byKey(lacks.flatMap(lack => inCells(lack, plan, found, needed, reporting.reporter_share ?? 0))),
    named: namedValues(plan, needs, ['country_of_asylum']),
    tells,
    isZero: zeroIn(figures, groups, dimensionsHeld(reporting.parts), tells),
    unitsIn: countedBy(units),
    isOneSided: oneSidedIn(found, groups, sided)
  }
}

/** The units of the cells by reporter and period, and what each key has in a period. */
interface Placed {
  units: ReadonlyMap<string, readonly ToldUnit[]>
  totals: ReadonlyMap<string, number>
  /** By key and period. */
  cells: ReadonlyMap<string, readonly ToldUnit[]>
}

const idOf = (reporter: string, from: string): string => `${reporter} ${from}`

function placed(units: readonly ToldUnit[]): Placed {
  const byId = new Map<string, ToldUnit[]>()
  const cells = new Map<string, ToldUnit[]>()
  const totals = new Map<string, number>()
  for (const unit of units) {
    push(byId, idOf(unit.reporter, unit.from), unit)
    push(cells, cellOf(unit.key, unit.from), unit)
    totals.set(cellOf(unit.key, unit.from), (totals.get(cellOf(unit.key, unit.from)) ?? 0) + unit.value)
  }
  return { units: byId, totals, cells }
}

function push(map: Map<string, ToldUnit[]>, id: string, unit: ToldUnit): void {
  const others = map.get(id)
  if (others) others.push(unit)
  else map.set(id, [unit])
}

/**
 * The cells that a reporter's lack touches: those that need it, and in which the reporter has, in that period or in the
 * nearest, the share from which it counts. A reporter that is named, or has a cell of its own, always counts.
 */
function inCells(
  { reporter, from, kind, dimension, values, level, told_at, nearest }: HeldLack,
  plan: Plan,
  { units, totals }: Placed,
  { needs, groups, period, rate }: Needed,
  share: number
): MissingFigure[] {
  const isNamed = plan.question.filters?.country_of_asylum !== undefined
  const isGrouped = groups.includes('country_of_asylum')
  const seen = new Set<string>()
  const besides = kind === 'unit' ? (nearest ?? []) : [from]
  return besides.flatMap(beside =>
    (units.get(idOf(isGrouped ? '' : reporter, beside)) ?? []).flatMap((unit): MissingFigure[] => {
      const { key, value, nationality } = unit
      const word = (name: Dimension): string | undefined => key[groups.indexOf(name)]
      if (isGrouped && word('country_of_asylum') !== reporter) return []
      if (level !== undefined && groups.includes('source_level') && word('source_level') !== level) return []
      const held = totals.get(cellOf(key, beside)) ?? 0
      const isSmall = !isGrouped && !isNamed && reporter !== '' && value < share * held
      if (isSmall || seen.has(keyText(key))) return []
      seen.add(keyText(key))
      const of = { key, from, reporter: isGrouped ? '' : reporter, nationality }
      if (kind === 'unit') return [unitLack(of, period, { from: beside, value })]
      const missing = values.filter(each =>
        isNeeded(each, dimension as Dimension, { plan, needs, groups, key, rate })
      )
      if (missing.length === 0) return []
      return [
        { ...of, kind, dimension: dimension as Dimension, values: missing, ...(told_at && { told_at }) }
      ]
    })
  )
}

/** Whether a cell needs a value of a dimension: it is of it, or it adds all that the question leaves. */
function isNeeded(
  value: string,
  dimension: Dimension,
  {
    plan: { question },
    needs,
    groups,
    key,
    rate
  }: Pick<Needed, 'needs' | 'groups' | 'rate'> & { plan: Plan; key: readonly string[] }
): boolean {
  if (rate && dimension === 'outcome') return denominatorOf(rate).includes(groupOf(value as Outcome))
  const own = groups.indexOf(dimension)
  if (own >= 0) return key[own] === value
  const words = dimension === 'outcome' ? (['outcome_group', 'effect'] as const) : []
  for (const word of words) {
    const at = groups.indexOf(word)
    if (at >= 0 && key[at] !== wordOf(word, value)) return false
    if (question.filters?.[word]?.includes(wordOf(word, value)) === false) return false
  }
  if (question.filters?.[dimension]?.includes(value) === false) return false
  const need = needs.find(each => each.dimension === dimension)
  return need === undefined || need.parts.some(({ values }) => values.includes(value))
}

/**
 * A reporter tells a period where any nationality has a row, and a value of a dimension where any value of the same part
 * has one. Values of no part are told with the others of their dimension.
 */
function tellsIn(
  held: HeldFigures,
  groups: readonly Dimension[],
  { parts }: ReportingRule
): Holdings['tells'] {
  return (key, from, dimension, value) => {
    if (dimension === 'country_of_asylum')
      return (
        held
          .get(value)
          ?.get(from)
          ?.some(each => each.in_scope) ?? false
      )
    const declared = parts[dimension]
    const part = Array.isArray(declared) ? declared.find(({ values }) => values.includes(value)) : undefined
    const isTold = (each: HeldValue): boolean =>
      each.in_scope &&
      each.dimension === dimension &&
      each.value !== 'not_split' &&
      (part === undefined || part.values.includes(each.value))
    const reporter = key[groups.indexOf('country_of_asylum')]
    const tellers = reporter === undefined ? [...held.values()] : [held.get(reporter)]
    return tellers.some(byFrom => byFrom?.get(from)?.some(isTold) ?? false)
  }
}

/** A cell is one-sided where each reporter that has a number in it is, in each of its periods. */
function oneSidedIn(
  { cells }: Placed,
  groups: readonly Dimension[],
  sided: ReadonlySet<string>
): Holdings['isOneSided'] {
  const at = groups.indexOf('country_of_asylum')
  return (key, froms) => {
    const units = froms.flatMap(from => cells.get(cellOf(key, from)) ?? []).filter(({ value }) => value > 0)
    const isSided = ({ reporter, from }: ToldUnit): boolean => sided.has(idOf(key[at] ?? reporter, from))
    return units.length > 0 && units.every(isSided)
  }
}

/** A cell without rows is a zero in a period that its reporter tells, with each value that the cell is about. */
function zeroIn(
  held: HeldFigures,
  groups: readonly Dimension[],
  names: readonly Dimension[],
  tells: Holdings['tells']
): Holdings['isZero'] {
  const at = groups.indexOf('country_of_asylum')
  const own = names.filter(name => groups.includes(name))
  return (key, from) => {
    const tellers = at < 0 ? [...held.values()] : [held.get(key[at] as string)]
    if (!tellers.some(byFrom => byFrom?.get(from)?.some(each => each.in_scope))) return false
    return own.every(name => {
      const word = key[groups.indexOf(name)] as string
      return word !== 'not_split' && tells(key, from, name, word)
    })
  }
}
