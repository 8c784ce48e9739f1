import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ReportingRule } from '../../vocabulary/measures/reporting.ts'
import { groupedBy } from '../grouped.ts'
import type { Plan } from '../kinds/decisions/plan.ts'
import type { HeldValue } from './held.ts'
import type { HeldFigures } from './held-lacks.ts'
import type { Holdings } from './lack.ts'

/**
 * A reporter tells a period where any nationality has a row, and a value of a dimension where any value of the same part
 * has one. Values of no part are told with the others of their dimension. `all`: the same at all stages and of all types,
 * by which values without a list are told.
 */
export function tellsIn(
  held: HeldFigures,
  all: HeldFigures,
  groups: readonly Dimension[],
  { parts }: ReportingRule
): Holdings['tells'] {
  const at = groups.indexOf('country_of_asylum')
  const isInScope = inScope(held)
  // Cells differ in more than what is told depends on.
  const known = new Map<string, boolean>()
  return (key, from, dimension, value) => {
    if (dimension === 'country_of_asylum') return isInScope(value, from)
    const reporter = key[at]
    const id = `${reporter ?? ''} ${from} ${dimension} ${value}`
    const found = known.get(id) ?? isTold(reporter, from, dimension, value)
    known.set(id, found)
    return found
  }

  function isTold(reporter: string | undefined, from: string, dimension: Dimension, value: string): boolean {
    const declared = parts[dimension]
    const part = Array.isArray(declared) ? declared.find(({ values }) => values.includes(value)) : undefined
    const isOfPart = (each: HeldValue): boolean =>
      (declared === 'as_seen' || each.in_scope) &&
      each.dimension === dimension &&
      each.value !== 'not_split' &&
      (part === undefined || part.values.includes(each.value))
    const figures = declared === 'as_seen' ? all : held
    const tellers = reporter === undefined ? [...figures.values()] : [figures.get(reporter)]
    return tellers.some(byFrom => byFrom?.get(from)?.some(isOfPart) ?? false)
  }
}

/** Whether a reporter, or without one any, has a figure in scope in a period. */
function inScope(held: HeldFigures): (reporter: string | undefined, from: string) => boolean {
  const known = new Set(
    [...held].flatMap(([reporter, byFrom]) =>
      [...byFrom].flatMap(([from, values]) =>
        values.some(each => each.in_scope) ? [`${reporter} ${from}`, ` any ${from}`] : []
      )
    )
  )
  return (reporter, from) => known.has(reporter === undefined ? ` any ${from}` : `${reporter} ${from}`)
}

/** A cell without rows is a zero in a period that its reporter tells, with each value that the cell is about. */
export function zeroIn(
  held: HeldFigures,
  { question: { filters = {} } }: Plan,
  groups: readonly Dimension[],
  names: readonly Dimension[],
  tells: Holdings['tells']
): Holdings['isZero'] {
  const at = groups.indexOf('country_of_asylum')
  const own = names.filter(name => groups.includes(name))
  const filtered = (['country_of_asylum', ...names] as const).flatMap(name =>
    groups.includes(name) ? [] : (filters[name] ?? []).map(value => [name, value] as const)
  )
  const isInScope = inScope(held)
  return (key, from) => {
    if (!isInScope(key[at], from)) return false
    if (!filtered.every(([name, value]) => tells(key, from, name, value))) return false
    return own.every(name => {
      const word = key[groups.indexOf(name)] as string
      return word !== 'not_split' && tells(key, from, name, word)
    })
  }
}

/** The keys of a reporter: all of them, where cells add several. */
export function keysBy(
  keys: readonly (readonly string[])[],
  groups: readonly Dimension[]
): (reporter: string) => readonly (readonly string[])[] {
  const at = groups.indexOf('country_of_asylum')
  if (at < 0) return () => keys
  const own = groupedBy(keys, key => key[at] as string)
  return reporter => own.get(reporter) ?? []
}

/** The reporters that tell any period. */
export const reportersIn = (held: HeldFigures): ReadonlySet<string> =>
  new Set(
    [...held].flatMap(([reporter, byFrom]) =>
      [...byFrom.values()].flat().some(each => each.in_scope) ? [reporter] : []
    )
  )
