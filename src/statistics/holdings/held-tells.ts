import type { Dimension } from '../../vocabulary/measures/dimension.ts'
import type { ReportingRule } from '../../vocabulary/measures/reporting.ts'
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
      (declared === 'as_seen' || each.in_scope) &&
      each.dimension === dimension &&
      each.value !== 'not_split' &&
      (part === undefined || part.values.includes(each.value))
    const reporter = key[groups.indexOf('country_of_asylum')]
    const figures = declared === 'as_seen' ? all : held
    const tellers = reporter === undefined ? [...figures.values()] : [figures.get(reporter)]
    return tellers.some(byFrom => byFrom?.get(from)?.some(isTold) ?? false)
  }
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
  return (key, from) => {
    const tellers = at < 0 ? [...held.values()] : [held.get(key[at] as string)]
    if (!tellers.some(byFrom => byFrom?.get(from)?.some(each => each.in_scope))) return false
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
  const own = new Map<string, (readonly string[])[]>()
  for (const key of keys) own.set(key[at] as string, [...(own.get(key[at] as string) ?? []), key])
  return reporter => own.get(reporter) ?? []
}

/** The reporters that tell any period. */
export const reportersIn = (held: HeldFigures): ReadonlySet<string> =>
  new Set(
    [...held].flatMap(([reporter, byFrom]) =>
      [...byFrom.values()].flat().some(each => each.in_scope) ? [reporter] : []
    )
  )
