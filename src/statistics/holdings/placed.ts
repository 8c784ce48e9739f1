import { type Holdings, keyText, unitText } from './lack.ts'
import type { ToldUnit } from './units.ts'

/** The units of the cells of one key, in the order in which they were read. */
interface KeyUnits {
  key: readonly string[]
  units: ToldUnit[]
}

/**
 * Units by the text of their key (keyText). An answer can have a hundred thousand cells and a unit for each of their periods and
 * reporters: no text is made of a unit before a cell asks for it.
 */
export type Placed = ReadonlyMap<string, KeyUnits>

export function placedBy(units: readonly ToldUnit[]): Placed {
  const found = new Map<string, KeyUnits>()
  for (const unit of units) {
    const own = found.get(unit.id)
    if (own) own.units.push(unit)
    else found.set(unit.id, { key: unit.key, units: [unit] })
  }
  return found
}

/** The units of a cell in some periods, by their first days. */
export function unitsOf(placed: Placed, key: readonly string[], froms: readonly string[]): ToldUnit[] {
  const own = placed.get(keyText(key))?.units ?? []
  return own.filter(({ from }) => froms.includes(from))
}

/**
 * The units that tell something of a cell, by its key and periods: whose they are and when (unitText). `nationality`: whose all of
 * them count as, where what is told does not depend on it.
 */
export const unitsBy =
  (placed: Placed, nationality?: ''): Holdings['unitsIn'] =>
  (key, froms) => [
    ...new Set(
      unitsOf(placed, key, froms)
        .filter(({ is_told }) => is_told)
        .map(unit => unitText({ ...unit, nationality: nationality ?? unit.nationality }))
    )
  ]

/** What a key has in a period, and what one reporter has of it; undefined where it has no unit. */
export interface PlacedValues {
  ofReporter(key: readonly string[], reporter: string, from: string): number | undefined
  all(key: readonly string[], from: string): number | undefined
}

/** The values of units, added up for a key when they are first asked for. */
export function addedUp(placed: Placed): PlacedValues {
  const added = new Map<string, Record<'reporters' | 'all', Map<string, number>>>()
  const sumsOf = (key: readonly string[]) => {
    const id = keyText(key)
    const known = added.get(id)
    if (known) return known
    const sums = { reporters: new Map<string, number>(), all: new Map<string, number>() }
    for (const { reporter, from, value } of placed.get(id)?.units ?? []) {
      const whose = `${reporter} ${from}`
      sums.reporters.set(whose, (sums.reporters.get(whose) ?? 0) + value)
      sums.all.set(from, (sums.all.get(from) ?? 0) + value)
    }
    added.set(id, sums)
    return sums
  }
  return {
    ofReporter: (key, reporter, from) => sumsOf(key).reporters.get(`${reporter} ${from}`),
    all: (key, from) => sumsOf(key).all.get(from)
  }
}
